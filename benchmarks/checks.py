"""What the checks and the reading say of folders of documents: to be judged by eye.

    python -m benchmarks.checks DIR [DIR...] [--findings] [--page docs]

Prints how each check ended (passed, broken, doubtful, explained, not evaluable), how often each
code was found with which severity, and how many warnings and errors a document has. With
``--findings`` each of them is printed with its place, so that somebody can judge it.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from statistics import median

from attrs import field, frozen

from govreport.checks import Profile, checks, examined
from govreport.checks.profile import Setting
from govreport.diagnostics import Diagnostic, Severity
from govreport.errors import GovReportError
from govreport.model import AnnualReport, Outcome
from govreport.pipeline import parse_document
from govreport.readers import open_documents
from govreport.readers.endings import SUFFIXES


@frozen
class Examined:
    """One report with its file; ``refused`` says why there is none."""

    name: str
    report: AnnualReport = field(factory=AnnualReport)
    refused: str = ""

    @property
    def found(self) -> tuple[Diagnostic, ...]:
        """What the reading and the checks say."""
        return (*self.report.diagnostics, *self.report.findings)

    @property
    def grave(self) -> list[Diagnostic]:
        """The warnings and errors."""
        return [one for one in self.found if one.severity is not Severity.INFO]


def examine(folder: Path, profile: Profile | None = None) -> Iterator[Examined]:
    """Every document of a folder, in the order of the names."""
    for path in sorted(folder.iterdir()):
        if not path.is_file() or path.suffix.lower() not in SUFFIXES or path.suffix == ".csv":
            continue
        try:
            for document in open_documents(path):
                if isinstance(document, GovReportError):
                    raise document
                yield Examined(path.name, examined(parse_document(document), profile))
        except (GovReportError, ImportError) as error:
            yield Examined(path.name, refused=str(error).splitlines()[0])


def everything() -> Profile:
    """All checks, those that are off by default too."""
    return Profile(
        settings={one.identifier: Setting(True, one.severity, one.parameters) for one in checks()}
    )


def outcomes(results: Iterable[Examined]) -> Iterator[str]:
    """Check x how it ended, as lines."""
    counts = Counter((v.check, v.outcome) for one in results for v in one.report.verdicts)
    yield "check " + "".join(f"{outcome.value.replace('_', ' '):>15}" for outcome in Outcome)
    for name in dict.fromkeys(one.identifier for one in checks()):
        if any(check == name for check, _ in counts):
            yield f"{name:<6}" + "".join(f"{counts[name, outcome]:>15}" for outcome in Outcome)


def codes(results: Iterable[Examined]) -> Iterator[str]:
    """Code and severity -> how often, as lines."""
    counts = Counter((d.code, d.severity) for one in results for d in one.found)
    for (code, severity), number in sorted(counts.items()):
        yield f"{number:>5}  {severity.value:<8} {code}"


def _findings(results: Iterable[Examined]) -> Iterator[str]:
    for one in results:
        yield f"## {one.name}" + (f": {one.refused}" if one.refused else "")
        for item in one.found:
            line = f"line {item.span.line}" if item.span is not None else "-"
            yield f"   {item} ({line})"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.checks")
    parser.add_argument("folders", nargs="+", type=Path, metavar="DIR")
    parser.add_argument("--findings", action="store_true", help="print each finding")
    parser.add_argument("--all", action="store_true", help="checks that are off by default too")
    parser.add_argument("--page", type=Path, metavar="DOCS", help="write the pages about it")
    options = parser.parse_args(arguments)
    profile = everything() if options.all else None
    results = [one for folder in options.folders for one in examine(folder, profile)]
    if options.findings:
        print("\n".join(_findings(results)), end="\n\n")
    print("\n".join(outcomes(results)), end="\n\n")
    print("\n".join(codes(results)), end="\n\n")
    each = [len(one.grave) for one in results if not one.refused]
    print(
        f"{len(each)} documents, {sum(each)} warnings and errors: "
        f"median {median(each) if each else 0}, most {max(each, default=0)} for one"
    )
    if options.page is not None:
        from benchmarks.checks_page import write

        write(results, options.page, median=median(each) if each else 0)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
