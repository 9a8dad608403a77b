"""The view on the terminal."""

from __future__ import annotations

import io
import itertools

import attrs
import pytest
from rich.cells import cell_len
from rich.console import Console

from govreport.diagnostics import Diagnostic, Severity
from govreport.document import Document
from govreport.model import AnnualReport, CaseCounts, Fact, ReviewAndLitigation
from govreport.model.requests import ApplicantCounts, Requests, Results, Withheld
from govreport.views.terminal import print_report
from govreport.views.terminal_diagnostics import crop

Made = tuple[AnnualReport, Document]


def shown(report: AnnualReport, document: Document | None = None, *, width: int = 80) -> str:
    stream = io.StringIO()
    console = Console(file=stream, width=width, highlight=False, markup=False, color_system=None)
    print_report(report, document, console=console)
    return stream.getvalue()


@pytest.mark.parametrize("width", [20, 34, 50, 66, 80, 100, 120, 200])
def test_no_number_is_cut_off(width: int) -> None:
    """Whatever the width, every number is printed whole, and no line is wider than asked."""
    numbers = itertools.count(10101)

    def row(cls: type) -> object:
        return cls(*(next(numbers) for _ in attrs.fields(cls)))

    withheld = Withheld(state_secret=row(ApplicantCounts))  # type: ignore[arg-type]
    facts = tuple(
        Fact(f"requests.replies.{name}", next(numbers), "件", sentence="共答复申请。" * 9)
        for name in ("granted", "partially_granted", "information_not_held")
    )
    report = AnnualReport(
        narrative=facts,
        requests=Requests(row(ApplicantCounts), results=Results(withheld=withheld)),  # type: ignore[arg-type]
        review_and_litigation=ReviewAndLitigation(*(row(CaseCounts) for _ in range(3))),  # type: ignore[arg-type]
    )
    text = shown(report, width=width)

    assert all(str(number) in text for number in range(10101, next(numbers)))
    assert max(map(cell_len, text.splitlines())) <= width


def test_marks_do_not_depend_on_colour(made_2019: Made) -> None:
    """Without colour a concluded value, a blank, words and a violation can still be told."""
    lines = shown(*made_2019).splitlines()

    def line(label: str) -> list[str]:
        return next(line for line in lines if line.strip().startswith(label)).split()

    assert line("规章") == ["规章", "!", "6?", "6?", "6?", "label-lost"]
    assert line("规范性文件") == ["规范性文件", "0", "·", "0"]
    assert line("其他对外管理服务事项") == ["其他对外管理服务事项", "87", "0", "“见附件”"]
    assert line("行政强制") == ["行政强制", "0", "1", "-"]
    assert line("(七)总计") == ["(七)总计", "0", *"·····", "0!", "R1"]
    assert line("(7)") == ["(7)", "14:1", "(1)", "14:5", "(8)", "14:9", "after", "二、上年结转"]


def test_rows_not_printed_are_named(made_2019: Made) -> None:
    """A row of the form that the document does not print is listed as such, not as zeros."""
    requests = Requests(new_requests=ApplicantCounts(total=3))
    text = shown(AnnualReport(requests=requests)).replace("\n", "")

    assert "not printed: 二、上年结转政府信息公开申请数量、" in text


def test_carets_stand_under_the_marked_characters(made_2019: Made) -> None:
    """The caret line counts terminal cells, two for each Chinese character."""
    document = Document("行政强制 | 0 | 一 | 3 |")
    finding = Diagnostic("word-in-cell", Severity.ERROR, "a word", document.span(11, 12))
    lines = shown(AnnualReport(diagnostics=(finding,)), document).splitlines()
    source = next(line for line in lines if line.startswith("1 | "))
    carets = lines[lines.index(source) + 1]

    assert cell_len(source[: source.index("一")]) == carets.index("^")
    assert carets.count("^") == cell_len("一")


@pytest.mark.parametrize("room", [20, 40, 76])
def test_long_lines_are_cropped_around_the_place(room: int) -> None:
    """A report on one line shows the words around the place, inside the terminal's width."""
    text = "公开" * 3000 + "数量" + "事项" * 3000
    cropped, before, marked = crop(text, 6000, 6002, room)

    assert cell_len(cropped) <= room
    assert "数量" in cropped
    assert cell_len(cropped[: cropped.index("数量")]) == before
    assert marked == cell_len("数量")


def test_words_of_a_report_cannot_steer_the_terminal(made_2019: Made) -> None:
    """Escape sequences and markup in titles, messages and sources are shown, never obeyed."""
    hostile = "\x1b[2J\x1b]0;x\x07[bold red]:smile:\u202e"
    finding = Diagnostic(hostile, Severity.INFO, hostile, Document(hostile).span(0, 3), hostile)
    report = attrs.evolve(made_2019[0], title=hostile, agency=hostile, diagnostics=(finding,))
    text = shown(report, Document(hostile))

    assert not {"\x1b", "\x07", "\u202e"} & set(text)
    assert "[bold red]:smile:" in text


def test_several_lines_under_one_span(made_2019: Made) -> None:
    """A span over bare cells shows each of its lines, blank ones left out, and says how many."""
    document = Document("规章\n\n1\n\n2\n\n3\n\n4\n\n5\n")
    finding = Diagnostic("x", Severity.WARNING, "m", document.span(0, len(document.text)))
    text = shown(AnnualReport(diagnostics=(finding,)), document)

    assert text.count("^") == 4 + 3
    assert "… and 2 more lines" in text
