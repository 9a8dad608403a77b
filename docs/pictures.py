"""Take the pictures of pages with Chromium: ``make pictures``."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "_static" / "pictures"
REPORT = "examples/reports/township_2020_bare_cells.txt"
COLOURS = 32


def govreport(*arguments: str) -> None:
    """Run the command."""
    subprocess.run([sys.executable, "-m", "govreport.cli", *arguments], cwd=ROOT, check=False)


def screenshot(page: str, target: Path, width: int, height: int) -> None:
    """A picture of a page, with few colours so that the file is small."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser is None:
        raise SystemExit("the pictures need Chromium: apt-get install chromium fonts-noto-cjk")
    command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
    command += [f"--window-size={width},{height}", f"--screenshot={target}"]
    command += ["--virtual-time-budget=3000", page]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    with Image.open(target) as picture:
        small = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(target, optimize=True)


def main() -> None:
    """Every picture in both languages."""
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for language in ("en", "zh"):
            page = Path(folder) / f"{language}.html"
            govreport("show", REPORT, "--html", str(page), "--lang", language)
            screenshot(page.as_uri(), TARGET / f"page-{language}.png", 1100, 640)
            site = Path(folder) / f"site-{language}"
            govreport("review", "examples/reports", "-o", str(site), "--lang", language)
            review = site / "reports" / "1.html"
            screenshot(review.as_uri(), TARGET / f"review-{language}.png", 1300, 760)


if __name__ == "__main__":
    main()
