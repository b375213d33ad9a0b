"""How a page is looked at in a browser: no barrier, no error, no style of its own, nothing cut off."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playwright.sync_api import BrowserContext, ConsoleMessage, Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
LANGUAGES = ("zh-hans", "en")
WAYS = {"normal": "normal.normal.on", "elder": "larger.normal.on", "contrast": "normal.more.off"}
AXE = Axe()
#: What a barrier may hang on that differs only in looks: asked again when a page is looked at in another way.
OF_LOOKS = ["color-contrast", "target-size", "link-in-text-block", "scrollable-region-focusable"]


@dataclass(slots=True)
class Seen:
    """What was wrong, page by page."""

    faults: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        """Keep what the console says."""

        def note(message: ConsoleMessage) -> None:
            if message.type in ("error", "warning"):
                self.console.append(message.text)

        page.on("console", note)
        page.on("pageerror", lambda error: self.console.append(str(error)))


def see_as(context: BrowserContext, desk: dict[str, Any], language: str, way: str) -> None:
    context.add_cookies(
        [
            {"name": "django_language", "value": language, "url": desk["url"]},
            {"name": "display", "value": WAYS[way], "url": desk["url"]},
        ]
    )


def show(page: Page, way: str) -> None:
    """Let the page that is open look as the server would have sent it to whoever sees it this way."""
    wishes = dict(zip(("size", "contrast", "keys"), WAYS[way].split("."), strict=True))
    page.evaluate(
        """wishes => {
          Object.assign(document.documentElement.dataset, wishes);
          document.getAnimations().forEach(one => one.finish());  // colours do not fade into others while they are measured
        }""",
        wishes,
    )


def barriers(page: Page, *, again: bool = False) -> list[str]:
    """What the rules find; of a page that only looks otherwise than before, those of looks."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.axe_script)
    only = {"type": "rule", "values": OF_LOOKS} if again else RULES
    options = {"runOnly": only, "resultTypes": ["violations", "incomplete"], "preload": False}
    found = page.evaluate("options => axe.run(options)", options)
    # text in the very colour of its ground axe only calls undecided
    same = [
        v | {"nodes": unseen}
        for v in found["incomplete"]
        if v["id"] == "color-contrast"
        and (unseen := [n for n in v["nodes"] if any(c["data"]["messageKey"] == "equalRatio" for c in n["any"])])
    ]
    return [f"{v['id']}: {v['nodes'][0]['html'][:200]} ({len(v['nodes'])})" for v in [*found["violations"], *same]]


def own_styles(sent: str) -> list[str]:
    """From the page as it was sent, not as scripts have it by now."""
    return [
        f"style attribute or inline handler: {part!r}" for part in (" style=", "<style", " onclick=") if part in sent
    ]


def unreached(page: Page) -> list[str]:
    """Controls that Tab does not come to, walking from the top of the page round to its end."""
    wanted = page.evaluate(
        """() => {
          const seen = (e) => e.checkVisibility({visibilityProperty: true}) && !e.closest('dialog:not([open])');
          const all = [...document.querySelectorAll(
            'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [onclick]')];
          const wanted = all.filter(e => seen(e) && !e.disabled);
          wanted.forEach((e, i) => e.dataset.sweep = i);
          const still = new CSSStyleSheet();
          still.replaceSync('* { transition: none !important; animation: none !important }');  // not drawn anew for each key
          document.adoptedStyleSheets = [...document.adoptedStyleSheets, still];
          window.scrollTo(0, 0);
          document.activeElement?.blur();
          window.sweepReached = new Set();
          document.addEventListener('focusin', e => {
            if (e.target.dataset.sweep !== undefined) window.sweepReached.add(Number(e.target.dataset.sweep));
          });
          return wanted.map(e => e.outerHTML.slice(0, 120));
        }"""
    )
    page.evaluate("document.body.tabIndex = -1; document.body.focus()")
    keys = page.context.new_cdp_session(page)
    for _ in range(len(wanted) + 10):
        keys.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9})
    keys.detach()
    reached = set(page.evaluate("[...window.sweepReached]"))
    radios = page.evaluate("[...document.querySelectorAll('input[type=radio]')].map(e => Number(e.dataset.sweep))")
    return [f"no key reaches {html}" for i, html in enumerate(wanted) if i not in reached and i not in radios]


def too_wide(page: Page, ways: Iterable[str]) -> list[str]:
    """In each of these ways; as it was sent, if none is named."""
    found = []
    page.set_viewport_size({"width": 390, "height": 844})
    for way in ways or ("",):
        if way:
            show(page, way)
        over = page.evaluate("document.documentElement.scrollWidth - 390")
        found += [f"{way}: {over} px too wide at 390 px"] if over > 0 else []
    page.set_viewport_size({"width": 1280, "height": 900})
    return found


def small_targets(page: Page) -> list[str]:
    """Links in running text are free (WCAG 2.2, 2.5.8); everything else has 24 px either way."""
    return list(
        page.evaluate(
            """() => [...document.querySelectorAll('button, select, input:not([type=hidden]), summary, nav a, .button')]
              .filter(e => e.checkVisibility() && !e.closest('dialog'))
              .map(e => [e, (e.closest('label') ?? e).getBoundingClientRect()])
              .filter(([e, r]) => r.width > 1 && (r.height < 23.5 || r.width < 19.5))
              .map(([e, r]) => `target of ${Math.round(r.width)} × ${Math.round(r.height)}: ${e.outerHTML.slice(0, 120)}`)"""
        )
    )


def look_at(
    page: Page, desk: dict[str, Any], path: str, where: str, seen: Seen, *, walk: bool, ways: Iterable[str] = ()
) -> None:
    """Load a page once, and look at it in each of these ways; as it was sent, if none is named."""
    seen.console.clear()
    answer = page.goto(desk["url"] + path.format(**desk))
    page.wait_for_load_state("load")
    found = own_styles(answer.text()) if answer else ["no answer"]
    for number, way in enumerate(ways):
        show(page, way)
        found += [f"{way}: {fault}" for fault in barriers(page, again=number > 0) + small_targets(page)]
    if not ways:
        found += barriers(page) + small_targets(page)
    found += too_wide(page, ways)
    if walk:
        found += unreached(page)
    expected = {"the server responded with a status of 404"} if "nowhere" in path else set()
    found += [f"console: {line}" for line in seen.console if not any(e in line for e in expected)]
    seen.faults += [f"{where} {path}: {fault}" for fault in found]
