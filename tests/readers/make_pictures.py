"""Makes the pictures in this folder's ``pictures``: run it where Chromium and Noto Sans CJK are.

python -m tests.readers.make_pictures
"""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2  # type: ignore[import-untyped]
from PIL import Image
from tests.readers.forms import plain_html

FOLDER = Path(__file__).parent / "pictures"


def pages(year: int, dpi: int) -> list[Any]:
    """The pages of the form as Pillow pictures in grey."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "page.html"), Path(folder, "page.pdf")
        source.write_text(plain_html(year), encoding="utf-8")
        command = ["chromium", "--headless", "--no-sandbox", "--no-pdf-header-footer"]
        subprocess.run(
            [*command, f"--print-to-pdf={target}", source.as_uri()],
            check=True,
            capture_output=True,
            timeout=120,
        )
        document = pypdfium2.PdfDocument(target.read_bytes())
        return [page.render(scale=dpi / 72).to_pil().convert("L") for page in document]


def main() -> None:
    """Write a skewed fax of all pages, a photograph on its side, and a clean screenshot."""
    FOLDER.mkdir(exist_ok=True)
    askew = [page.rotate(0.7, Image.Resampling.BICUBIC, fillcolor=255) for page in pages(2021, 150)]
    first, *others = [page.point(lambda v: 255 * (v > 150)).convert("1") for page in askew]
    first.save(FOLDER / "fax_2021.tiff", save_all=True, append_images=others, compression="group4")
    clean = pages(2019, 110)
    clean[0].quantize(8).save(FOLDER / "screenshot_2019.png", optimize=True)
    lit = np.asarray(clean[1]) * np.linspace(1.0, 0.6, clean[1].width)[None, :]
    photo = Image.fromarray(lit.astype(np.uint8)).rotate(90, expand=True)
    photo.save(FOLDER / "photograph_2019.jpg", quality=60)


if __name__ == "__main__":
    main()
