"""Items against each other: the same one twice, two units leading on one provision."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sunlit.catalogue.findings.item import NOTHING, name_of
from sunlit.catalogue.findings.quotation import has_gaps
from sunlit.catalogue.findings.remark import Remark
from sunlit.kernel.text import squeeze, title_key, words_only
from sunlit.law.rules import Tier, region_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sunlit.catalogue.findings.basis import Basis
    from sunlit.catalogue.findings.examined import Examined


def duplicate(all_: Sequence[Examined]) -> Iterator[tuple[Examined, Remark]]:
    """duplicate: the same name, sub-item, type, body and level a second time.

    Silent where level, body or type differ, and for items that share a name but rest on other articles.
    """
    seen: dict[tuple[object, ...], list[Examined]] = {}
    for of in all_:
        item = of.item
        if not item.name:
            continue
        key = (words_only(item.name), _word(item.sub_item), of.power_type or words_only(item.type))
        twin = next((t for t in seen.get(key, []) if _same_holder(t, of) and _same_basis(t, of)), None)
        seen.setdefault(key, []).append(of)
        if twin is None:
            continue
        where = f"第{twin.item.row}行"
        if (twin.item.file, twin.item.sheet) != (item.file, item.sheet):
            where = f"《{twin.item.file}》“{twin.item.sheet}”{where}"
        yield (
            of,
            Remark(
                f"与{where}的职权名称、类型、行使主体和行使层级相同，属于重复登记。",
                "请核对后保留一项；确属两项职权的，应当以名称、子项或者行使层级区分。",
                column="name",
            ),
        )


def overlap(all_: Sequence[Examined]) -> Iterator[tuple[Examined, Remark]]:
    """overlap: two units of one level exercise one provision, each as the lead.

    Silent where the article itself divides the work (有关部门、按照职责分工、各自职责) or names several bodies or none,
    where a unit only assists, where the units are of different regions or one is part of the other, and where their
    level is not known.
    """
    holders: dict[tuple[object, ...], list[tuple[Examined, Basis]]] = {}
    for of in all_:
        if of.tier is Tier.UNKNOWN or not _unit(of) or _shares(of):
            continue
        for basis in of.bases:
            held = {place.of_article: text for place, text in basis.found}
            given = "" if basis.law or has_gaps(basis.quoted) else basis.quoted
            for place in basis.places:
                if _names_one_body(held.get(place.of_article, given)):
                    key = (title_key(basis.title), place, of.power_type, of.tier)
                    holders.setdefault(key, []).append((of, basis))
    told: set[tuple[int, int, str]] = set()
    for held_by in holders.values():
        before: dict[tuple[str, str], list[tuple[int, Examined]]] = {}  # by unit: a whole list may be of one
        for i, (of, basis) in enumerate(held_by):
            own = _unit(of), _region(of)
            others = (
                next(((n, o) for n, o in theirs if _alike(o, of)), None)
                for unit, theirs in before.items()
                if _distinct(unit, own)
            )
            _n, other = min((found for found in others if found), key=lambda found: found[0], default=(i, None))
            before.setdefault(own, []).append((i, of))
            if other is None or (id(other), id(of), basis.title) in told:
                continue
            told.add((id(other), id(of), basis.title))
            yield of, _shared(of, other, basis)
            yield other, _shared(other, of, basis)


def _shared(of: Examined, other: Examined, basis: Basis) -> Remark:
    where = f"《{other.item.file}》“{other.item.sheet}”第{other.item.row}行"
    return Remark(
        f"{squeeze(of.item.body)}与{squeeze(other.item.body)}（{where}“{name_of(other.item)}”）同以《{basis.title}》{basis.article}"
        "为依据、各为主要行使单位，而该条只规定了一个主管部门。",
        "请对照机构职责规定（三定）明确主要行使单位，另一单位改为协助、配合，或者依法调整。",
        cited=basis.cited, law=basis.title, article=basis.article, held=basis.held, column="body",
    )  # fmt: skip


def _word(text: str) -> str:
    plain = squeeze(text)
    return "" if plain in NOTHING else words_only(plain)


def _same_holder(one: Examined, other: Examined) -> bool:
    if words_only(one.item.body) != words_only(other.item.body):
        return False
    return one.tier == other.tier and _level_words(one) == _level_words(other)


def _level_words(of: Examined) -> str:
    return "" if of.tier is not Tier.UNKNOWN else words_only(of.item.further.get("level", ""))


def _same_basis(one: Examined, other: Examined) -> bool:
    articles = [{(b.title, str(p)) for b in of.bases for p in b.places} for of in (one, other)]
    return not all(articles) or bool(articles[0] & articles[1])


_TIER = re.compile(r"^(?:省|自治区|市|州|盟|县|区|旗)(?=[\u4e00-\u9fff]{2})")
_GENERIC = re.compile("主管部门|行政部门|有关部门|相关部门|各级|各县|县级以上")
_ENDS = re.compile("(?:管理|监督管理|行政)?(?:局|委员会|委|办公室|办|厅|中心|支队|大队|总队|队|所|站)$")


def _unit(of: Examined) -> str:
    """What a unit is about: its name without region, what kind of body it is, and the other name in brackets.

    Empty for a generic body (商务主管部门), which any unit may be.
    """
    body = squeeze(of.item.body)
    if _GENERIC.search(body):
        return ""
    own = re.sub("[（(].*", "", body).removeprefix(_region(of))
    return words_only(_ENDS.sub("", _TIER.sub("", own)))


def _region(of: Examined) -> str:
    return str(region_of(squeeze(of.item.body)))


def _distinct(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two units, each with its region, are two of one region, neither a part of the other."""
    (a, region), (b, region_of_other) = one, other
    if a in b or b in a:
        return False
    return not (region and region_of_other) or region == region_of_other


def _alike(one: Examined, other: Examined) -> bool:
    """Whether two items are the same matter, not two matters that one article happens to rule."""
    a, b = words_only(name_of(one.item)), words_only(name_of(other.item))
    pairs = [{w[i : i + 2] for i in range(len(w) - 1)} for w in (a, b)]
    return a == b or (bool(pairs[0] and pairs[1]) and len(pairs[0] & pairs[1]) / min(map(len, pairs)) >= 0.5)  # noqa: PLR2004 - half


def _shares(of: Examined) -> bool:
    """Whether the list itself says that the unit assists, or exercises the power together with others."""
    further = of.item.further
    if squeeze(further.get("joint_bodies", "")) not in NOTHING:
        return True
    words = "".join(squeeze(v) for k, v in further.items() if _PART.search(k))
    return bool(re.search("协助|配合|共有|assist|common", words))


_PART = re.compile("part|tenure|共有|协助|主要|牵头")
_DIVIDED = re.compile(
    "有关部门|有关主管部门|相关部门|职责分工|各自(?:的)?职责|各自(?:的)?职权|职责范围|等部门|等主管部门|会同|共同|分别由|有关机关|主管机关依照"
)


_NAMED = re.compile(
    r"[\u4e00-\u9fff]{2,12}?(?:部门|管理机构|统计机构|人民政府(?![\u4e00-\u9fff]{0,16}(?:部门|机构)))|(?:公安|监察|税务|司法|检察|审计)机关"
)


def _names_one_body(text: str) -> bool:
    """Whether an article names one body that exercises it, and does not divide the work."""
    words = squeeze(text)
    if _DIVIDED.search(words):
        return False
    return len({name[-6:] for name in _NAMED.findall(words)}) == 1
