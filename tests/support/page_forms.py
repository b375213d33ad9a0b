"""Forms as a browser would send them: read from a page, filled in, sent where the page says."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.test import Client


@dataclass(slots=True)
class PageForm:
    """A form of a page: where it goes, and what it would send untouched. `buttons`: what pressing one adds."""

    action: str = ""
    method: str = "get"
    values: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)
    choices: dict[str, list[str]] = field(default_factory=dict)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[PageForm] = []
        self._in: PageForm | None = None
        self._text: tuple[str, list[str]] | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._in = PageForm(told.get("action", ""), told.get("method", "get").lower())
            self.forms.append(self._in)
        if self._in is None:
            return
        name = told.get("name", "")
        if tag == "input" and name:
            self._input(told, name)
        elif tag == "textarea":
            self._text = (name, [])
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            self._in.choices.setdefault(self._select, []).append(told.get("value", ""))
            if "selected" in told or self._select not in self._in.values:
                self._in.values[self._select] = [told.get("value", "")]
        elif tag == "button":
            self._in.buttons.append((name, told.get("value", "")))

    def _input(self, told: dict[str, str], name: str) -> None:
        assert self._in is not None
        kind = told.get("type", "text")
        if kind in ("radio", "checkbox"):
            self._in.choices.setdefault(name, []).append(told.get("value", "on"))
            if "checked" not in told:
                return
        self._in.values.setdefault(name, []).append(told.get("value", "on" if kind == "checkbox" else ""))

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text[1].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._text is not None and self._in is not None:
            self._in.values[self._text[0]] = ["".join(self._text[1]).removeprefix("\n")]
            self._text = None
        elif tag == "select":
            self._select = ""
        elif tag == "form":
            self._in = None


def forms_of(page: str) -> list[PageForm]:
    """Every form of a page."""
    reader = _Reader()
    reader.feed(page)
    return reader.forms


def form_with(page: str, **has: str) -> PageForm:
    """The one form that would send these values untouched; a test fails where the page has none, or two."""
    found = [one for one in forms_of(page) if all(one.values.get(name) == [value] for name, value in has.items())]
    assert len(found) == 1, f"{len(found)} forms with {has}"
    return found[0]


def send(client: Client, form: PageForm, **typed: Any) -> Any:
    """Fill in and send: a name that the form does not have fails, so that nothing is sent that nobody could type."""
    known = {*form.values, *form.choices, *(name for name, _value in form.buttons)}
    given = {name.replace("__", "-"): value for name, value in typed.items()}
    assert given.keys() <= known, given.keys() - known
    for name, value in given.items():
        offered = form.choices.get(name)
        assert (
            offered is None
            or value is None
            or all(one in offered for one in (value if isinstance(value, list) else [value]))
        ), name
    data = {**form.values, **given}
    ask = client.post if form.method == "post" else client.get
    return ask(form.action, {name: value for name, value in data.items() if value is not None})
