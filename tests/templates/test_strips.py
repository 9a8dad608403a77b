"""From cells to strips: labels rejoined, cells kept with their label."""

from __future__ import annotations

import pytest

from govreport.tables.collecting import Collector, stretches_of
from govreport.tables.labelled_rows import LabelledRow
from govreport.tables.passages import rows_of
from govreport.templates.official import FORM_2019
from govreport.text.cells import BLANK, PAD, ROW_END, Cell
from govreport.text.labels import Vocabulary, vocabulary


@pytest.fixture(scope="module")
def words() -> Vocabulary:
    """The labels of the 2019 form."""
    return vocabulary(
        (form.table, terminal, label)
        for form in FORM_2019.tables
        for terminal, labels in form.grammar.labels.items()
        for label in labels
    )


def cells(*texts: str) -> list[Cell]:
    """Cells at ascending offsets."""
    found, at = [], 0
    for text in texts:
        found.append((text, at, at + len(text)))
        at += len(text) + 1
    return found


def shown(strips: list[LabelledRow]) -> list[tuple[str, list[str]]]:
    return [(strip.text, [slot[0] for slot in strip.slots]) for strip in strips]


def collect(words: Vocabulary, *texts: str) -> dict[str, list[tuple[str, list[str]]]]:
    found = Collector(words).collect(stretches_of(cells(*texts)))
    return {table: shown(rows_of(strips)) for table, strips in found.items()}


def test_label_and_cells(words: Vocabulary) -> None:
    """Cells belong to the label before them; blanks and padding are kept as marks."""
    found = collect(words, "规章", "1", BLANK, "3", PAD, ROW_END, "行政许可", "4")

    assert found == {
        "proactive_disclosure": [("规章", ["1", BLANK, "3", PAD]), ("行政许可", ["4"])]
    }


@pytest.mark.parametrize(
    "pieces",
    [
        ("商业", "企业"),
        ("法", "律", "服务机构"),
        ("法", "律", "服", "务", "机", "构"),
        ("四、结转下年度", "继续办理"),
        ("一、本年新收政府信息", "公开申请数量"),
        ("一、本年新收", "政府信息公开", "申请数量"),
    ],
)
def test_broken_labels(words: Vocabulary, pieces: tuple[str, ...]) -> None:
    """A label broken over several cells (D6) is one label, and its cells are its own."""
    found = collect(words, "(一)予以公开", "1", *pieces, "7")

    assert found["requests"][-1] == ("".join(pieces), ["7"])
    assert len(found["requests"]) == 2


def test_broken_label_keeps_its_offsets(words: Vocabulary) -> None:
    """A rejoined label reaches from its first piece to its last."""
    strips = Collector(words).collect(
        stretches_of(cells("(一)予以公开", "1", "法律", "服务机构", "7"))
    )["requests"]

    last = strips[-1]
    assert isinstance(last, LabelledRow)
    assert (last.start, last.end) == (10, 17)


def test_values_without_a_label(words: Vocabulary) -> None:
    """In a table values after the end of a row are a row without a label."""
    found = collect(words, "规章", "1", ROW_END, "2", "3", ROW_END, "行政许可", "4")

    assert found["proactive_disclosure"][1] == ("", ["2", "3"])


def test_several_numbers_in_a_cell(words: Vocabulary) -> None:
    """Numbers parted by spaces inside one cell are cells at their own offsets."""
    strips = Collector(words).collect(stretches_of(cells("规章", "1 20 3")))["proactive_disclosure"]

    row = strips[0]
    assert isinstance(row, LabelledRow)
    assert [slot[:3] for slot in row.slots] == [("1", 3, 4), ("20", 5, 7), ("3", 8, 9)]


def test_prose_ends_a_table(words: Vocabulary) -> None:
    """Numbers below a sentence or a heading are in no table."""
    for text in ("本镇没有其他情况需要说明。", "五、存在的主要问题及改进情况"):
        found = collect(words, "规章", "1", "2", "3", text, "12", "34")

        assert found["proactive_disclosure"] == [("规章", ["1", "2", "3"])]


def test_page_furniture(words: Vocabulary) -> None:
    """A page number inside a table is no cell and no label."""
    found = collect(words, "规章", "1", "— 3 —", "2", "3")

    assert found["proactive_disclosure"] == [("规章", ["1", "2", "3"])]


def test_common_words_open_no_other_table(words: Vocabulary) -> None:
    """其他 and 总计 stand in many tables and never lead out of the one that is read."""
    found = collect(words, "结果维持", "尚未审结", "总计", "行政复议", "1")

    assert set(found) == {"review_and_litigation"}


def test_last_strip(words: Vocabulary) -> None:
    """The strip at which the text ends is known as such."""
    strips = Collector(words).collect(stretches_of(cells("规章", "1", "行政许可", "2")))[
        "proactive_disclosure"
    ]

    assert [strip.last for strip in strips] == [False, True]
