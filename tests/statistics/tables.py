"""The national statistics table in print: own figures, the form's labels, seven layouts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from govreport.document import Document, Grid, GridCell
from govreport.grammars import builtin_grammar

TITLE = "东山县人民政府2016年政府信息公开工作年度报告"
OPENING = "本表的数字是编出来的，只用来试读。"

Row = tuple[str, str, tuple[str, ...]]
"""Label, unit (``——`` for a heading) and the printed values."""

_HEADINGS = {
    "proactive.items": "PROACTIVE",
    "proactive.channels.gazette": "CHANNELS",
    "response.hot_topics": "RESPONSE",
    "response.press_conferences": "RESPONSE_CHANNELS",
    "requests.received": "REQUESTS",
    "resources.dedicated_units": "RESOURCES",
    "meetings_and_training.meetings": "MEETINGS",
}

FIGURES = {
    "proactive.items": "2318",
    "proactive.normative_documents_disclosed": "14",
    "proactive.normative_documents_issued": "17",
    "proactive.channels.gazette": "36",
    "proactive.channels.website": "2150",
    "proactive.channels.weibo": "408",
    "proactive.channels.wechat": "977",
    "proactive.channels.other": "0",
    "response.hot_topics": "23",
    "response.press_conferences": "4",
    "response.press_conferences_by_head": "1",
    "response.online_interviews": "6",
    "response.online_interviews_by_head": "2",
    "response.policy_explanations": "31",
    "response.social_media_responses": "58",
    "response.other_responses": "9",
    "requests.received": "85",
    "requests.received.in_person": "12",
    "requests.received.fax": "3",
    "requests.received.online": "61",
    "requests.received.letter": "9",
    "requests.completed": "83",
    "requests.completed.on_time": "80",
    "requests.completed.extended": "3",
    "requests.replies": "83",
    "requests.replies.already_public": "19",
    "requests.replies.granted": "27",
    "requests.replies.partially_granted": "5",
    "requests.replies.refused": "10",
    "requests.replies.refused.state_secret": "1",
    "requests.replies.refused.trade_secret": "2",
    "requests.replies.refused.privacy": "3",
    "requests.replies.refused.security_and_stability": "0",
    "requests.replies.refused.not_government_information": "4",
    "requests.replies.refused.other_legal_grounds": "0",
    "requests.replies.other_organ": "7",
    "requests.replies.nonexistent": "11",
    "requests.replies.correction_asked": "1",
    "requests.replies.other_channel": "3",
    "review": "8",
    "review.upheld": "5",
    "review.corrected": "2",
    "review.other": "1",
    "litigation": "6",
    "litigation.upheld_or_dismissed": "4",
    "litigation.corrected": "0",
    "litigation.other": "2",
    "complaints": "13",
    "fees_charged": "0.52",
    "resources.dedicated_units": "1",
    "resources.reading_points": "15",
    "resources.staff": "46",
    "resources.staff.full_time": "7",
    "resources.staff.part_time": "39",
    "resources.budget": "24.5",
    "meetings_and_training.meetings": "5",
    "meetings_and_training.courses": "2",
    "meetings_and_training.trainees": "260",
}
"""Identifier -> the number as printed; they agree with rules P1 to P7."""


def rows_of(figures: Mapping[str, tuple[str, ...]], *, headings: bool = True) -> list[Row]:
    """The rows of the form that have figures, with the headings of their groups."""
    grammar = builtin_grammar("statistics")
    found: list[Row] = []
    for rule in grammar.rows:
        if rule.path not in figures:
            continue
        if headings and rule.path in _HEADINGS:
            found.append((grammar.official[_HEADINGS[rule.path]], "——", ()))
        assert rule.unit is not None
        unit = grammar.official[rule.unit]
        found.append((grammar.official[rule.terminal], unit, figures[rule.path]))
    return found


def full_rows() -> list[Row]:
    """The whole form with one number column."""
    return rows_of({path: (figure,) for path, figure in FIGURES.items()})


def _cells(row: Row, width: int) -> list[str]:
    label, unit, values = row
    return [label, unit, *(values or ("——",) * width)]


def _lines(columns: Sequence[str], rows: Sequence[Row]) -> list[list[str]]:
    header = ["统计指标", "单位", *columns]
    return [header, *(_cells(row, len(columns)) for row in rows)]


def _page(table: str) -> Document:
    return Document(f"{TITLE}\n{OPENING}\n附件\n政府信息公开情况统计表\n{table}\n")


def piped_rows(columns: Sequence[str], rows: Sequence[Row]) -> Document:
    """``label | unit | number |`` on a line."""
    return _page("\n".join(" | ".join(line) + " |" for line in _lines(columns, rows)))


def piped_cells(columns: Sequence[str], rows: Sequence[Row]) -> Document:
    """A cell and a pipe per line; a line of pipes ends the row."""
    return _page(
        "\n".join("".join(f"{cell} |\n" for cell in x) + "|||" for x in _lines(columns, rows))
    )


def bare_cells(columns: Sequence[str], rows: Sequence[Row]) -> Document:
    """A bare cell per line."""
    return _page("\n".join(cell for line in _lines(columns, rows) for cell in line))


def markdown(columns: Sequence[str], rows: Sequence[Row]) -> Document:
    """A Markdown table."""
    lines = ["| " + " | ".join(line) + " |" for line in _lines(columns, rows)]
    lines.insert(1, "|---" * (len(columns) + 2) + "|")
    return _page("\n".join(lines))


def labelled_lines(columns: Sequence[str], rows: Sequence[Row]) -> Document:
    """Cells parted by spaces, a row per line, as in the text of PDF pages."""
    return _page("\n".join(" ".join(line) for line in _lines(columns, rows)))


def spaced(columns: Sequence[str], rows: Sequence[Row]) -> Document:
    """Everything on one line, cells parted by spaces."""
    table = " ".join(cell for line in _lines(columns, rows) for cell in line)
    return Document(f"{TITLE} {OPENING} 附件 政府信息公开情况统计表 {table}")


def glued(columns: Sequence[str], rows: Sequence[Row]) -> Document:
    """Everything on one line, nothing between the cells."""
    table = "".join(cell for line in _lines(columns, rows) for cell in line)
    return Document(f"{TITLE} {OPENING}政府信息公开情况统计表{table}")


def grid(columns: Sequence[str], rows: Sequence[Row]) -> Document:
    """A table of a web page or a Word file."""
    text = f"{TITLE}\n{OPENING}\n政府信息公开情况统计表\n"
    cells = []
    lines = _lines(columns, rows)
    for number, line in enumerate(lines):
        for column, cell in enumerate(line):
            cells.append(GridCell(len(text), len(text) + len(cell), number, column))
            text += cell + "\t"
        text += "\n"
    return Document(text, (Grid(tuple(cells), len(lines), len(lines[0])),))


Layout = Callable[[Sequence[str], Sequence[Row]], Document]
LAYOUTS: tuple[Layout, ...] = (
    piped_rows,
    piped_cells,
    bare_cells,
    markdown,
    labelled_lines,
    spaced,
    glued,
    grid,
)
