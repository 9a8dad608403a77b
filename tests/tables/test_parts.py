"""Parts of the table engine: states of a grammar, several open rows, tables printed twice."""

from __future__ import annotations

import pickle

from govreport.api import parse
from govreport.document import Document
from govreport.grammars import builtin_grammar
from govreport.layouts.glued_labels import without_glued
from govreport.layouts.piped_rows import PipedRows
from govreport.tables.collecting import stretches_of
from govreport.tables.selection import label_vocabulary, usable_templates

TEXT = (
    "某局2020年政府信息公开工作年度报告\n第二十条第(一)项 | | | |\n"
    "信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |\n"
    "规章 | 1 | 2 | 3 |\n规范性文件 | 4 | 5 | 6 |\n三、其他 1 | 无 |\n"
)


def test_a_state_remembers_its_steps() -> None:
    """The same step from the same state is computed once, and a state never changes."""
    state = builtin_grammar("requests").first_state

    accepted, after = state.after("CARRIED_OVER")
    assert accepted
    assert state.after("CARRIED_OVER")[1] is after
    assert state.accepts("NEW_REQUESTS")
    assert not after.after("VALUES")[1].accepts("NEW_REQUESTS")


def test_stretches_are_the_cells() -> None:
    """A document in stretches has the same cells, at the same places, as in one piece."""
    words = label_vocabulary(usable_templates(None)[0])
    layout = PipedRows()
    cells = without_glued(layout.cells(Document(TEXT), words), words)
    whole = [cell for cell in cells if cell[0] != "\n"]
    parts = []
    for gap, offset, run in layout.stretches(Document(TEXT), words):
        parts += [(t, a + offset, b + offset) for t, a, b in gap.cells if t != "\n"]
        parts += list(run.places()) if run is not None else []

    assert parts == whole
    assert sum(run is not None for _, _, run in stretches_of(whole)) >= 2


def test_open_fields_are_as_if_always_there() -> None:
    """Equality, pickling and the fields themselves know nothing of when they were filled."""
    first, second = parse(TEXT), parse(TEXT)

    assert first.year == 2020
    assert first == second
    assert pickle.loads(pickle.dumps(parse(TEXT))) == first
    assert pickle.loads(pickle.dumps(parse(TEXT))).diagnostics == second.diagnostics
