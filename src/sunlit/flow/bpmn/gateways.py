"""Gateways, and what stands for one: several ways out of a step, conditions on them, a default."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sunlit.flow.bpmn.conditions import expression_of, negated, rows_of
from sunlit.flow.values import EdgeKind, NodeKind

if TYPE_CHECKING:
    from sunlit.flow.bpmn.drawing import Drawing, Spot, Way

_GATES = frozenset({"exclusiveGateway", "complexGateway", "parallelGateway", "inclusiveGateway"})


def settle(drawing: Drawing) -> None:
    """Leave no gateways but choices and parallels, and no step with several ways out."""
    shorten(drawing)
    for spot in list(drawing.spots.values()):
        if spot.tag == "complexGateway":
            spot.tag = "exclusiveGateway"
            drawing.note(spot.key, f"{spot.titled('复杂网关')}的规则没有带入，改为判断。")
        elif spot.tag not in _GATES and spot.kind not in (NodeKind.CHOICE, NodeKind.PARALLEL):
            _several_out(drawing, spot)
    for spot in [spot for spot in drawing.spots.values() if spot.tag == "inclusiveGateway"]:
        if len(drawing.out(spot.key)) > 1:
            _inclusive(drawing, spot)
    _left_over(drawing)
    shorten(drawing)
    for spot in drawing.spots.values():
        if spot.kind is None:  # what only leads on, and round to itself
            spot.kind = NodeKind.CHOICE


def _left_over(drawing: Drawing) -> None:
    for spot in drawing.spots.values():
        if spot.tag == "inclusiveGateway" and spot.kind is None:
            spot.kind, spot.tag = NodeKind.CHOICE, "exclusiveGateway"
            if len(drawing.into(spot.key)) > 1:
                drawing.note(spot.key, f"{spot.titled('包容汇合')}等候哪几路无从得知，改为不等候：每到一路就往下走。")


def shorten(drawing: Drawing) -> None:
    """Take off what only leads on: relays, gateways of one way in and one out, merges that no parallel needs."""
    changed = True
    while changed:
        changed = False
        for spot in list(drawing.spots.values()):
            changed |= _shortened(drawing, spot)


def _shortened(drawing: Drawing, spot: Spot) -> bool:
    out, into = drawing.out(spot.key), drawing.into(spot.key)
    if not _only_leads_on(drawing, spot):
        return False
    if spot.tag == "relay" and not into and not spot.aside:
        drawing.remove(spot.key)
        return True
    if len(out) != 1 or out[0].target == spot.key or out[0].kind is not EdgeKind.FLOW:
        return False
    if out[0].condition:
        drawing.note(out[0].key, f"{spot.called}之后唯一的去向带有条件“{out[0].condition}”，没有带入。")
    target = drawing.spots[out[0].target]
    if len(into) < 2 or not (target.kind is NodeKind.PARALLEL or target.tag == "inclusiveGateway"):  # noqa: PLR2004
        drawing.bypass(spot.key)
        return True
    changed = spot.tag == "relay"  # a parallel would wait for each of several ways: they have to meet before
    if changed:
        spot.kind, spot.tag = NodeKind.CHOICE, "exclusiveGateway"
    return changed


def _only_leads_on(drawing: Drawing, spot: Spot) -> bool:
    if spot.tag == "relay":
        return True
    if spot.name or spot.notes or spot.ours is not None or len(drawing.out(spot.key)) != 1:
        return False
    if spot.tag == "parallelGateway":
        return len(drawing.into(spot.key)) < 2  # noqa: PLR2004 - it joins
    return spot.tag in ("exclusiveGateway", "complexGateway") or (spot.tag == "made" and spot.kind is NodeKind.CHOICE)


def _several_out(drawing: Drawing, spot: Spot) -> None:
    """Several ways out of what is no gateway: at once where nothing is asked, else by choice."""
    ways = [way for way in drawing.out(spot.key) if way.kind is EdgeKind.FLOW]
    asked = [way for way in ways if way.condition is not None and not way.default]
    default = [way for way in ways if way.default]
    free = [way for way in ways if way not in asked and way not in default]
    if len(ways) < 2:  # noqa: PLR2004 - one way needs no gateway
        if asked and asked[0].condition:
            drawing.note(asked[0].key, f"{spot.called}之后唯一的去向带有条件“{asked[0].condition}”，没有带入。")
        return
    if not asked:
        if default:
            drawing.note(default[0].key, f"{spot.called}的默认去向旁没有带条件的去向，作为同时走的一路。")
        _from(drawing, spot, drawing.made(spot, "all", NodeKind.PARALLEL), ways)
    elif len(asked) == 1 and default and not free:
        _from(drawing, spot, drawing.made(spot, "which", NodeKind.CHOICE), ways)
    else:
        gateway = drawing.made(spot, "some", None, tag="inclusiveGateway")
        gateway.name = spot.name
        _from(drawing, spot, gateway, ways)


def _from(drawing: Drawing, spot: Spot, gateway: Spot, ways: list[Way]) -> None:
    """Let ways come from a gateway behind the spot; where several ways lead to a relay, they meet before it."""
    for way in ways:
        drawing.turn_from(way, gateway.key)
    drawing.lead(spot.key, gateway.key)
    if spot.tag == "relay":
        shorten(drawing)


def _inclusive(drawing: Drawing, split: Spot) -> None:
    """As many of its ways as apply: each asked for itself, all at once, where one join collects them all again."""
    ways = drawing.out(split.key)
    made = split.element is None
    named = f"{split.called}之后的几路" if made else split.titled("包容网关")
    join = _collecting(drawing, split)
    rows = {id(way): rows_of(way.condition) if way.condition else None for way in ways}
    readable = all(way.default or rows[id(way)] for way in ways if way.condition)
    labelled = all(way.label for way in ways if not way.default)
    if join is None or not (readable or labelled):
        why = "找不到把各路收齐的汇合处" if join is None else "条件读不懂"
        drawing.note(split.key, f"{named}可以同时走几路，但{why}，改为只走一路的判断。")
        split.kind, split.tag = NodeKind.CHOICE, "exclusiveGateway"
        split.name = "" if made else split.name
        return
    if any(not way.condition and not way.default and way.label for way in ways):
        drawing.note(split.key, f"{named}没有写明条件，改为对每一路逐项回答“是”或“否”。")
    split.kind, split.tag, join.kind, join.tag = NodeKind.PARALLEL, "made", NodeKind.PARALLEL, "made"
    if made:
        split.name = ""
    regions = [drawing.reached([way.target], stopping=frozenset({join.key})) - {join.key} for way in ways]
    for way, region in zip(ways, regions, strict=True):
        merge = drawing.made(join, "merge", NodeKind.CHOICE)
        for arriving in drawing.into(join.key):
            if arriving.source in region or arriving is way:
                drawing.turn_to(arriving, merge.key)
        drawing.lead(merge.key, join.key)
        _asked_for(drawing, split, way, merge, ways)


def _asked_for(drawing: Drawing, split: Spot, way: Way, merge: Spot, ways: list[Way]) -> None:
    condition = way.condition
    if way.default:
        others = [rows_of(one.condition) for one in ways if one is not way and one.condition]
        together = negated(tuple(row for rows in others if rows for row in rows))
        if not others or together is None or not all(others):
            drawing.note(way.key, f"默认去向{f'“{way.label}”' if way.label else ''}改为由经办人回答是否要走。")
        else:
            condition = expression_of(together)
    elif not condition and not way.label:
        return  # taken always
    choice = drawing.made(split, "asks", NodeKind.CHOICE)
    choice.name = way.label or "是否需要"
    skip = drawing.lead(choice.key, merge.key, "否")
    skip.default = bool(condition)
    drawing.turn_from(way, choice.key)
    drawing.lead(split.key, choice.key)
    way.label, way.condition, way.default = "是", condition or None, False


def _collecting(drawing: Drawing, split: Spot) -> Spot | None:
    """The inclusive gateway at which all ways out of `split`, and no others, come together again."""
    ways = drawing.out(split.key)
    for key in _nearest(drawing, split.key):
        join = drawing.spots[key]
        if join.tag != "inclusiveGateway" or len(drawing.into(key)) < 2 or len(drawing.out(key)) != 1:  # noqa: PLR2004
            continue
        regions = [drawing.reached([way.target], stopping=frozenset({key})) for way in ways]
        if not all(key in region for region in regions):
            continue
        inside = [region - {key} for region in regions]
        whole = set().union(*inside)
        if split.key in whole or sum(map(len, inside)) != len(whole):
            continue
        closed = all(drawing.out(one) for one in whole) and all(
            way.source in region or way.source == split.key
            for region in inside
            for one in region
            for way in drawing.into(one)
        )
        if closed and all(way.source in whole or way.source == split.key for way in drawing.into(key)):
            return join
    return None


def _nearest(drawing: Drawing, key: str) -> list[str]:
    seen, order, waiting = {key}, [], [key]
    for one in waiting:
        for way in drawing.out(one):
            if way.target not in seen:
                seen.add(way.target)
                order.append(way.target)
                waiting.append(way.target)
    return order
