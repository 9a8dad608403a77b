"""How fast many documents are read, beside other libraries: ``benchmarks/README.md``.

    python -m benchmarks.batch [DOCUMENTS]

The bundled reports, each copy with other figures in its prose, are read as workers read them, by
one and by two processes, and go through `govreport.batching.batch`. All times are processor time.
The figure for a million documents is extrapolated from this sample, whose size is stated.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from statistics import median

from attrs import frozen

from benchmarks import stages
from benchmarks.readers import peers
from benchmarks.workload import REPORTS, ROOT, folder_of, sized, texts
from govreport.arrow import Options
from govreport.batching import batch
from govreport.batching.items import Item
from govreport.batching.planning import grouped
from govreport.batching.work import read_items, start
from govreport.export.frames import Identity

PAGE = ROOT / "benchmarks" / "README.md"
BEGIN, END = "<!-- made by benchmarks.batch -->\n", "<!-- end -->\n"
CHUNK = 32
ROUNDS = 4
SIZES = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)


@frozen
class Spent:
    """What reading cost: processor seconds in all, those of each chunk for a document, memory."""

    seconds: float
    chunks: list[float]
    early: float
    late: float

    @property
    def best(self) -> float:
        """Milliseconds for a document in the chunk that other work disturbed least."""
        return min(self.chunks) * 1000


def items_of(count: int, paths: list[Path] | None, first: int, step: int) -> Iterator[Item]:
    for number, text in enumerate(texts(count, paths)):
        if number % step == first:
            yield Item(Identity(f"{number}.txt"), data=text.encode())


def worker(count: int, paths: list[Path] | None, first: int, step: int) -> Spent:
    """Read every ``step``-th of so many documents in this process, set up as a worker is."""
    read_items(list(items_of(10, None, 0, 1)), Options())  # grammars are loaded once per process
    start(None)
    return measured(grouped(items_of(count, paths, first, step), CHUNK), count // step)


def measured(chunks: Iterator[list[Item]], count: int) -> Spent:
    total, done = 0.0, 0
    each: list[float] = []
    peaks: list[float] = []
    for chunk in chunks:
        begun = time.process_time()
        read_items(chunk, Options())
        spent = time.process_time() - begun
        total += spent
        done += len(chunk)
        if len(chunk) == CHUNK or not each:
            each.append(spent / len(chunk))
        if done >= count // 10:
            peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    return Spent(total, each, peaks[0], peaks[-1])


def in_processes(jobs: int, count: int, paths: list[Path] | None = None) -> list[Spent]:
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        tasks = [pool.submit(worker, count, paths, first, jobs) for first in range(jobs)]
        return [task.result() for task in tasks]


def of_batch(source: Path, jobs: int) -> tuple[float, float]:
    """Processor time of the main process, of a run and of one that resumes it."""
    with tempfile.TemporaryDirectory() as folder:
        begun = time.process_time()
        batch([source], f"{folder}/out", jobs=jobs)
        spent = time.process_time() - begun
        begun = time.process_time()
        batch([source], f"{folder}/out", jobs=jobs, resume=True)
        return spent, time.process_time() - begun


def main_process(jobs: int, count: int) -> tuple[float, float]:
    """Milliseconds of the main process for a document, of a run and of one that resumes it.

    What a small run takes is taken off: the start is paid once, however many documents follow.
    """
    few = count // 8
    with tempfile.TemporaryDirectory() as warm:
        of_batch(folder_of(Path(warm), 2), jobs)  # modules are loaded
    with tempfile.TemporaryDirectory() as small, tempfile.TemporaryDirectory() as large:
        base = of_batch(folder_of(Path(small), few), jobs)
        whole = of_batch(folder_of(Path(large), count), jobs)
    run, resumed = (
        (much - little) / (count - few) * 1000 for much, little in zip(whole, base, strict=True)
    )
    return run, resumed


def scaling(count: int) -> float:
    """What a document costs one process over what it costs each of two side by side.

    Each process reads as many documents, and rounds of one and of two take turns: the medians of
    the chunks are compared, so that other work on the machine falls on both.
    """
    found: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(ROUNDS):
        for jobs in found:
            for one in in_processes(jobs, jobs * count):
                found[jobs] += one.chunks
    return median(found[1]) / median(found[2])


def throughput(count: int) -> str:
    rows = []
    reading: dict[int, float] = {}
    for jobs in (1, 2):
        spent = in_processes(jobs, count)
        reading[jobs] = sum(one.seconds for one in spent) / count * 1000
        best = median(one.best for one in spent)
        run, resumed = main_process(jobs, count)
        whole = reading[jobs] + run
        rows.append(
            f"| {jobs} | {reading[jobs]:.2f} ms | {best:.2f} ms | {run:.2f} ms | "
            f"{1000 / whole * jobs:.0f} | {whole * 1e6 / 60_000:.0f} min | "
            f"{whole * 1e6 / 120_000:.0f} min | {resumed:.2f} ms |"
        )
    return "\n".join(
        [
            "| processes | reading, a document | in the least disturbed chunk | main process, a "
            "document | documents a second | processor time of a million | the same "
            "on two cores | resumed, nothing to read, a document |",
            "|---|---|---|---|---|---|---|---|",
            *rows,
            "",
            "Processor time of a document with one process over that with two side by side, each "
            f"reading as many: {scaling(min(count, 640)):.0%}, medians of {ROUNDS} rounds in turn.",
        ]
    )


def layouts(count: int) -> str:
    lines = ["| report | 1 process | least disturbed | 2 processes |", "|---|---|---|---|"]
    for path in REPORTS:
        alone = in_processes(1, count, [path])
        both = in_processes(2, count, [path])
        lines.append(
            f"| {path.stem} | {count / alone[0].seconds:.0f}/s | {1000 / alone[0].best:.0f}/s | "
            f"{2 * count / sum(one.seconds for one in both):.0f}/s |"
        )
    return "\n".join(lines)


def sizes() -> str:
    lines = ["| size | time | time for a MB |", "|---|---|---|"]
    for size in SIZES:
        data = sized(size).encode()
        item = [Item(Identity("a.txt"), data=data)]
        read_items(item, Options())
        spent = []
        for _ in range(5 if size < 1_000_000 else 2):
            begun = time.process_time()
            read_items(item, Options())
            spent.append(time.process_time() - begun)
        best = min(spent)
        lines.append(
            f"| {len(data) / 1000:,.0f} KB | {best * 1000:,.1f} ms | "
            f"{best * 1000 / (len(data) / 1e6):,.0f} ms |"
        )
    return "\n".join(lines)


def page(count: int, long: int) -> str:
    """The page as Markdown."""
    [memory] = in_processes(1, long)
    return f"""{BEGIN}
Made by `python -m benchmarks.batch {count} {long}` on {os.cpu_count()} cores that other work shared: all times are processor time, which such work raises too, so the least disturbed chunk of {CHUNK} documents is stated beside the mean.
The documents are the bundled reports, with other figures in the prose of each copy; the column for a million is extrapolated from {count:,}.

## Many documents

{throughput(count)}

The main process lists the sources, writes the shards and marks duplicates; its start, about a second, is taken off.

## By layout

{layouts(min(count, 640))}

## By stage

Milliseconds a document, in batches as large as a shard; what limits the speed now stands here. A million documents in 20 minutes on two cores would be 2.4 ms a document, main process included.

{stages.table(256)}

## By size

One report, prose put before its tables, or cut off for the smallest. A document that is handed over alone pays for the tables of a chunk, some 4 ms.

{sizes()}

## Memory

A worker that has read {long:,} documents has used {memory.late:.0f} MB at most, and {memory.early:.0f} MB when a tenth of them was read.

## By reader, beside other libraries

Milliseconds for the same file, the best of several runs; govreport opens the file and reads the report, the others make tables of strings.

{peers()}
{END}"""  # noqa: E501


def renewed(before: str, part: str) -> str:
    """A page with this part of it replaced."""
    return before[: before.index(BEGIN)] + part + before[before.index(END) + len(END) :]


def main(arguments: Sequence[str]) -> None:
    """Measure and write the page."""
    count, long = (int(value) for value in (*arguments, *("2000", "20000")[len(arguments) :]))
    text = page(count, long)
    PAGE.write_text(renewed(PAGE.read_text("utf-8"), text), encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main(sys.argv[1:])
