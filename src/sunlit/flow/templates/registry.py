"""The category flows by key, and which of them a power of a type follows."""

from __future__ import annotations

import dataclasses
import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from sunlit.flow.templates import coercion, licensing, penalty, requested, staff, supervision, takings
from sunlit.flow.values import WAITING, FlowDefinition, FlowKind
from sunlit.law.rules import coercion_form

if TYPE_CHECKING:
    from collections.abc import Mapping

_ROOMS = (licensing, penalty, coercion, takings, requested, supervision, staff)
_FLOWS: Mapping[str, FlowDefinition] = MappingProxyType(
    {one.category: one for room in _ROOMS for one in room.FLOWS},
)

#: Where a type has several procedures and the name of the power tells which: type, words in the name, key.
_BY_NAME = (
    ("penalty", re.compile("简易程序|当场处罚|当场作出"), "penalty-summary"),
    ("coercion", re.compile("冻结"), "coercion-freezing"),
    ("levy", re.compile("(房屋|旧城区).*征收|征收.*房屋"), "levy-houses"),
    ("discipline", re.compile("奖励|嘉奖|记功|表彰|称号"), "discipline-award"),
)


def category_flows() -> Mapping[str, FlowDefinition]:
    """类别流程图 that ship, by key: the code of the type of power, or that and what sets the procedure apart."""
    return _FLOWS


def for_power_type(type_code: str, name: str = "") -> str:
    """The key of the category flow that a power of this type follows; `other` for types nobody has drawn a flow of.

    `name`: the power's; where a type has several procedures it may tell which (冻结存款, 代履行). Without one the
    type's principal procedure is meant.
    """
    if type_code == "coercion" and coercion_form(name) == "enforcement":
        return "coercion-execution"
    for code, words, key in _BY_NAME:
        if code == type_code and words.search(name):
            return key
    return type_code if type_code in _FLOWS else "other"


def item_flow(key: str, name: str) -> FlowDefinition:
    """项目流程 to begin from: the category flow of this key, each step realising its own, named `name`.

    Raises:
        KeyError: no flow has this key.
    """
    category = _FLOWS[key]
    nodes = tuple(
        dataclasses.replace(node, realises=node.id if node.kind in WAITING else "", optional=False)
        for node in category.nodes
    )
    return dataclasses.replace(category, name=name, kind=FlowKind.ITEM, nodes=nodes)
