"""Read one report and use its numbers."""

from __future__ import annotations

from pathlib import Path

import govreport

PATH = Path(__file__).parent / "reports" / "bureau_2019_piped_rows.txt"


def main() -> None:
    report = govreport.read(PATH)

    print(report.agency, report.year)
    print("new requests:", report.requests.new_requests.total)
    print("disclosed:", report.requests.results.disclosed.total)
    print("state secrets:", report.requests.results.withheld.state_secret.total)
    print("upheld on review:", report.review_and_litigation.review.upheld)

    for diagnostic in report.diagnostics:
        print(diagnostic)


if __name__ == "__main__":
    main()
