"""Reports with known values, printed to PDF by real programs."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

import govreport
from govreport.model import AnnualReport, Value
from govreport.model.editing import with_value
from govreport.model.rules import APPLICANTS, BLOCKS, OUTCOMES
from govreport.text.cells import read_cell
from govreport.views.official import official_html

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples" / "reports"
_STYLE = """
@page {{ size: A4; margin: 20mm }}
body {{ font-family: "{font}"; font-size: 12pt }}
td {{ border: {line}pt solid black; padding: 1.2mm; font-size: 9pt; text-align: center }}
table {{ border-collapse: collapse; width: 100% }}
tr {{ break-inside: avoid }}
"""


@frozen
class Source:
    """A report as PDF, and the value that each record path of it must have."""

    name: str
    pdf: bytes
    expected: dict[str, Value]


def corpus(shared: Path) -> Iterator[Source]:
    """The PDF of the corpus, as it was published."""
    for pdf in sorted((shared / "corpus").glob("*.pdf")):
        known = json.loads(
            (shared / "corpus" / "expected" / f"{pdf.name[:3]}.json").read_text(encoding="utf-8")
        )
        expected = {
            path: None if text is None else read_cell(text.strip()).value
            for path, text in known["records"].items()
        }
        yield Source(pdf.stem[:3], pdf.read_bytes(), expected)


def samples(shared: Path) -> Iterator[Source]:
    """Published texts, printed again in the official form."""
    for number, font in (("000", "AR PL UMing CN"), ("004", "Noto Sans CJK SC")):
        text = next((shared / "samples").glob(f"{number}_*.txt")).read_text(encoding="utf-8")
        yield printed(f"sample {number}", govreport.parse(text), font)


def generated(seed: int, font: str, program: str = "chromium", line: float = 0.75) -> Source:
    """A made-up report with figures of one to six digits whose sums hold."""
    report = govreport.read(EXAMPLES / "office_2021_piped_cells.txt")
    return printed(f"made {seed} {program}", _filled(report, seed), font, program, line)


def printed(
    name: str, report: AnnualReport, font: str, program: str = "chromium", line: float = 0.75
) -> Source:
    """Print a report to PDF; what must be read is what the report says."""
    page = official_html(report)
    style = _STYLE.format(font=font, line=line)
    page = page.replace("</style>", f"{style}</style>")
    if line:  # what LibreOffice takes for borders
        page = page.replace("<table>", '<table border="1" cellspacing="0" width="100%">')
    expected: dict[str, Value] = {
        record.path: record.value
        for record in govreport.records(govreport.read(page.encode()))
        if not record.path.startswith(("narrative", "unplaced"))
    }
    return Source(name, _pdf(page, program), expected)


def _pdf(page: str, program: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "page.html"), Path(folder, "page.pdf")
        source.write_text(page, encoding="utf-8")
        if program == "chromium":
            command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu"]
            command += ["--no-pdf-header-footer", f"--print-to-pdf={target}", source.as_uri()]
        else:
            command = [shutil.which("soffice") or "soffice", "--headless", "--convert-to"]
            command += ["pdf:writer_web_pdf_Export", "--outdir", folder, str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return target.read_bytes()


def _filled(report: AnnualReport, seed: int) -> AnnualReport:
    """The report with drawn figures: small and large ones, zeros, and sums that hold."""
    draw = random.Random(seed)
    rows = [row for row in report.provenance.rows if row.path.startswith("requests.")]
    leaves = [row.path for row in rows if row.path.startswith("requests.results.")]
    leaves.remove("requests.results.total")
    changes: dict[str, int] = {}
    for column in APPLICANTS:
        for path in leaves:
            changes[f"{path}.{column}"] = _count(draw)
        total = sum(changes[f"{path}.{column}"] for path in leaves)
        forward = _count(draw)
        over = draw.randint(0, total + forward)
        changes[f"requests.results.total.{column}"] = total
        changes[f"requests.carried_forward.{column}"] = forward
        changes[f"requests.carried_over.{column}"] = over
        changes[f"requests.new_requests.{column}"] = total + forward - over
    for row in rows:
        changes[f"{row.path}.total"] = sum(changes[f"{row.path}.{c}"] for c in APPLICANTS)
    for block in BLOCKS:
        parts = {f"review_and_litigation.{block}.{name}": _count(draw) for name in OUTCOMES}
        changes |= parts | {f"review_and_litigation.{block}.total": sum(parts.values())}
    for path, value in changes.items():
        report = with_value(report, path, value)
    return report


def _count(draw: random.Random) -> int:
    return draw.choice(
        [0, 0, 0, 1, draw.randint(1, 9), draw.randint(10, 999), draw.randint(1, 99999)]
    )
