"""Each value with its status and its place, and the five ways of not being a number."""

from __future__ import annotations

from pathlib import Path

import govreport

PATH = Path(__file__).parent / "reports" / "township_2020_bare_cells.txt"


def main() -> None:
    report = govreport.read(PATH)

    for record in govreport.records(report):
        if record.status != govreport.Status.READ:
            line = record.span.line if record.span else "?"
            print(f"{record.path}: {record.value!r}, {record.status}, line {line}")

    # 0 is a number; blank is none; absent is not even printed.
    print(report.status("requests.carried_forward.total"))
    print(report.status("requests.results.total.total"))
    print(report.status("requests.results.other_handling.fee_unpaid.total"))


if __name__ == "__main__":
    main()
