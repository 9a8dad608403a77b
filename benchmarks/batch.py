"""How fast many documents are read: the table in ``benchmarks/README.md``.

    python -m benchmarks.batch [DOCUMENTS]

The bundled reports, each copy with a number of its own, are read as workers read them, by one and
by two processes, and go through `govreport.batching.batch`. All times are processor time; the
figure for a million documents is extrapolated from this sample, whose size is stated.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from govreport.arrow import Options
from govreport.batching import batch
from govreport.batching.items import Item
from govreport.batching.planning import grouped
from govreport.batching.work import read_items
from govreport.export.frames import Identity

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "benchmarks" / "README.md"


def documents(folder: Path, count: int) -> Path:
    """So many documents, no two alike."""
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "examples/reports").glob("*.txt"))]
    for number in range(count):
        text = f"{texts[number % len(texts)]}\n第{number}份\n"
        (folder / f"{number:06}.txt").write_text(text, encoding="utf-8")
    return folder


def worker(paths: list[str]) -> tuple[float, int]:
    """Processor time and peak memory (KB) of a process that reads these documents."""
    items = [Item(Identity(path), path=path) for path in paths]
    read_items(items[:2], Options())  # grammars are loaded once per process
    start = time.process_time()
    for chunk in grouped(items, 32):
        read_items(chunk, Options())
    return time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def measure(source: Path, jobs: int) -> tuple[float, float, float, float]:
    """Processor time of reading and of the main process, time to resume, MB of a worker."""
    paths = sorted(map(str, source.iterdir()))
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        done = list(pool.map(worker, [paths[index::jobs] for index in range(jobs)]))
    with tempfile.TemporaryDirectory() as folder:
        start = time.process_time()
        batch([source], f"{folder}/out", jobs=jobs)
        spent = time.process_time() - start
        start = time.process_time()
        batch([source], f"{folder}/out", jobs=jobs, resume=True)
        resumed = time.process_time() - start
    return sum(used for used, _ in done), spent, resumed, max(peak for _, peak in done) / 1024


def page(count: int) -> str:
    """The page as Markdown."""
    with tempfile.TemporaryDirectory() as folder:
        source = documents(Path(folder), count)
        found = {jobs: measure(source, jobs) for jobs in (1, 2)}
    rows = "\n".join(
        f"| {jobs} | {read / count * 1000:.2f} ms | {main / count * 1000:.2f} ms | "
        f"{(read + main) / count * 1e6 / 60:.0f} min | {resumed / count * 1000:.2f} ms | "
        f"{peak:.0f} MB |"
        for jobs, (read, main, resumed, peak) in found.items()
    )
    return f"""# Benchmarks

Made by `python -m benchmarks.batch {count}` from the bundled reports, {count} documents, no two alike.
All times are processor time, which other work on the machine changes little; the column for a million documents is extrapolated from this sample.

| processes | reading, per document | main process, per document | CPU for a million | resumed, nothing to read | peak memory of a worker |
|---|---|---|---|---|---|
{rows}

Reading with one process over reading with two: {found[1][0] / found[2][0]:.0%}.
The main process lists the sources, writes the shards and marks duplicates; its start is in the figure.
"""  # noqa: E501


def main(arguments: list[str]) -> None:
    """Measure and write the page."""
    text = page(int(arguments[0]) if arguments else 1000)
    PAGE.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main(sys.argv[1:])
