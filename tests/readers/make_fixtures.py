"""Make the files in ``fixtures/`` anew.

Needs python-docx, pikepdf, LibreOffice (writer), Chromium and two CJK fonts (Debian packages
fonts-noto-cjk and fonts-wqy-microhei)::

    python tests/readers/make_fixtures.py
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import forms  # type: ignore[import-not-found]

FIXTURES = Path(__file__).parent / "fixtures"


def office(source: Path, target: str, result: Path) -> None:
    """Convert with LibreOffice in a profile of its own."""
    with tempfile.TemporaryDirectory() as directory:
        home = Path(directory)
        command = [
            "soffice",
            f"-env:UserInstallation={(home / 'profile').as_uri()}",
            "--headless",
            *(["--writer"] if source.suffix == ".html" else []),
            "--convert-to",
            target,
            "--outdir",
            directory,
            str(source),
        ]
        subprocess.run(command, check=True, timeout=180, capture_output=True)
        suffix = target.partition(":")[0]
        (home / f"{source.stem}.{suffix}").replace(result)


def chromium(source: Path, result: Path) -> None:
    """Print with Chromium in a profile of its own."""
    with tempfile.TemporaryDirectory() as directory:
        command = [
            "chromium",
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-pdf-header-footer",
            f"--user-data-dir={directory}",
            f"--print-to-pdf={result}",
            source.as_uri(),
        ]
        subprocess.run(command, check=True, timeout=180, capture_output=True)


def pack(file: Path) -> None:
    """Pack the objects of a PDF into streams, without a change to its content."""
    import pikepdf

    with pikepdf.open(file, allow_overwriting_input=True) as pdf:
        pdf.save(file, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def python_docx(year: int, result: Path) -> None:
    """A Word file by python-docx: merged cells, a text box, table 3 cut in two."""
    import docx

    document = docx.Document()
    document.core_properties.title = f"河口镇{year}年报"
    for line in forms.OPENING:
        document.add_paragraph(line.format(year=year))
    for heading, table in zip(forms.HEADINGS, forms.tables(year), strict=True):
        document.add_paragraph(heading)
        columns = sum(cell.columns for cell in table[0])
        grid = document.add_table(len(table), columns)
        taken: set[tuple[int, int]] = set()
        for number, row in enumerate(table):
            column = 0
            for cell in row:
                while (number, column) in taken:
                    column += 1
                first = grid.cell(number, column)
                last = grid.cell(number + cell.rows - 1, column + cell.columns - 1)
                first.merge(last).text = cell.text
                taken.update(
                    (number + down, column + right)
                    for down in range(cell.rows)
                    for right in range(cell.columns)
                )
                column += cell.columns
        if heading == forms.HEADINGS[1]:
            _cut(document, grid, 12)
    for line in forms.CLOSING:
        document.add_paragraph(line)
    _text_box(document, "附注：数字已核对。")
    document.save(str(result))


def _cut(document: object, grid: object, row: int) -> None:
    """Cut a table in two before a row, as an editor does at a page's end."""
    import copy

    upper = grid._tbl  # type: ignore[attr-defined]
    lower = copy.deepcopy(upper)
    for number, element in enumerate(list(upper.tr_lst)):
        if number >= row:
            upper.remove(element)
    for number, element in enumerate(list(lower.tr_lst)):
        if number < row:
            lower.remove(element)
    empty = document.add_paragraph("")._p  # type: ignore[attr-defined]
    upper.addnext(empty)
    empty.addnext(lower)


def _text_box(document: object, text: str) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    paragraph = document.add_paragraph()  # type: ignore[attr-defined]
    box = f"<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"
    paragraph._p.append(
        parse_xml(
            f"<w:r {nsdecls('w')} "
            'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
            'xmlns:v="urn:schemas-microsoft-com:vml" '
            'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
            f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}'
            "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
            f"{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )
    )


def xls(result: Path) -> None:
    """A workbook of the kind before 2007, with the tables of a golden document (needs xlwt)."""
    import xlwt

    sheet = (book := xlwt.Workbook(encoding="utf-8")).add_sheet("年报")
    lines = [line for line in markdown_2021().splitlines() if not set(line) <= set("|-: ")]
    rows = (line.strip("|").split("|") if "|" in line else [line] for line in lines)
    for number, row in enumerate(rows):
        for column, cell in enumerate(map(str.strip, row)):
            if cell:
                sheet.write(number, column, int(cell) if cell.isdecimal() else cell)
    book.save(str(result))


def markdown_2021() -> str:
    """The golden document that `xls` prints."""
    folder = Path(__file__).resolve().parents[1] / "golden" / "documents"
    document = (folder / "layout_markdown_2021.txt").read_text("utf-8")
    return document.split("---input---\n")[1].split("\n---")[0] + "\n"


def main() -> None:
    FIXTURES.mkdir(exist_ok=True)
    (FIXTURES / "page_2019.html").write_text(forms.page_html(2019), encoding="utf-8")
    (FIXTURES / "page_2021_gb2312.html").write_bytes(forms.page_html(2021, "gb2312").encode("gbk"))
    python_docx(2019, FIXTURES / "python_docx_2019.docx")
    python_docx(2021, FIXTURES / "python_docx_2021.docx")
    with tempfile.TemporaryDirectory() as directory:
        for year in (2019, 2021):
            source = Path(directory) / f"report_{year}.html"
            source.write_text(forms.plain_html(year), encoding="utf-8")
            word = FIXTURES / f"libreoffice_{year}.docx"
            office(source, "docx:MS Word 2007 XML", word)
            office(word, "pdf", FIXTURES / f"libreoffice_{year}.pdf")
            if year == 2019:  # the other one has glyph programs (Type 3) in place of a font
                page = forms.plain_html(year, "WenQuanYi Micro Hei", running=True)
                source.write_text(page, encoding="utf-8")
            chromium(source, FIXTURES / f"chromium_{year}.pdf")
            pack(FIXTURES / f"chromium_{year}.pdf")
        page = forms.plain_html(2021, "WenQuanYi Micro Hei")
        page = page.replace("border: 0.6pt solid black", "").replace('border="1"', "")
        source.write_text(page, encoding="utf-8")
        chromium(source, FIXTURES / "unruled_2021.pdf")
        pack(FIXTURES / "unruled_2021.pdf")
        office(FIXTURES / "libreoffice_2019.docx", "doc", FIXTURES / "libreoffice_2019.doc")
        office(FIXTURES / "libreoffice_2021.docx", "rtf", FIXTURES / "libreoffice_2021.rtf")
    xls(FIXTURES / "xlwt_2021.xls")
    for file in sorted(FIXTURES.iterdir()):
        print(file.name, file.stat().st_size)


if __name__ == "__main__":
    main()
