"""What is installed is what was chosen: pinned, with hashes, from no particular index, the same for running and testing."""

from __future__ import annotations

import re

import pytest

from tests.support.shared import ROOT

LOCKS = ROOT / "locks"
PIN = re.compile(r"^([a-z0-9.-]+)(?:\[[a-z,]+\])?==([^\s;]+)(?: ; [^\\]+)? \\$", re.MULTILINE)


def pins(name: str) -> dict[str, str]:
    return dict(PIN.findall((LOCKS / name).read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", ["run.txt", "dev.txt"])
def test_every_requirement_is_pinned_with_its_hashes_and_names_no_index(name: str) -> None:
    text = (LOCKS / name).read_text(encoding="utf-8")

    assert not re.search(r"^--(?!hash)|index-url|find-links|trusted-host|https?://", text, re.MULTILINE)
    required = [block for block in re.split(r"\n(?=[a-z])", "\n" + text) if re.match(r"[a-z]", block.strip())]
    assert required
    for block in required:
        assert "--hash=sha256:" in block, block
    assert len(required) == len(pins(name))


def test_tests_run_on_what_is_run() -> None:
    run, dev = pins("run.txt"), pins("dev.txt")

    assert {name: dev.get(name) for name in run} == run


@pytest.mark.parametrize("name", ["run", "dev"])
def test_what_is_asked_for_is_locked_and_its_reason_told(name: str) -> None:
    asked = re.findall(r"^([a-z][a-z0-9-]*)", (LOCKS / f"{name}.in").read_text(encoding="utf-8"), re.MULTILINE)
    reasons = (ROOT / "docs" / "reference" / "dependencies.md").read_text(encoding="utf-8")

    assert set(asked) <= set(pins(f"{name}.txt"))
    assert [a for a in asked if not re.search(rf"^\| `{a}(\[\w+\])?` \| .+ \|$", reasons, re.MULTILINE)] == []
