"""画流程: rows and one node's fields beside the live chart; every change is saved as the draft, with its revision."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sunlit.desk import flow_words
from sunlit.desk.accounts import viewer_of
from sunlit.desk.flow_form import Sheet
from sunlit.desk.render import in_words
from sunlit.desk.views.editing import revision_sent
from sunlit.desk.views.flows import flow_or_404, problems_told, save
from sunlit.desk.views.lists import asked
from sunlit.desk.views.powers import key_or_none
from sunlit.flow import editing, queries
from sunlit.flow.rules import FlowEditedMeanwhile
from sunlit.flow.values import WAITING, FlowKind, NodeKind, StepBasis
from sunlit.kernel import clock
from sunlit.kernel.refusal import Refusal
from sunlit.law import queries as law
from sunlit.organs import queries as organs
from sunlit.organs.rules import NotAllowed

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from sunlit.flow.queries import WholeFlow
    from sunlit.flow.values import FlowDefinition
    from sunlit.organs.values import Viewer

#: What is done by a button of a row: how far the node moves.
_MOVES = {"up": -1, "down": 1}
#: The answer to a change that was typed: the rows, the chart and the state are swapped, the fields are left alone.
_TYPED = "typed"


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, key: UUID) -> HttpResponse:
    """The drawing of a flow. What is sent is the fields of one node and, in `do`, which button was pressed."""
    whole = flow_or_404(request, key)
    if not whole.may_draw:
        raise NotAllowed
    if whole.draft is None:
        return redirect("desk:flow", key)
    drawing = _Drawing(request, whole, whole.draft)
    return drawing.show() if request.method != "POST" else drawing.change()


class _Drawing:
    """One request to the drawing of a flow."""

    def __init__(self, request: HttpRequest, whole: WholeFlow, draft: FlowDefinition) -> None:
        self.request, self.whole, self.draft = request, whole, draft
        self.viewer: Viewer = viewer_of(request)
        self.key = whole.seen.id
        query = request.POST if request.method == "POST" else request.GET
        self.at = asked(query, "at", most=64)
        self.do, _colon, self.on = asked(request.POST, "do", most=160).partition(":")
        self.htmx = bool(getattr(request, "htmx", False))
        item = whole.seen.kind is FlowKind.ITEM
        self.posts = organs.posts(self.viewer, whole.seen.unit) if item and whole.seen.unit else ()
        followed = queries.category_in_use(self.viewer, draft.category) if item and draft.category else None
        self.category = followed.definition if followed else None
        self.categories = [
            (one.category, one.name) for one in queries.flows(self.viewer, kind=FlowKind.CATEGORY) if item
        ]

    def sheet(self, flow: FlowDefinition, at: str, data: Any = None) -> Sheet:
        """The form of a node of a flow, or of the flow itself."""
        return Sheet(flow, at, data, posts=self.posts, category=self.category, categories=self.categories)

    def change(self) -> HttpResponse:
        """Read what was typed, do what the button says, save."""
        if self.do == "undo":
            if self.whole.before is None:
                return self.show(said=_("没有可以撤销的。"))
            return self.saved(self.whole.before, self.at, _("已撤销上一步。"))
        if self.at and self.at not in self.draft.by_id:
            return self.gone()
        sheet = self.sheet(self.draft, self.at, self.request.POST)
        if not sheet.is_valid():
            return self.show(sheet=sheet, revision=revision_sent(self.request), status=422)
        typed = sheet.applied()
        try:
            after, at, said = self.done(typed)
        except (KeyError, IndexError):  # the node the button was of is there no more
            after, at, said = typed, self.at, ""
        return self.saved(after, at, said, sheet=sheet)

    def done(self, typed: FlowDefinition) -> tuple[FlowDefinition, str, str]:
        """The flow after what the button says, which node is open then, and what is said of it."""
        do, on = self.do, self.on
        if do in _MOVES:
            return editing.moved(typed, on, _MOVES[do]), self.at, ""
        if do == "after":
            kind, _slash, row = on.partition("/")
            new = NodeKind(kind) if kind in flow_words.NODE_KINDS else NodeKind.STEP
            after, made = editing.inserted(typed, row, new)
            return after, made, _("已加一个环节，请填写。")
        if do == "delete":
            name = flow_words.called(typed, on)
            after = editing.deleted(typed, on)
            said = _("已删去“%(name)s”，可以撤销。") % {"name": name}
            return after, self.at if self.at in after.by_id else "", said
        if do == "select":
            return typed, on if on in typed.by_id else "", ""
        if do == "take":
            return self.with_basis(typed), self.at, ""
        return typed, self.at, ""

    def with_basis(self, typed: FlowDefinition) -> FlowDefinition:
        """With one more provision from the library, for the node that is open."""
        version, _slash, article = self.on.partition("/")
        key = key_or_none(version)
        found = law.picked(self.viewer, key, article) if key else None
        if found is None or not self.at:
            return typed
        [text] = found.texts
        basis = StepBasis(title=text.version.title or found.law.title, article=str(found.place) if found.place else "")
        node = typed.by_id[self.at]
        return editing.replaced(typed, dataclasses.replace(node, bases=tuple(dict.fromkeys((*node.bases, basis)))))

    def saved(self, after: FlowDefinition, at: str, said: str, *, sheet: Sheet | None = None) -> HttpResponse:
        """Save, and show what came of it; beside what another saved meanwhile, if somebody did."""
        try:
            save(self.whole, after, revision=revision_sent(self.request), by=self.viewer.actor)
        except FlowEditedMeanwhile as refusal:
            # the fields that were typed, over what the other saved: saving again keeps both
            changes = flow_words.differing(self.draft, after, flow_words.names_for(self.category, self.posts))
            return self.show(sheet=sheet, refused=in_words(refusal), conflict=changes, status=409)
        except NotAllowed:
            raise
        except Refusal as refusal:
            return self.show(sheet=sheet, revision=revision_sent(self.request), refused=in_words(refusal), status=422)
        if not self.htmx:
            if said:
                messages.success(self.request, said)
            told = {"at": at, "q": asked(self.request.POST, "q", most=100)}
            place = {name: value for name, value in told.items() if value}
            where = "#bases" if self.do in ("take", "find") else "#node" if self.do in ("select", "after") else ""
            return redirect(f"{reverse('desk:edit-flow', args=[self.key])}?{urlencode(place)}{where}")
        self.whole = flow_or_404(self.request, self.key)
        assert self.whole.draft is not None
        self.draft, self.at = self.whole.draft, at
        return self.show(said=said, begun=self.do == "after")

    def gone(self) -> HttpResponse:
        """Somebody deleted the node whose fields were typed: they are shown, to be put somewhere else."""
        typed = {
            str(label): value
            for name, label in flow_words.FIELDS.items()
            if (value := asked(self.request.POST, name, most=8_000)) and name not in ("kind", "warrant", "performer")
        }
        self.at = ""
        refused = _("您正在填写的环节已被他人删去，没有保存；您填的内容列在下面。")
        return self.show(refused=refused, lost=typed, status=409)

    def show(
        self, *, sheet: Sheet | None = None, revision: int | None = None, said: str = "", refused: str = "",
        conflict: Any = (), lost: dict[str, str] | None = None, status: int = 200, begun: bool = False,
    ) -> HttpResponse:  # fmt: skip
        """The page, or, for htmx, its pieces. A refusal is an answer of its own there, so that it is swapped in."""
        draft = self.draft
        at = self.at if self.at in draft.by_id else ""
        problems = self.whole.problems
        sheet = sheet or self.sheet(draft, at)
        if begun:  # one goes on typing where the new row opens
            sheet.form.fields["name"].widget.attrs["data-focus"] = True
        picks = {"q": asked(self.request.GET or self.request.POST, "q", most=100)}
        if picks["q"]:
            picks["picks"] = law.pick(self.viewer, picks["q"])  # type: ignore[assignment]
        node = draft.by_id.get(at)
        context = {
            "whole": self.whole, "seen": self.whole.seen, "draft": draft, "at": at, "node": node,
            "waits": node is not None and node.kind in WAITING,
            "sheet": sheet, "rows": flow_words.rows(draft, problems),
            "revision": self.whole.revision if revision is None else revision,
            "shown": flow_words.shown(draft, full=True, at=at), "problems": problems_told(draft, problems),
            "said": said, "refused": refused, "conflict": conflict, "lost": lost, "saved_at": clock.now(),
            "kinds": flow_words.NODE_KINDS, "of_flow": self.key, **picks,
        }  # fmt: skip
        typed = self.htmx and self.do == _TYPED and not (refused or conflict or status != 200)  # noqa: PLR2004
        name = "desk/flow_typed.html" if typed else "desk/flow_drawing.html" if self.htmx else "desk/flow_edit.html"
        response = render(self.request, name, context, status=200 if self.htmx else status)
        if self.htmx and self.do == _TYPED:
            response.headers["HX-Reswap"] = "none" if typed else "innerHTML"
        return response


@require_safe
def find_article(request: HttpRequest, key: UUID) -> HttpResponse:
    """选条文: what the words may mean, to be taken as a basis of the step; a piece of the form."""
    whole = flow_or_404(request, key)
    words = asked(request.GET, "q", most=100)
    found = law.pick(viewer_of(request), words) if words else ()
    return render(request, "desk/articles.html", {"q": words, "picks": found, "of_flow": whole.seen.id})
