"""The process that feeds one target: by mutation, or guided by the edges that inputs reach."""

from __future__ import annotations

import hashlib
import json
import os
import random
import resource
import sys
import time
import traceback
from itertools import count
from pathlib import Path
from typing import Any

from attrs import define, field

SLOW = 5.0
"""Seconds of processor time, above which an input is tried again and then kept."""
_EVERY = 1.0


@define
class Feeder:
    """Runs a target; tells in two files where it is and what it found.

    ``NAME.input`` is the input in work, so that one which ends this process is known.
    """

    name: str
    folder: Path
    seed: int
    end: float
    state: dict[str, Any] = field(factory=lambda: {"inputs": 0, "escapes": 0, "slow": 0, "next": 0})
    told: float = 0.0
    known: set[str] = field(factory=set)

    def feed(self, item: bytes) -> None:
        """Try one input; what it finds is kept as a file. When time is up, the process ends."""
        (self.folder / f".{self.name}.input").write_bytes(item)
        try:
            if self.run(item) > SLOW and self.run(item) > SLOW:
                self._keep("slow", item, "")
        except Exception as error:
            self._keep("escapes", item, "".join(traceback.format_exception(error, limit=-3)))
        self.state["inputs"] += 1
        now = time.monotonic()
        if now - self.told > _EVERY or now > self.end:
            self.tell()
        if now > self.end:
            sys.stdout.flush()
            os._exit(0)  # the engine has no end of its own that is no failure

    def tell(self) -> None:
        """Write down how far this is."""
        self.told = time.monotonic()
        peak = max(resource.getrusage(who).ru_maxrss for who in (0, -1))
        text = json.dumps({**self.state, "peak_mb": peak // 1024})
        (self.folder / f".{self.name}.state").write_text(text)

    def run(self, item: bytes) -> float:
        """Run the target; the processor time that it took."""
        from benchmarks.fuzz.targets import TARGETS

        begun = time.process_time()
        TARGETS[self.name].run(item)
        return time.process_time() - begun

    def _keep(self, kind: str, item: bytes, words: str) -> None:
        self.state[kind] += 1
        key = hashlib.sha256(words.encode() or item).hexdigest()[:12]
        if key not in self.known:  # one file for each place that fails
            self.known.add(key)
            file = self.folder / f"{self.name}-{kind}-{key}"
            file.write_bytes(item)
            file.with_suffix(".txt").write_text(words)


def mutate(feeder: Feeder, first: int) -> None:
    """Feed mutations; the same ones for the same seed."""
    from benchmarks.fuzz.inputs import make
    from benchmarks.fuzz.targets import TARGETS

    data = TARGETS[feeder.name].seeds()
    for number in count(first):
        feeder.state["next"] = number + 1
        feeder.feed(make(data, feeder.seed, number))


def guide(feeder: Feeder) -> None:
    """Feed what atheris makes of the seeds, by its mutations and ours."""
    import atheris

    with atheris.instrument_imports(include=["govreport"], enable_loader_override=False):
        from benchmarks.fuzz.inputs import LARGEST, damaged
        from benchmarks.fuzz.targets import TARGETS

        for item in TARGETS[feeder.name].seeds()[:5]:  # loads what is loaded late
            TARGETS[feeder.name].run(item)
    data = TARGETS[feeder.name].seeds()
    corpus = feeder.folder / f".{feeder.name}.corpus"
    corpus.mkdir(exist_ok=True)
    for number, item in enumerate(data):
        (corpus / f"seed{number}").write_bytes(item)

    def mutated(item: bytes, most: int, seed: int) -> bytes:
        chance = random.Random(seed)
        if chance.random() < 0.5:
            return damaged(item, data, chance)[:most]
        changed: bytes = atheris.Mutate(item, len(item))
        return changed

    # The parent watches the time; a limit of 0 would end this process at random.
    settings = [f"-seed={feeder.seed}", f"-max_len={LARGEST}", "-timeout=99999", "-rss_limit_mb=0"]
    atheris.Setup([sys.argv[0], *settings, str(corpus)], feeder.feed, custom_mutator=mutated)
    atheris.Fuzz()
