"""Build the site in both languages, and check every link within it.

python docs/build.py build/docs
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

HERE = Path(__file__).resolve().parent
LANGUAGES = ("en", "zh")

ROOT_PAGE = """\
<!doctype html>
<meta charset="utf-8">
<title>govreport</title>
<script>location.replace(navigator.language.startsWith("zh") ? "zh/" : "en/")</script>
<p><a href="en/index.html">English</a> · <a href="zh/index.html" lang="zh">中文</a></p>
"""


def build(target: Path) -> int:
    """Build into a folder; the status of the first build that fails, else 0.

    What a build that was interrupted has left is built anew.
    """
    root = target / "index.html"
    if not root.exists():
        for left in (".cache", *LANGUAGES):
            shutil.rmtree(target / left, ignore_errors=True)
    root.unlink(missing_ok=True)
    for language in LANGUAGES:
        options = [
            "-q",
            "-W",
            "--keep-going",
            "-b",
            "html",
            "-d",
            str(target / ".cache" / language),
        ]
        command = [sys.executable, "-m", "sphinx", *options, "-c", str(HERE)]
        status = subprocess.run(
            [*command, str(HERE / language), str(target / language)],
            env={**os.environ, "GOVREPORT_DOCS_LANG": language},
            check=False,
        ).returncode
        if status:
            return status
    root.write_text(ROOT_PAGE, encoding="utf-8")
    return 0


class _Page(HTMLParser):
    """The links of a page, and the places within it that links may lead to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        for name, value in attributes:
            if name in ("href", "src") and value:
                self.links.append(value)
            if name == "id" and value:
                self.anchors.add(value)


def broken_links(site: Path) -> Iterator[str]:
    """Each link within the site that leads to no file, or to no place in it."""
    pages = {path: _Page(path.read_text("utf-8")) for path in sorted(site.rglob("*.html"))}
    for path, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            target = target / "index.html" if target.is_dir() else target
            anchors = pages[target].anchors if target in pages else None
            if not target.exists() or (
                parts.fragment and anchors is not None and unquote(parts.fragment) not in anchors
            ):
                yield f"{path.relative_to(site)}: {link}"


def main(target: Path) -> int:
    """Build, check, and say what is wrong."""
    status = build(target)
    if status:
        return status
    broken = list(broken_links(target.resolve()))
    for line in broken:
        print(f"broken link: {line}", file=sys.stderr)
    return 1 if broken else 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
