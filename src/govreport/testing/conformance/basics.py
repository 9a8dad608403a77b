"""What the conformance classes have in common."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Any, NoReturn

from govreport.document import Document
from govreport.model import AnnualReport, Status
from govreport.plugins.discovery import unfit
from govreport.plugins.interfaces import INTERFACE_VERSION
from govreport.plugins.registry import Evidence
from govreport.records import records
from govreport.testing.conformance.installing import family_of, installed
from govreport.testing.expectations import Golden
from govreport.text.cells import BLANK, PAD

LINEAR = 3.0
"""Growth (see `govreport.testing.conformance.growth`) beyond which work is not linear."""

HOSTILE = (
    "",
    "\n" * 500,
    "|" * 500,
    "| | |\n" * 200,
    "\x00\ufffe\u202e" * 50,
    "规" * 3000,
    "0" * 3000,
    "(" * 1000,
    "（一）" * 500,
    "1\n" * 500,
    "规章 | " + "9" * 500 + " | 1e400 | -0 | ٣ |\n",
    "没有表格,只有一句话。",
)
"""Texts that nobody publishes, and that must not break anything."""


class Conformance:
    """Tests of every plugin; the classes for the families add theirs."""

    plugin: Any = None
    """The plugin: the object (or class) that the entry point names."""

    golden: Sequence[Golden] | None = ()
    """Documents with what you read in them by hand; None where they are tested elsewhere."""

    @property
    def it(self) -> Any:
        """The plugin as an object."""
        assert self.plugin is not None, "set the class attribute plugin"
        return self.plugin() if isinstance(self.plugin, type) else self.plugin

    def test_it_states_itself(self) -> None:
        """It has a name, one line of description, and the plugin interface it is written for."""
        plugin = self.it
        assert unfit(plugin, family_of(plugin), plugin.name) is None
        assert plugin.name == plugin.name.strip() != ""
        assert "," not in plugin.name
        assert ":" not in plugin.name
        assert plugin.description
        assert "\n" not in plugin.description
        assert plugin.interface == INTERFACE_VERSION

    def test_golden_documents(self) -> None:
        """What the author wrote down of a document, value and unit by record path, is read."""
        if self.golden is None:
            skip("golden = None says that documents are tested elsewhere")
        assert self.golden, (
            "give documents with what stands in them, written down by hand: golden = "
            '(Golden(TEXT, {"tables.visits.web.count": (7, "次")}),)'
        )
        with installed(self.it):
            for number, golden in enumerate(self.golden):
                assert golden.differences(golden.read()) == [], f"golden document {number}"

    def test_it_has_no_flaws(self) -> None:
        """`govreport.testing.lint` finds nothing: names, labels, paths, units, evidence, blanks."""
        from govreport.testing.linting import lint

        assert [str(flaw) for flaw in lint(self.plugin)] == []


def assert_evidence(answer: Any) -> None:
    """An answer is evidence: a score from 0 to 1 with its signs."""
    assert isinstance(answer, Evidence), f"detect returned {answer!r:.80}, no Evidence"
    assert 0 <= answer.score <= 1, f"the score {answer.score} is not between 0 and 1"
    assert answer.found or answer.missing, "the evidence names no sign"


def assert_provenance(report: AnnualReport, document: Document) -> None:
    """Every record's text is what stands at its place, blanks and line breaks aside."""
    for record in records(report):
        span = record.span
        assert span is not None, f"{record.path} has no place"
        printed = document.text[span.start : span.end]
        if record.raw in (BLANK, PAD):
            assert record.status is Status.BLANK, f"{record.path}: {record.status} without a text"
            continue
        assert squeezed(printed) == squeezed(record.raw), (
            f"{record.path} reads {record.raw!r}, at its place stands {printed!r}"
        )
        assert span == document.span(span.start, span.end), f"{record.path}: line or column"


def skip(reason: str) -> NoReturn:
    """End a test that cannot be made; it is reported as skipped, with the reason."""
    import pytest

    pytest.skip(reason)


def squeezed(text: str) -> str:
    """Without white space."""
    return "".join(text.split())


def mutilated(text: str, count: int) -> Iterator[str]:
    """A text with pieces lost, doubled, moved and overwritten; the same ones in every run."""
    for seed in range(count):
        chance = random.Random(seed)
        lines = text.split("\n")
        for _ in range(1 + seed % 5):
            place = chance.randrange(len(lines))
            kind = chance.randrange(6)
            if kind == 0:
                del lines[place:]
                lines.append("")
            elif kind == 1:
                lines[place] = lines[place] * 3
            elif kind == 2:
                chance.shuffle(lines)
            elif kind == 3:
                lines[place] = lines[place].replace("|", chance.choice(("", "||", "\t", "｜")))
            elif kind == 4:
                lines[place] = "".join(chance.sample(lines[place], len(lines[place])))
            else:
                lines[place] = chance.choice(HOSTILE)[:200]
        yield "\n".join(lines)
