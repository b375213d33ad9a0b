"""What each file of a loading does, given what is held and the files before it. Pure but for fresh identifiers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from sunlit.kernel.ids import new_id
from sunlit.kernel.text import title_key
from sunlit.law.intake.merging import changes, conflicts, merged, still_unknown, warnings_of_both
from sunlit.law.intake.reading import LONGEST_TITLE, words_digest
from sunlit.law.intake.records import KnownLaw, KnownVersion, Step
from sunlit.law.rules import Kind
from sunlit.law.rules.naming import law_key
from sunlit.law.texts import articles_of
from sunlit.law.values import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from sunlit.law.intake.reading import ReadFile
    from sunlit.law.intake.records import Changes, Outcome
    from sunlit.law.values import LawText

#: Kinds that only one body of a region can make, whatever it was called when it did.
_ONE_MAKER = frozenset(Kind) - {Kind.DEPARTMENT_RULE, Kind.NORMATIVE_DOCUMENT, Kind.UNKNOWN}
#: Articles that a refusal names.
_NAMED = 3
_Known = TypeVar("_Known", KnownLaw, KnownVersion)


def plan(
    files: Iterable[ReadFile], known: Mapping[str, Sequence[KnownLaw]], *, replacing: bool = False
) -> tuple[Step, ...]:
    """What each file does, in order. `known` gives the held laws by `law_key` for every title among the files.

    A text that differs from the held one of the same version is refused unless `replacing`: nothing is overwritten
    silently.
    """
    laws = {key: list(held) for key, held in known.items()}
    steps = []
    for file in files:
        if file.text is None:
            steps.append(Step(file, "refused", reason=file.reason))
            continue
        same_title = laws.setdefault(law_key(file.text.title), [])
        step = _step(file, file.text, same_title, replacing=replacing)
        if step.law:
            same_title[:] = [law for law in same_title if law.key != step.law.key] + [step.law]
        steps.append(step)
    return tuple(steps)


def same_law(held: KnownLaw, text: LawText) -> int:
    """How surely `text` is a version of `held`, whose title it bears: 2 sure, 1 nothing speaks against it, 0 not.

    Bodies may use one title for laws of their own. It is the same law if the maker is, by name or because only one
    body of the region makes such laws; if both tell one day of promulgation; or if one says that it replaces an older
    law of its own title. Where the maker is not shown, the title alone decides.
    """
    if held.issuer and text.issuer:
        if held.issuer == text.issuer:
            return 2
        if held.region != text.region:
            return 0
        if held.kind == text.kind and held.kind in _ONE_MAKER:
            return 2
        if text.promulgated and any(v.promulgated == text.promulgated for v in held.versions):
            return 2
        return 2 if held.kind == text.kind and (held.succeeds or succeeds(text)) else 0
    return 1


def succeeds(text: LawText) -> bool:
    """Whether a text says that it ends an older law of its own title."""
    own = law_key(text.title)
    return any(law_key(r.title) == own for r in text.repeals)


def day_of(text: LawText) -> date | None:
    """What tells a version from the others of its law: its day, else its first day in force."""
    return text.version_date or text.effective


def _step(file: ReadFile, text: LawText, same_title: Sequence[KnownLaw], *, replacing: bool) -> Step:
    law = _the_law(same_title, text)
    if law is None:
        version = _version(file, text)
        law = KnownLaw(
            new_id(), text.title, text.kind, text.issuer, text.region, _names(text), (version,), succeeds(text)
        )
        return Step(file, "new-law", law, version)
    law, law_fields = _described(law, text)
    held = _the_version(law, file, text)
    if held is None:
        version = _version(file, text)
        step = Step(file, "new-version", law, version, changes=_since(law, version))
    else:
        step = _again(file, text, law, held, replacing=replacing)
    if step.version is None:  # refused: nothing of it is taken, what it tells of the law neither
        return step
    versions = tuple(v for v in law.versions if v.key != step.version.key)
    law = replace(law, versions=(*versions, step.version), succeeds=law.succeeds or succeeds(text))
    outcome: Outcome = "described" if step.outcome == "held" and law_fields else step.outcome
    return replace(step, law=law, law_fields=law_fields, outcome=outcome)


def _the_law(same_title: Sequence[KnownLaw], text: LawText) -> KnownLaw | None:
    for wanted in (2, 1):
        fitting = [law for law in same_title if same_law(law, text) == wanted]
        if fitting and (wanted > 1 or len(fitting) == 1):
            return min(fitting, key=lambda law: law.issuer != text.issuer)
    return None


def _the_version(law: KnownLaw, file: ReadFile, text: LawText) -> KnownVersion | None:
    day = day_of(text)
    for held in law.versions:
        if day is not None and held.day == day:
            return held
    for held in law.versions:
        undated = held.dated is None or text.version_date is None
        same_start = undated and held.effective is not None and held.effective == text.effective
        if same_start or (None in (day, held.day) and (day == held.day or file.digest in held.texts)):
            return held
    return None


def _again(file: ReadFile, text: LawText, law: KnownLaw, held: KnownVersion, *, replacing: bool) -> Step:
    """A text of a version that is held already."""
    version, fields = _dated(held, text)
    if file.digest in held.texts:
        return _held(file, law, version, fields)
    differ = conflicts(held.articles, file.articles)
    if (differ or not (held.articles or file.articles)) and not replacing:
        return Step(file, "refused", reason=_differs(differ, held))
    texts = held.texts | {file.digest}
    if differ or not (held.articles or file.articles):
        new = replace(
            version, digest=file.digest, texts=frozenset({file.digest}), articles=file.articles,
            provisions=text.provisions, warnings=text.warnings,
        )  # fmt: skip
        return Step(file, "replaced", law, new, was=held.digest, version_fields=fields, changes=_since(law, new))
    if not file.articles.keys() - held.articles.keys():
        return _held(file, law, version, fields)
    provisions = merged(held.provisions, text.provisions)
    both = articles_of(replace(text, provisions=provisions))
    new = replace(
        version, digest=words_digest(both), texts=texts, articles=both, provisions=provisions,
        warnings=warnings_of_both((held.articles, held.warnings), (file.articles, text.warnings)),
    )  # fmt: skip
    return Step(file, "completed", law, new, was=held.digest, version_fields=fields, changes=_since(law, new))


def _held(file: ReadFile, law: KnownLaw, version: KnownVersion, fields: tuple[str, ...]) -> Step:
    return Step(file, "described" if fields else "held", law, version, version_fields=fields)


def _described(law: KnownLaw, text: LawText) -> tuple[KnownLaw, tuple[str, ...]]:
    """`law` with what it did not know filled in from `text`, and the names of what was filled in."""
    fuller = title_key(law.title) == law_key(law.title) != title_key(text.title)
    known = {
        "title": text.title if fuller else law.title,
        "kind": text.kind if law.kind is Kind.UNKNOWN else law.kind,
        "issuer": law.issuer or text.issuer,
        "region": law.region if law.issuer else (law.region or text.region),
        "names": tuple(dict.fromkeys([*law.names, *_names(text)])),
    }
    return _filled(law, known)


def _dated(held: KnownVersion, text: LawText) -> tuple[KnownVersion, tuple[str, ...]]:
    """`held` with the days it did not know, or only assumed, filled in from a text of the same version."""
    told = text.effective is not None and not text.effective_assumed
    better = told and (held.effective is None or held.effective_assumed)
    dated = held.dated or text.version_date
    known = {
        "dated": dated,
        "promulgated": held.promulgated or text.promulgated,
        "effective": text.effective if better or held.effective is None else held.effective,
        "effective_assumed": text.effective_assumed if better or held.effective is None else held.effective_assumed,
    }
    warnings = still_unknown(held.warnings, text.warnings)
    return _filled(held, {**known, "day": dated or known["effective"], "warnings": warnings})


def _filled(one: _Known, known: Mapping[str, Any]) -> tuple[_Known, tuple[str, ...]]:
    fields = tuple(name for name, value in known.items() if getattr(one, name) != value)
    return replace(one, **known), fields


def _version(file: ReadFile, text: LawText) -> KnownVersion:
    return KnownVersion(
        key=new_id(), day=day_of(text), dated=text.version_date, promulgated=text.promulgated,
        effective=text.effective, effective_assumed=text.effective_assumed, digest=file.digest,
        texts=frozenset({file.digest}), articles=file.articles, provisions=text.provisions, warnings=text.warnings,
    )  # fmt: skip


def _since(law: KnownLaw, version: KnownVersion) -> Changes | None:
    """Against the version in force before, if one is held."""
    begins = version.effective or version.dated
    if begins is None:
        return None
    earlier = [(d, v) for v in law.versions if v.key != version.key and (d := v.effective or v.dated) and d < begins]
    if not earlier:
        return None
    before = max(earlier, key=lambda dv: dv[0])[1]
    return changes(before.day, before.articles, version.articles)


def _names(text: LawText) -> tuple[str, ...]:
    return tuple(n for n in dict.fromkeys([text.title, *text.short_titles]) if n and len(n) <= LONGEST_TITLE)


def _differs(articles: Sequence[tuple[int, int]], held: KnownVersion) -> str:
    day = f"{held.day:%Y-%m-%d} 的文本" if held.day else "没有日期的文本"
    named = "、".join(str(Place(*key)) for key in articles[:_NAMED])
    where = f"{named}{'等' if len(articles) > _NAMED else ''} {len(articles)} 条文字不同" if articles else "正文不同"
    return f"库内已有该法规{day}，{where}，未改动库内文本；核实后要以本文件为准，请加 --replace 重新装入。"
