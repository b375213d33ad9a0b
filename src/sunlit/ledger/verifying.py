"""Recomputes the ledger from what is stored, and says what does not agree."""

from __future__ import annotations

from dataclasses import dataclass

from sunlit.ledger import triggers
from sunlit.ledger.models import Act, Entry, Outbox
from sunlit.ledger.recording import digest_of


@dataclass(frozen=True, slots=True)
class Verified:
    """What a look at the whole ledger found. `faults` is empty when everything agrees."""

    acts: int
    entries: int
    waiting: int
    faults: tuple[str, ...]


def verify(*, most_faults: int = 100) -> Verified:
    """Recompute every digest, chain, number and place. Reads the whole ledger once, in constant memory per subject."""
    faults: list[str] = []
    last: dict[str, tuple[int, str]] = {}
    acts = 0
    for act in Act.objects.order_by("subject", "subject_seq").iterator(chunk_size=2_000):
        acts += 1
        seq, prev = last.pop(act.subject, (0, ""))
        last = {act.subject: (act.subject_seq, act.digest)}
        if act.subject_seq != seq + 1:
            faults.append(f"{act.subject}: 第 {seq + 1} 笔缺失，其后是第 {act.subject_seq} 笔")
        elif act.prev != prev:
            faults.append(f"{act.subject}#{act.subject_seq}: 与前一笔不相接")
        if act.digest != digest_of(act):
            faults.append(f"{act.subject}#{act.subject_seq}: 内容与摘要不符")
    entries = 0
    for idx in Entry.objects.order_by("idx").values_list("idx", flat=True).iterator(chunk_size=10_000):
        if idx != entries:
            faults.append(f"日志第 {entries} 位缺失，其后是第 {idx} 位")
            entries = idx
        entries += 1
    waiting = Outbox.objects.count()
    placed = Entry.objects.count()
    if placed + waiting != acts or Outbox.objects.filter(act__entry__isnull=False).exists():
        faults.append(f"{acts} 笔中有 {placed} 笔已入日志、{waiting} 笔待入，合计不符")
    faults += [f"数据库触发器缺失：{name}" for name in sorted(triggers.missing())]
    return Verified(acts=acts, entries=placed, waiting=waiting, faults=tuple(faults[:most_faults]))
