"""The linter: faults planted one by one, each caught by its name, with place and remedy."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve, field, frozen
from click.testing import CliRunner

import govreport
from govreport.cli.app import govreport as command
from govreport.plugin import (
    BLANK,
    DISCLOSURE_2021,
    FORM_2014,
    ROW_END,
    Cell,
    Column,
    Document,
    DocumentCounts,
    Evidence,
    FormTemplate,
    IndicatorTemplate,
    Layout,
    Limits,
    Page,
    PrintedLine,
    ProactiveDisclosure,
    Reader,
    TableForm,
    TableGrammar,
    Vocabulary,
)
from govreport.plugins.registry import registry
from govreport.tables.linting.flaws import Flaw
from govreport.testing import lint

from .conftest import Install

GRAMMAR = """
start: heading* web? mobile? (group)?
heading: CONTENT | column
column: COUNT | COST
web: WEB VALUES?
mobile: MOBILE VALUES?
group: GROUP _row* | _row+
_row: first
first: FIRST VALUES?
CONTENT: "访问渠道"
COUNT: "访问次数"
COST: "访问费用"
WEB: "网站首页访问"
MOBILE: "移动终端访问"
GROUP: "(一)自助设备"
FIRST: "1.自助终端访问"
%declare VALUES
"""
EXTENDED = """
%import disclosure_2021 (start)
%override _documents: rules normative_documents? added? | normative_documents added? | added
added: ADDED VALUES?
ADDED: "其他主动公开文件"
"""
COLUMNS = (Column("count", "次"), Column("cost", "元", kind="money"))


@frozen
class Counts:
    """A row."""

    count: int | None = None
    cost: govreport.Amount | None = None


@frozen
class Group:
    """A group of rows."""

    first: Counts | None = None


@frozen
class Visits:
    """A table of visits."""

    web: Counts | None = None
    mobile: Counts | None = None
    group: Group = field(factory=Group)


@frozen
class NoFactory:
    """As `Visits`, with a group that is not made."""

    web: Counts | None = None
    mobile: Counts | None = None
    group: Group | None = None


@frozen
class Misspelt:
    """As `Visits`, with a name that the grammar spells otherwise."""

    web: Counts | None = None
    mobil: Counts | None = None
    group: Group = field(factory=Group)


@frozen
class Required:
    """As `Visits`, with a row that must be there."""

    web: Counts
    mobile: Counts | None = None
    group: Group = field(factory=Group)


@frozen
class Extended(ProactiveDisclosure):
    """The official table with a row more."""

    added: DocumentCounts | None = None


Make = Callable[..., FormTemplate]


def visits(folder: Path, grammar: str = GRAMMAR, **changes: Any) -> FormTemplate:
    """A sound template with a table of its own, and a fault in it."""
    path = folder / "visits.lark"
    path.write_text(grammar, encoding="utf-8")
    own = TableGrammar(path)
    form = TableForm("visits", "mine", own, {"": COLUMNS}, {"": Counts}, model=Visits)
    return FormTemplate("mine", "for tests", "", (evolve(form, **changes),))


def extended(folder: Path, grammar: str = EXTENDED, **changes: Any) -> FormTemplate:
    """A sound extension of the form of 2021, and a fault in it."""
    path = folder / "extended.lark"
    path.write_text(grammar, encoding="utf-8")
    form = evolve(
        DISCLOSURE_2021,
        form="mine",
        grammar=TableGrammar(path),
        columns={**DISCLOSURE_2021.columns, "added": DISCLOSURE_2021.columns["rules"]},
        row_type={**DISCLOSURE_2021.row_type, "added": DocumentCounts},
        model=Extended,
    )
    return FormTemplate("mine", "for tests", "", (evolve(form, **changes),))


def listed(folder: Path, text: str, share: float = 0.6) -> IndicatorTemplate:
    """A list of indicators."""
    path = folder / "list.lark"
    path.write_text(text, encoding="utf-8")
    return IndicatorTemplate(
        name="mine", description="for tests", years="", grammar=TableGrammar(path), share=share
    )


LIST = """
start: (requests__received | review | litigation)*
requests__received: RECEIVED UNIT_ITEMS? VALUES?
review: REVIEW VALUES?
litigation: LITIGATION VALUES?
RECEIVED: "收到申请数"
UNIT_ITEMS: "件"
REVIEW: "行政复议数量"
LITIGATION: "行政诉讼数量"
%declare VALUES
"""


def _columns(**changes: Any) -> dict[str, tuple[Column, ...]]:
    return {"": (evolve(COLUMNS[0], **changes), COLUMNS[1])}


def _swapped(folder: Path) -> FormTemplate:
    rules = "%override rules: NORMATIVE_DOCUMENTS VALUES?\n"
    return extended(folder, EXTENDED + rules + "%override normative_documents: RULES VALUES?\n")


def _units(folder: Path) -> FormTemplate:
    columns = tuple(evolve(c, unit="个") for c in DISCLOSURE_2021.columns["rules"])
    made = {**DISCLOSURE_2021.columns, "rules": columns, "added": columns}
    return extended(folder, columns=made)


def _order(folder: Path) -> FormTemplate:
    columns = DISCLOSURE_2021.columns["rules"][::-1]
    return extended(folder, columns={**DISCLOSURE_2021.columns, "rules": columns, "added": columns})


PLANTED: list[tuple[str, Callable[[Path], Any]]] = [
    # -- the grammar
    ("grammar-broken", lambda p: visits(p, GRAMMAR.replace("WEB VALUES?", "WEB VALUES? )"))),
    ("grammar-broken", lambda p: visits(p, GRAMMAR.replace("web?", "webb?"))),
    ("grammar-broken", lambda p: visits(p, GRAMMAR + "web: MOBILE VALUES?\n")),
    ("grammar-broken", lambda p: visits(p, GRAMMAR.replace("%declare VALUES", ""))),
    ("grammar-broken", lambda p: visits(p, GRAMMAR.replace('"网站首页访问"', "/网站.*/"))),
    ("grammar-broken", lambda p: extended(p, EXTENDED.replace("disclosure_2021", "disclosure"))),
    ("grammar-broken", lambda p: visits(p, GRAMMAR.replace("web? mobile?", "(web | x)?\nx: web"))),
    ("grammar-without-rows", lambda p: visits(p, 'start: A\nA: "访问"\n')),
    ("path-duplicate", lambda p: visits(
        p, GRAMMAR.replace("mobile? (", "mobile? group__first? (") + "group__first: X VALUES?\n"
        'X: "自助设备合计"\n')),
    ("label-of-two-rows", lambda p: visits(
        p, GRAMMAR.replace("_row* | _row+", "_row+").replace("FIRST VALUES", "WEB VALUES"))),
    ("label-without-words", lambda p: visits(p, GRAMMAR.replace("网站首页访问", "2026"))),
    ("labels-collide", lambda p: visits(
        p, GRAMMAR.replace("移动终端访问", "网站首页访问")
        .replace("web? mobile?", "(web | mobile)*"))),
    ("row-not-alone", lambda p: visits(p, GRAMMAR.replace("GROUP _row* | _row+", "GROUP _row*"))),
    # -- the classes
    ("group-default", lambda p: visits(p, model=NoFactory)),
    ("path-misspelt", lambda p: visits(p, model=Misspelt)),
    ("field-required", lambda p: visits(p, model=Required)),
    ("field-missing", lambda p: visits(p, model=Group)),
    ("field-missing", lambda p: visits(p, row_type={"": Group})),
    ("row-type-missing", lambda p: visits(p, row_type={"web": Counts})),
    ("model-missing", lambda p: visits(p, model=None)),
    ("model-odd", lambda p: extended(p, model=Visits)),
    # -- the columns
    ("columns-missing", lambda p: visits(p, columns={"web": COLUMNS})),
    ("row-unknown", lambda p: visits(p, columns={"": COLUMNS, "first": COLUMNS})),
    ("column-twice", lambda p: visits(p, columns={"": (COLUMNS[0], COLUMNS[0])})),
    ("column-unlabelled", lambda p: visits(p, GRAMMAR.replace("COST", "COSTS"))),
    ("column-unlisted", lambda p: visits(
        p, GRAMMAR.replace("column: COUNT | COST", "column: COUNT\nother: COST")
        .replace("| column", "| column | other"))),
    ("kind-unknown", lambda p: visits(p, columns=_columns(kind="words"))),
    ("unit-wrong", lambda p: visits(p, columns=_columns(unit="%"))),
    ("unit-wrong", lambda p: visits(p, columns=_columns(unit="万元"))),
    ("unit-wrong", lambda p: visits(p, columns=_columns(unit="件", kind="money"))),
    ("group-unknown", lambda p: visits(p, column_groups={"GROUPS": ("count",)})),
    ("group-unknown", lambda p: visits(p, column_groups={"GROUP": ("counts",)})),
    # -- against the form that it extends
    ("row-swapped", _swapped),
    ("column-swapped", lambda p: extended(
        p, EXTENDED + '%override ISSUED: "本年废止件数"\n%override ABOLISHED: "本年制发件数"\n')),
    ("unit-differs", _units),
    ("columns-swapped", _order),
    ("path-misspelt", lambda p: listed(p, LIST.replace("requests__received:", "request__received:")
        .replace("(requests__received", "(request__received"))),
    ("unit-differs", lambda p: listed(p, LIST.replace('"件"', '"元"'))),
    ("share-constant", lambda p: listed(p, LIST, share=0.0)),
    # -- names
    ("declaration", lambda p: visits(p, table="title")),
    ("declaration", lambda p: visits(p, table="statistics")),
    ("interface", lambda p: evolve(visits(p), interface=2)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "plant"), PLANTED, ids=[f"{n}-{code}" for n, (code, _) in enumerate(PLANTED)]
)
def test_a_planted_fault_is_caught_by_name(
    tmp_path: Path, code: str, plant: Callable[[Path], Any]
) -> None:
    """Each has its code among the flaws, with a place and a remedy, and no raw trace."""
    found = lint(plant(tmp_path))

    assert code in {flaw.code for flaw in found}
    for flaw in found:
        assert flaw.message
        assert flaw.remedy
        assert "Traceback" not in str(flaw)
        assert "Token(" not in str(flaw)


def test_sound_ones_have_no_flaws(tmp_path: Path) -> None:
    """What the faults were planted in has none, and neither has any built-in plugin."""
    assert lint(visits(tmp_path)) == ()
    assert lint(extended(tmp_path)) == ()
    assert lint(listed(tmp_path, LIST)) == ()
    assert lint(FORM_2014) == ()


def test_a_grammar_error_names_file_and_rule(tmp_path: Path) -> None:
    """The author reads where the fault is and what to do."""
    (flaw,) = lint(visits(tmp_path, GRAMMAR.replace("web?", "webb?")))

    assert flaw == Flaw(
        "grammar-broken",
        "table visits: visits.lark: rule start names webb, which is not defined",
        "define webb, or correct its spelling",
        unusable=True,
    )


# -- layouts and readers -------------------------------------------------------------------------


class Semicolons(Layout):
    """A sound layout for the faults."""

    name = "semicolons"
    description = "cells separated by semicolons"
    states_rows = True
    drops = False
    shift = 0

    def detect(self, document: Document) -> Evidence:
        """By semicolons."""
        rows = sum(line.count(";") > 1 for line in document.text.split("\n"))
        return Evidence(0.96 if rows else 0.0, found=(f"{rows} lines hold semicolons",))

    def cells(self, document: Document, vocabulary: Vocabulary) -> list[Cell]:
        """The fields of each line."""
        found: list[Cell] = []
        start = 0
        for line in document.text.split("\n"):
            for text in line.split(";"):
                if text or not self.drops:
                    found.append((text or BLANK, start + self.shift, start + len(text)))
                start += len(text) + 1
            found.append((ROW_END, start - 1, start - 1))
        return found

    def print(self, page: Page) -> str:
        """The inverse of `cells`."""
        lines = []
        for part in page:
            rows = [[part]] if isinstance(part, PrintedLine) else part.rows
            lines += [";".join(cell.text for cell in row) for row in rows]
        return "\n".join(lines) + "\n"


class DropsBlanks(Semicolons):
    drops = True


class Misplaces(Semicolons):
    shift = 1


class SaysTheSame(Semicolons):
    def detect(self, document: Document) -> Evidence:
        return Evidence(0.99, found=("it is mine",))


class WithoutSigns(Semicolons):
    def detect(self, document: Document) -> Evidence:
        return Evidence(float(";" in document.text))


class NoEvidence(Semicolons):
    def detect(self, document: Document) -> Any:
        return 0.7


class Raises(Semicolons):
    def detect(self, document: Document) -> Evidence:
        raise ValueError(document.text[:9])


class LosesNumbers(Semicolons):
    def cells(self, document: Document, vocabulary: Vocabulary) -> list[Cell]:
        return [cell for cell in super().cells(document, vocabulary) if cell[0] != "0"]


class TakesEveryFile(Reader):
    name = "every"
    description = "every file"

    def detect(self, data: bytes, name: str | None) -> Evidence:
        return Evidence(0.9, found=("a file",))

    def read(self, data: bytes, name: str | None, limits: Limits) -> Document:
        return Document("")


@pytest.mark.parametrize(
    ("code", "plugin"),
    [
        ("blanks-dropped", DropsBlanks),
        ("cells-misplaced", Misplaces),
        ("evidence-constant", SaysTheSame),
        ("evidence-without-signs", WithoutSigns),
        ("evidence-odd", NoEvidence),
        ("detect-raises", Raises),
        ("numbers-lost", LosesNumbers),
        ("evidence-constant", TakesEveryFile),
    ],
)
def test_a_fault_in_what_a_plugin_does(code: str, plugin: type[Any]) -> None:
    """Layouts and readers are tried on a few pages."""
    assert code in {flaw.code for flaw in lint(plugin)}
    assert lint(Semicolons) == ()


def test_a_claim_that_takes_what_is_others(install: Install) -> None:
    """A template that claims every table with one evidence is named."""

    class Everything:
        table, form, evidence, start, end = "supplementary", "mine", 0.9, 0, 5

        def add(self, *_: object) -> None:
            pass

    template = FormTemplate("mine", "for tests", "", (), claim=lambda *_: [Everything()])

    assert [flaw.code for flaw in lint(template)] == ["evidence-constant"]


# -- the command ---------------------------------------------------------------------------------


@pytest.mark.parametrize("plant", [PLANTED[0][1], _swapped])
def test_nothing_unusable_is_ok(
    install: Install, tmp_path: Path, plant: Callable[[Path], Any]
) -> None:
    """``govreport plugins`` says broken of what ``--check`` calls unusable, and parse leaves it."""
    template = plant(tmp_path)
    install("templates", mine=template)
    listed = {info.name: info for info in registry("templates").info()}
    shown = CliRunner().invoke(command, ["plugins", "--check", "mine"])
    report = govreport.parse("某局2021年政府信息公开工作年度报告")

    assert listed["mine"].state == "broken"
    assert listed["mine"].error is not None
    assert shown.exit_code == 1
    assert "templates:mine: unusable" in shown.output
    assert "plugin-failed" in {item.code for item in report.diagnostics}


def test_command_as_json_and_without_flaws(install: Install, tmp_path: Path) -> None:
    """JSON has a row a flaw; a plugin without one is said to have none."""
    install("templates", mine=extended(tmp_path, columns=_order(tmp_path).tables[0].columns))
    shown = CliRunner().invoke(command, ["plugins", "--check", "--json", "mine"])
    sound = CliRunner().invoke(command, ["plugins", "--check", "2021"])
    unknown = CliRunner().invoke(command, ["plugins", "--check", "nobody"])

    assert {row["code"] for row in json.loads(shown.output)} == {"columns-swapped"}
    assert "templates:2021: no flaws" in sound.output
    assert (shown.exit_code, sound.exit_code, unknown.exit_code) == (1, 0, 2)
