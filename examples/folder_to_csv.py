"""A folder of reports to one table of cells and one table of what failed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import govreport
from govreport.export.files.saving import save
from govreport.export.tabular import Failure, write_failures


def main(folder: Path, target: Path) -> None:
    failures: list[Failure] = []

    def reports() -> Iterator[govreport.AnnualReport]:
        for path in sorted(folder.iterdir()):
            try:
                yield govreport.read(path)
            except govreport.GovReportError as error:
                failures.append(Failure.of(path.name, error))

    target.mkdir(parents=True, exist_ok=True)
    save(reports(), target / "cells.csv", overwrite=True)
    with open(target / "errors.csv", "w", encoding="utf-8", newline="") as file:
        print(write_failures(failures, file), "files failed")


if __name__ == "__main__":
    reports = Path(__file__).parent / "reports"
    main(*map(Path, sys.argv[1:3]) if len(sys.argv) == 3 else (reports, Path("build/folder")))
