"""Files of every kind that ask for something outside of them: an address, a file, a program.

Each holds the number 12 to be read. ``address`` is one of the network, ``secret`` the path of a
file that must not be looked into, and ``mark`` one that a macro would write.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import frozen
from tests.readers import tiny

RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OPEN = "urn:oasis:names:tc:opendocument:xmlns"
LINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'


@frozen
class Targets:
    """What a file asks for."""

    address: str
    secret: Path
    mark: Path


def text(to: Targets) -> bytes:
    return f"12 {to.address} {to.secret.as_uri()}".encode()


def html(to: Targets) -> bytes:
    a, secret = to.address, to.secret.as_uri()
    head = (
        f'<base href="{a}/"><link rel="stylesheet" href="{a}/a.css"><script src="{a}/a.js">'
        f'</script><style>@import url("{a}/b.css"); p {{background: url({a}/b.png)}}</style>'
        f'<meta http-equiv="refresh" content="0; url={a}/c">'
    )
    body = (
        f'<img src="{a}/a.png" srcset="{a}/b.png 2x"><iframe src="{secret}"></iframe>'
        f'<object data="{secret}"></object><embed src="{a}/e"><video src="{a}/v"></video>'
        f'<svg><image href="{a}/s.png"/><use href="{a}/s.svg#x"/></svg><img src="{secret}">'
        f'<!--#include file="{to.secret}"--><table><tr><td>规章<td>12</table>'
    )
    return f"<html><head>{head}</head><body>{body}</body></html>".encode()


def xhtml(to: Targets) -> bytes:
    kind = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{to.secret.as_uri()}"><!ENTITY y "yyy">]>'
    return f'<?xml version="1.0"?>{kind}<html><body><p>12 &x; &y;</p></body></html>'.encode()


def mhtml(to: Targets) -> bytes:
    """A page saved as one file, whose pictures stand elsewhere."""
    beginning = b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n"
    beginning += f"Content-Location: {to.address}/page\r\n".encode()
    outside = f"Content-Type: message/external-body; access-type=URL; URL={to.address}/x\r\n"
    return b"\r\n".join(
        (
            b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n",
            b"--b\r\n" + beginning,
            html(to),
            b"--b\r\n" + outside.encode(),
            b"--b--",
        )
    )


def _relations(*pairs: tuple[str, str]) -> bytes:
    items = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{target}" '
        'TargetMode="External"/>'
        for number, (kind, target) in enumerate(pairs)
    )
    return f'<Relationships xmlns="{RELATIONS}">{items}</Relationships>'.encode()


def docx(to: Targets) -> bytes:
    """Links for a template, pictures, a part of the text and an object; fields; a macro."""
    secret = to.secret.as_uri()
    relations = _relations(
        ("image", f"{to.address}/a.png"),
        ("image", secret),
        ("aFChunk", secret),
        ("oleObject", f"{to.address}/o"),
        ("attachedTemplate", f"{to.address}/t.dotm"),
    )
    fields = "".join(
        f"<w:p><w:r><w:instrText>{field}</w:instrText></w:r></w:p>"
        for field in (f'INCLUDETEXT "{to.secret}"', f'DDEAUTO c:\\cmd "/k {to.address}"')
    )
    chunk = f'<w:altChunk xmlns:r="{OFFICE}" r:id="r2"/>'
    blip = tiny.drawing("r0").replace("r:embed", "r:link")
    body = tiny.paragraph("12") + blip + tiny.drawing("r1") + chunk + fields
    parts = {"word/_rels/document.xml.rels": relations, "word/vbaProject.bin": b"Shell"}
    return tiny.docx(body, None, "", **parts)


def docx_with_entity(to: Targets) -> bytes:
    prolog = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{to.secret.as_uri()}">]>'
    return tiny.docx(tiny.paragraph("12 &x;"), prolog=prolog)


def xlsx(to: Targets, prolog: str = "", words: str = "12") -> bytes:
    """Links to another workbook, a query, formulas that fetch and call, a macro."""
    formulas = (f'WEBSERVICE("{to.address}/w")', "cmd|'/c calc'!A1", f"'[{to.secret}]S'!A1")
    cells = "".join(f"<c><f>{one.replace('&', '&amp;')}</f><v>0</v></c>" for one in formulas)
    cells += '<c t="inlineStr"><is><t>x</t></is></c><c t="s"><v>0</v></c>'
    sheet = f'<worksheet xmlns="{SHEETS}"><sheetData><row>{cells}</row></sheetData></worksheet>'
    book = (
        f'<workbook xmlns="{SHEETS}" xmlns:r="{OFFICE}"><sheets><sheet name="S" sheetId="1" '
        'r:id="s1"/></sheets><externalReferences><externalReference r:id="s2"/>'
        "</externalReferences></workbook>"
    )
    inner = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for key, kind, target in (
            ("s1", "worksheet", "worksheets/sheet1.xml"),
            ("s2", "externalLink", "externalLinks/externalLink1.xml"),
            ("s3", "sharedStrings", "sharedStrings.xml"),
            ("s4", "connections", "connections.xml"),
        )
    )
    start = f'<Relationship Id="r" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}">{start}</Relationships>',
        "xl/workbook.xml": book,
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELATIONS}">{inner}</Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
        "xl/sharedStrings.xml": f'{prolog}<sst xmlns="{SHEETS}"><si><t>{words}</t></si></sst>',
        "xl/externalLinks/externalLink1.xml": f'<externalLink xmlns="{SHEETS}"/>',
        "xl/externalLinks/_rels/externalLink1.xml.rels": _relations(
            ("externalLinkPath", f"{to.address}/b.xlsx")
        ).decode(),
        "xl/connections.xml": f'<connections xmlns="{SHEETS}"><connection id="1" type="4" '
        f'refreshOnLoad="1"><webPr url="{to.address}/q"/></connection></connections>',
        "xl/vbaProject.bin": "Shell",
    }
    return tiny.packed({name: part.encode() for name, part in parts.items()})


def xlsx_with_entity(to: Targets) -> bytes:
    prolog = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{to.secret.as_uri()}">]>'
    return xlsx(to, prolog, "12 &x;")


def pdf(to: Targets) -> bytes:
    """Actions when it is opened and closed, a form that is sent, a script, data elsewhere."""
    drawing = tiny.text(100, 300, "12").encode() + b"/I1 Do\n"
    go = f"<< /S /URI /URI ({to.address}/u) >>"
    script = f"<< /S /JavaScript /JS (app.launchURL\\('{to.address}/j'\\)) >>"
    launch = f"<< /S /Launch /F ({to.secret}) /Win << /F (cmd.exe) >> >>"
    send = f"<< /S /SubmitForm /F << /FS /URL /F ({to.address}/f) >> >>"
    outside = f"<< /FS /URL /F ({to.address}/d) >>"
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R /OpenAction {script} /AA << /WC {go} >> /AcroForm "
        f"<< /Fields [] /XFA 7 0 R >> /Names << /JavaScript << /Names [(a) {script}] >> >> >>",
        "<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 400] /Contents 5 0 R /Resources << /Font "
        f"<< /F1 3 0 R >> /XObject << /I1 6 0 R >> >> /AA << /O {launch} >> /Annots [<< /Type "
        f"/Annot /Subtype /Link /Rect [0 0 9 9] /A {send} >>] >>",
        f"<< /Length {len(drawing)} >>\nstream\n{drawing.decode()}endstream",
        "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
        f"/BitsPerComponent 8 /Length 0 /F {outside} >>\nstream\n\nendstream",
        f"<< /Length 0 /F ({to.secret}) >>\nstream\n\nendstream",
    ]
    return tiny.numbered([one.encode() for one in objects])


def rtf(to: Targets) -> bytes:
    """A template, a picture and a text that stand elsewhere."""
    fields = "".join(
        f'{{\\field{{\\*\\fldinst {word} "{target}"}}{{\\fldrslt x}}}}'
        for word, target in (
            ("INCLUDEPICTURE", f"{to.address}/p.png"),
            ("INCLUDETEXT", to.secret),
            ("DDEAUTO", f"cmd {to.address}"),
        )
    )
    return f"{{\\rtf1{{\\*\\template {to.address}/t.dot}}12 {fields}\\par}}".encode()


def word_2003(to: Targets) -> bytes:
    """Flat XML of Word with a document type, a template and a picture elsewhere."""
    space = "http://schemas.microsoft.com/office/word/2003/wordml"
    return (
        '<?xml version="1.0"?><?mso-application progid="Word.Document"?>'
        f'<w:wordDocument xmlns:w="{space}" xmlns:v="urn:schemas-microsoft-com:vml"><w:docPr>'
        f'<w:attachedTemplate w:val="{to.address}/t.dot"/></w:docPr><w:body><w:p><w:r><w:t>12</w:t>'
        f'<w:pict><v:shape><v:imagedata src="{to.address}/p.png"/></v:shape></w:pict></w:r></w:p>'
        "</w:body></w:wordDocument>"
    ).encode()


def _basic(mark: Path) -> dict[str, bytes]:
    """A library of macros that writes a file."""
    space = 'xmlns:script="http://openoffice.org/2000/script" xmlns:library='
    library = '"http://openoffice.org/2000/library"'
    code = f'Sub Main\nOpen "{mark}" For Output As #1\nPrint #1, "x"\nClose #1\nEnd Sub'
    return {
        "Basic/script-lc.xml": (
            f"<library:libraries {space[space.index('xmlns:library') :]}{library} {LINK}>"
            '<library:library library:name="Standard" library:link="false"/></library:libraries>'
        ).encode(),
        "Basic/Standard/script-lb.xml": (
            f"<library:library {space[space.index('xmlns:library') :]}{library} library:name="
            '"Standard" library:readonly="false" library:passwordprotected="false">'
            '<library:element library:name="Module1"/></library:library>'
        ).encode(),
        "Basic/Standard/Module1.xml": (
            '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" '
            f'script:language="StarBasic">{code.replace(chr(34), "&quot;")}</script:module>'
        ).encode(),
    }


def _open_document(kind: str, body: str, to: Targets) -> bytes:
    names = ("office", "text", "table", "draw", "script")
    spaces = " ".join(f'xmlns:{name}="{OPEN}:{_SPACES.get(name, name)}:1.0"' for name in names)
    run = "vnd.sun.star.script:Standard.Module1.Main?language=Basic&amp;location=document"
    events = "".join(
        f'<script:event-listener script:language="ooo:script" script:event-name="{event}" '
        f'xlink:href="{run}" xlink:type="simple"/>'
        for event in ("dom:load", "office:load-finished", "office:view-created")
    )
    content = (
        f'<office:document-content {spaces} {LINK} office:version="1.2"><office:scripts>'
        f"<office:event-listeners>{events}</office:event-listeners></office:scripts>"
        f"<office:body>{body}</office:body></office:document-content>"
    )
    mime = f"application/vnd.oasis.opendocument.{kind}"
    parts = {"content.xml": content.encode(), **_basic(to.mark)}
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>'
        for name in parts
    )
    manifest = (
        f'<manifest:manifest xmlns:manifest="{OPEN}:manifest:1.0"><manifest:file-entry '
        f'manifest:full-path="/" manifest:media-type="{mime}"/>{entries}</manifest:manifest>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", mime)
        for name, data in parts.items():
            package.writestr(name, data)
        package.writestr("META-INF/manifest.xml", manifest)
    return out.getvalue()


_SPACES = {"draw": "drawing"}


def odt(to: Targets) -> bytes:
    """A section and a picture that stand elsewhere, and a macro that runs when it is opened."""
    body = (
        "<office:text><text:p>12</text:p>"
        f'<text:section text:name="a"><text:section-source xlink:href="{to.secret.as_uri()}" '
        'xlink:type="simple"/><text:p>x</text:p></text:section>'
        f'<text:p><draw:frame><draw:image xlink:href="{to.address}/p.png" xlink:type="simple" '
        'xlink:show="embed" xlink:actuate="onLoad"/></draw:frame></text:p></office:text>'
    )
    return _open_document("text", body, to)


def ods(to: Targets) -> bytes:
    """A table that stands elsewhere, a formula that fetches, and a macro."""
    formula = f"of:=WEBSERVICE(&quot;{to.address}/w&quot;)"
    body = (
        '<office:spreadsheet><table:table table:name="a"><table:table-row><table:table-cell '
        'office:value-type="float" office:value="12"><text:p>12</text:p></table:table-cell>'
        f'<table:table-cell table:formula="{formula}"/></table:table-row></table:table>'
        f'<table:table table:name="b"><table:table-source xlink:href="{to.secret.as_uri()}" '
        'table:table-name="s" table:mode="copy-all"/><table:table-row><table:table-cell/>'
        "</table:table-row></table:table></office:spreadsheet>"
    )
    return _open_document("spreadsheet", body, to)


def warc(to: Targets) -> bytes:
    """A page with links, recorded at an address, and a record that refers to another."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html(to)
    moved = f"HTTP/1.1 302 Found\r\nLocation: {to.address}/m\r\n\r\n".encode()
    records = [("response", http), ("response", moved), ("revisit", b"HTTP/1.1 304 x\r\n\r\n")]
    return b"".join(
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {to.address}/p\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"WARC-Refers-To-Target-URI: {to.address}/r\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        + body
        + b"\r\n\r\n"
        for kind, body in records
    )


def jsonl(to: Targets) -> bytes:
    lines = [
        {"text": "12", "url": to.address, "file": str(to.secret), "$ref": to.address},
        {"url": f"{to.address}/only", "path": to.secret.as_uri()},
    ]
    return "\n".join(json.dumps(line) for line in lines).encode()


def parquet(to: Targets) -> bytes:
    arrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet as files

    out = io.BytesIO()
    columns = {"text": ["12"], "url": [to.address], "file": [str(to.secret)]}
    files.write_table(arrow.table(columns), out)
    return out.getvalue()


def packed(to: Targets) -> bytes:
    """A link to a file and a member whose name leads out of the archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("a.html", html(to))
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = 0o120777 << 16
        package.writestr(link, str(to.secret))
        package.writestr(f"../..{to.mark}", "12")
    return out.getvalue()


def svg(to: Targets) -> bytes:
    """A drawing as a page: an inlined one is looked at as any other markup."""
    return (
        f'<html><body><p>12</p><svg xmlns="http://www.w3.org/2000/svg" {LINK}>'
        f'<image xlink:href="{to.address}/i"/><text>{to.address}</text></svg></body></html>'
    ).encode()


HERE: dict[str, Callable[[Targets], bytes]] = {
    "text": text,
    "html": html,
    "xhtml": xhtml,
    "mhtml": mhtml,
    "svg": svg,
    "docx": docx,
    "xlsx": xlsx,
    "pdf": pdf,
    "warc": warc,
    "jsonl": jsonl,
    "parquet": parquet,
    "zip": packed,
}
BY_LIBREOFFICE: dict[str, Callable[[Targets], bytes]] = {
    "rtf": rtf,
    "word 2003": word_2003,
    "odt": odt,
    "ods": ods,
}
WITH_ENTITIES: dict[str, Callable[[Targets], bytes]] = {
    "docx": docx_with_entity,
    "xlsx": xlsx_with_entity,
}
