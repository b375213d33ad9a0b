"""What the desk calls the parts of the inbox, and how it is narrowed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from sunlit.catalogue.rules.types import KINDS
from sunlit.review.values import Narrowed

if TYPE_CHECKING:
    from django.http import QueryDict
    from django_stubs_ext import StrOrPromise

_TYPES = {kind.code for kind in KINDS}

#: Each part with what it is called, what it says where nothing lies in it.
TABS: dict[str, tuple[StrOrPromise, StrOrPromise]] = {
    "mine": (_("待我审核"), _("没有等您审核的事项")),
    "returned": (_("被退回"), _("没有退回来要改的事项")),
    "drafts": (_("我的草稿"), _("没有还没送审的草稿")),
    "sent": (_("我送出的"), _("您送审的事项都已办结")),
    "done": (_("已办"), _("您还没有办过审核环节")),
}
DUE: dict[str, StrOrPromise] = {"": _("全部时限"), "week": _("一周内到期"), "late": _("已超时")}
ORDERS: dict[str, StrOrPromise] = {"": _("按剩余时限升序"), "newest": _("按收到时间，新到的在前")}
OUTCOMES: dict[str, StrOrPromise] = {
    "filed": _("准予备案"), "abolished": _("废止"), "cancelled": _("取消"), "assigned": _("依法确定"),
    "secret": _("涉密不公开"), "not-reported": _("不予上报"), "withdrawn": _("撤回"),
}  # fmt: skip


def narrowed_by(query: QueryDict) -> Narrowed:
    """How an address, or a form, narrows the inbox; what is no way of narrowing it is passed over."""
    kind, due = _word(query, "type"), _word(query, "due")
    return Narrowed(
        type=kind if kind in _TYPES else "", unit=_key(_word(query, "unit")),
        due=due if due in DUE else "",  # type: ignore[arg-type] # one of its values
        newest=_word(query, "order") == "newest",
    )  # fmt: skip


def address_of_view(tab: str, narrowed: Narrowed) -> str:
    """What the address of the inbox says, narrowed so."""
    said = {
        "tab": tab if tab in TABS else "mine", "type": narrowed.type, "unit": str(narrowed.unit or ""),
        "due": narrowed.due, "order": "newest" if narrowed.newest else "",
    }  # fmt: skip
    return urlencode({name: value for name, value in said.items() if value})


def _word(query: QueryDict, name: str) -> str:
    return str(query.get(name, "")).strip()[:40]


def _key(word: str) -> UUID | None:
    try:
        return UUID(word)
    except ValueError:
        return None
