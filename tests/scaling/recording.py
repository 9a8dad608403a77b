"""The patterns that the package compiles while it reads: ``python -m tests.scaling.recording``.

Many are made when they are first needed, from labels, grammars and words; they are found by
reading all documents of the golden tests and the examples, in a process that watches `re`.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from types import FrameType
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "govreport"


def _watch(seen: dict[tuple[str, int], str]) -> None:
    compiling: Any = vars(re)["_compile"]

    def watching(pattern: Any, flags: int) -> Any:
        made = compiling(pattern, flags)
        place = _place(sys._getframe(1))
        if place is not None and isinstance(made.pattern, str):
            seen.setdefault((made.pattern, made.flags), place)
        return made

    re._compile = watching  # type: ignore[attr-defined]


def _place(frame: FrameType | None) -> str | None:
    """Module and function that ask for a pattern, None for those of other packages."""
    while frame is not None and frame.f_code.co_filename == re.__file__:
        frame = frame.f_back
    if frame is None or not Path(frame.f_code.co_filename).is_relative_to(PACKAGE):
        return None
    name = str(frame.f_globals["__name__"])
    function = "" if frame.f_code.co_name == "<module>" else f".{frame.f_code.co_qualname}"
    return f"{name}{function}"


def _read_everything() -> None:
    import govreport

    for file in sorted((ROOT / "tests" / "golden" / "documents").glob("*.txt")):
        text = file.read_text(encoding="utf-8").partition("---input---\n")[2]
        _read(govreport, text.partition("\n---expected---")[0].encode())
    for file in sorted((ROOT / "examples" / "reports").iterdir()):
        _read(govreport, file)


def _read(govreport: Any, source: Any) -> None:
    for report in govreport.read_all(source, check=True):
        if isinstance(report, govreport.AnnualReport):
            govreport.account(report)
            list(govreport.records(report))


@lru_cache(maxsize=1)
def recorded() -> dict[str, re.Pattern[str]]:
    """Place with a number -> pattern, for each that was compiled, in a process of its own."""
    command = [sys.executable, "-m", "tests.scaling.recording"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    return {
        f"{place} {number}": re.compile(pattern, flags)
        for number, (pattern, flags, place) in enumerate(json.loads(done.stdout))
    }


if __name__ == "__main__":
    found: dict[tuple[str, int], str] = {}
    _watch(found)
    _read_everything()
    print(json.dumps([(*key, place) for key, place in found.items()]))
