"""The small parts of reading a table: steps, similar labels, stretches, column sums, cases."""

from __future__ import annotations

from govreport.tables.alignment import Alignment
from govreport.tables.assignment import RowAssignment
from govreport.tables.extent import extents, outside
from govreport.tables.forms import TableContext
from govreport.tables.labelled_rows import LabelledRow
from govreport.tables.open_rows import solve_open_rows
from govreport.tables.outcome import PlacedRow, TableReading
from govreport.tables.placement.rows import Fit, Slot
from govreport.tables.review_table import read_cases
from govreport.tables.similar import most_similar
from govreport.templates.official import REQUESTS, REVIEW_AND_LITIGATION
from govreport.text.cells import read_cell
from govreport.text.labels import Match


def slots(*texts: str, start: int = 0) -> list[Slot]:
    return [
        (text, start + at, start + at + len(text), read_cell(text) if text else None)
        for at, text in enumerate(texts)
    ]


def strip(*texts: str, label: str = "", start: int = 0, known: bool = False) -> LabelledRow:
    """A strip with these cells; with ``known`` its label is one of a form."""
    reading = read_cell(label) if label else None
    matches = (Match("requests", "DISCLOSED"),) if known else None
    cells = slots(*texts, start=start + len(label) + 1)
    return LabelledRow(label, start, start + len(label), reading, matches, cells)


# -- steps: labels and values out of step -------------------------------------------------------


def test_steps_between_surplus_and_deficit() -> None:
    """Between values too many and a label without values no row is certain."""
    steps = Alignment()
    surplus, first, second, bare = strip("9"), strip("1"), strip("2"), strip()
    steps.surplus(surplus)
    steps.row(first)
    steps.row(second)
    steps.deficit(bare)

    assert steps.doubtful() == [surplus, first, second]


def test_steps_between_deficit_and_surplus() -> None:
    """The other way round as well: each value may belong to the label before."""
    steps = Alignment()
    bare, first, surplus = strip(), strip("1"), strip("9")
    steps.deficit(bare)
    steps.row(first)
    steps.surplus(surplus)

    assert steps.doubtful() == [first, surplus]


def test_steps_with_equal_values() -> None:
    """Rows that all print the same are right in any order."""
    steps = Alignment()
    steps.surplus(strip("0", "0"))
    steps.row(strip("0", "0"))
    steps.deficit(strip())

    assert steps.doubtful() == []


def test_steps_in_order() -> None:
    """Rows alone, or only surplus, leave no doubt about the others."""
    steps = Alignment()
    steps.row(strip("1"))
    steps.surplus(strip("9"))
    steps.row(strip("2"))

    assert steps.doubtful() == []


def test_steps_at_the_end_of_the_text() -> None:
    """A label without values at which the text ends is only cut."""
    steps = Alignment()
    last = strip()
    last.last = True
    steps.surplus(strip("9"))
    steps.row(strip("1"))
    steps.deficit(last)

    assert steps.doubtful() == []


# -- similar labels -----------------------------------------------------------------------------

ROWS = {
    "ENFORCEMENT_FILES": ["属于行政执法案卷"],
    "ADMINISTRATIVE_ENQUIRY": ["属于行政查询事项"],
    "INTERNAL_AFFAIRS": ["属于三类内部事务信息"],
    "PENALTIES": ["行政处罚"],
    "COERCIVE_MEASURES": ["行政强制"],
}


def test_similar_label() -> None:
    """One wrong character in a long label leaves one candidate."""
    found = most_similar("属于行政执发案卷", ROWS, list(ROWS))

    assert found is not None
    assert found[0] == "ENFORCEMENT_FILES"
    assert 0.8 < found[1] < 1


def test_cut_label() -> None:
    """A label cut at its end (D3) is found when no other begins so."""
    found = most_similar("属于三类内", ROWS, list(ROWS))

    assert found is not None
    assert found[0] == "INTERNAL_AFFAIRS"


def test_between_two_labels() -> None:
    """A print that is as near to two labels is none of them."""
    assert most_similar("行政", ROWS, list(ROWS)) is None
    assert most_similar("属于行政", ROWS, list(ROWS)) is None


def test_other_words() -> None:
    """A row that a form adds is no damaged print of another."""
    for words in ("其他主动公开文件", "备注", "信息公开申请", "处罚决定书", ""):
        assert most_similar(words, ROWS, list(ROWS)) is None


def test_no_candidates() -> None:
    """Without open rows nothing is similar."""
    assert most_similar("行政处罚", {}, []) is None


# -- stretches of tables and prose --------------------------------------------------------------


def test_extents() -> None:
    """LabelledRows close together are one stretch, strips far apart are two."""
    near = [
        strip("1", label="甲", start=0, known=True),
        strip("2", label="乙", start=20, known=True),
    ]
    far = strip("3", label="丙", start=500, known=True)

    assert extents(near) == [(0, 23)]
    assert extents([*near, far]) == [(0, 23), (500, 503)]


def test_words_are_no_table() -> None:
    """Words that no form knows and that have no cells extend no table."""
    assert extents([strip(label="说明")]) == []


def test_outside() -> None:
    """What tables leave is prose, nothing twice and nothing lost."""
    assert outside([], 5) == [(0, 5)]
    assert outside([(0, 5)], 5) == []
    assert outside([(1, 2), (2, 4)], 6) == [(0, 1), (4, 6)]


# -- column sums --------------------------------------------------------------------------------

COLUMNS = REQUESTS.columns_of("")


def _reading(**rows: list[str]) -> TableReading:
    reading = TableReading(REQUESTS)
    for path, texts in rows.items():
        name = path.replace("__", ".")
        reading.rows.append(PlacedRow(name, COLUMNS, tuple(slots(*texts)), True, REQUESTS))
    return reading


def _open(path: str, *options: list[str]) -> tuple[RowAssignment, Fit]:
    made = strip("3", "3", label="二、上年结转")
    return RowAssignment(made, path=path, columns=COLUMNS), Fit(
        None, options=tuple(tuple(slots(*option)) for option in options)
    )


NATURAL = ["3", "", "", "", "", "", "3"]
OTHER = ["", "", "", "", "", "3", "3"]


def test_column_sums_need_every_number() -> None:
    """R1 decides nothing while a cell in it is blank: the row stays outside, named."""
    reading = _reading(
        new_requests=["0"] * 7, results__total=["3", *["0"] * 5, "3"], carried_forward=["0"] * 7
    )
    reading.open_rows.append(_open("carried_over", NATURAL, OTHER))
    solve_open_rows(reading)

    assert [row.path for row in reading.rows] == [
        "new_requests",
        "results.total",
        "carried_forward",
    ]
    assert [number.slot[0] for number in reading.loose] == ["3", "3"]
    assert [note.code for note in reading.notes] == ["number-unplaced"]


def test_column_sums_choose() -> None:
    """The one candidate that agrees with R1 is placed, not as certain, and it is said."""
    first, second = ["3", *["0"] * 5, "3"], [*["0"] * 5, "3", "3"]
    reading = _reading(
        new_requests=["0"] * 7, results__total=["3", *["0"] * 5, "3"], carried_forward=["0"] * 7
    )
    reading.open_rows.append(_open("carried_over", first, second))
    solve_open_rows(reading)
    placed = reading.rows[-1]

    assert (placed.path, placed.certain) == ("carried_over", False)
    assert [slot[0] for slot in placed.slots] == first
    assert [note.code for note in reading.notes] == ["cells-placed"]


def test_column_sums_with_two_open_rows() -> None:
    """Two open rows are never solved against each other."""
    reading = _reading(results__total=["0"] * 7, carried_forward=["0"] * 7)
    reading.open_rows += [_open("new_requests", NATURAL), _open("carried_over", OTHER)]
    solve_open_rows(reading)

    assert len(reading.loose) == 4
    assert len(reading.rows) == 2


# -- reviews and lawsuits -----------------------------------------------------------------------


def _cases(*strips: LabelledRow, glued: bool = False) -> TableReading:
    return read_cases(REVIEW_AND_LITIGATION, strips, TableContext(glued=glued))


def _heading(terminal: str) -> LabelledRow:
    return LabelledRow(
        terminal, 0, 1, read_cell("行政复议"), (Match("review_and_litigation", terminal),)
    )


def test_fifteen_values() -> None:
    """Fifteen values are the three kinds of case in the form's order."""
    reading = _cases(_heading("REVIEW"), strip(*map(str, range(15))))

    assert {row.path: [slot[0] for slot in row.slots] for row in reading.rows} == {
        "review": ["0", "1", "2", "3", "4"],
        "litigation_direct": ["5", "6", "7", "8", "9"],
        "litigation_after_review": ["10", "11", "12", "13", "14"],
    }
    assert all(row.certain for row in reading.rows)


def test_three_small_tables() -> None:
    """Five values below the header of one kind of case are that kind's, in any order."""
    reading = _cases(
        _heading("LITIGATION_DIRECT"),
        strip("1", "2", "3", "4", "10"),
        _heading("REVIEW"),
        strip("5", "6", "7", "8", "26"),
    )

    assert {row.path: row.slots[0][0] for row in reading.rows} == {
        "litigation_direct": "1",
        "review": "5",
    }


def test_wrong_width() -> None:
    """Values of another number than the form's stay outside until the sums are asked."""
    reading = _cases(_heading("REVIEW"), strip("1", "2", "3"))

    assert reading.rows == []
    assert len(reading.open_rows) == 1


def test_five_values_without_a_kind() -> None:
    """Five values whose header names no kind are never certain."""
    reading = _cases(strip("1", "2", "3", "4", "10"))

    assert not any(row.certain for row in reading.rows)
    assert reading.notes or reading.open_rows
