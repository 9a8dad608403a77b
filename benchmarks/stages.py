"""Where the time of a document in a batch goes, stage by stage."""

from __future__ import annotations

import time
from io import BytesIO
from pathlib import Path

from benchmarks.workload import REPORTS, texts
from govreport.batching import signatures
from govreport.batching.work import as_stream, start
from govreport.checks.applying import checked
from govreport.export.frames.blocks import Block
from govreport.export.frames.rows import blocks_of
from govreport.pipeline import parse_document
from govreport.readers import open_document

STAGES = ("open", "tables", "prose and provenance", "checks", "columns", "signature", "Arrow")
_DEFERRED = ("title", "agency", "published", "sections", "narrative", "diagnostics")
_WARM = 8


def stages(count: int, path: Path) -> dict[str, float]:
    """Milliseconds a document of each stage, of copies of one report in this process."""
    spent = dict.fromkeys(STAGES, 0.0)
    start(None)
    tables: dict[str, list[Block]] = {}
    for number, text in enumerate(texts(count + _WARM, [path])):
        if number == _WARM:  # schemas and grammars are loaded once per process
            _streams(tables)
            spent, tables = dict.fromkeys(STAGES, 0.0), {}
        clock = [time.process_time()]
        document = open_document(BytesIO(text.encode()))
        clock.append(time.process_time())
        report = parse_document(document)
        clock.append(time.process_time())
        for name in _DEFERRED:
            getattr(report, name)
        assert report.provenance.rows
        clock.append(time.process_time())
        report = checked(report)
        clock.append(time.process_time())
        made = blocks_of(report)
        clock.append(time.process_time())
        signatures.tables_hash(made["cells"]), signatures.sketch(report)
        clock.append(time.process_time())
        for name, block in made.items():
            tables.setdefault(name, []).append(block)
        for name, before, after in zip(STAGES[:-1], clock[:-1], clock[1:], strict=True):
            spent[name] += after - before
    begun = time.process_time()
    _streams(tables)
    spent["Arrow"] = time.process_time() - begun
    return {name: seconds / count * 1000 for name, seconds in spent.items()}


def _streams(tables: dict[str, list[Block]]) -> None:
    for name, blocks in tables.items():
        as_stream(name, blocks)


def table(count: int) -> str:
    """The stages of each bundled report as Markdown."""
    lines = [f"| report | {' | '.join(STAGES)} |", "|---" * (len(STAGES) + 1) + "|"]
    for path in REPORTS:
        found = stages(count, path)
        lines.append(f"| {path.stem} | {' | '.join(f'{ms:.2f}' for ms in found.values())} |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(table(200))
