"""Documents made to run something, or to fetch something, on the page that shows them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

EXAMPLE = Path(__file__).parents[2] / "examples" / "reports" / "township_2020_bare_cells.txt"
RUN = "window.pwned=1"
ADDRESSES = (
    f"javascript:{RUN}",
    f"JaVaScRiPt:{RUN}",
    f"java\tscript:{RUN}",
    f"java\nscript:{RUN}",
    f"&#106;avascript&#58;{RUN}",
    f"&#x6A;avascript&colon;{RUN}",
    f"\x01javascript:{RUN}",
    f"%6Aavascript:{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    f"vbscript:{RUN}",
)
"""Addresses that a careless page would run on a click."""

CELLS = (
    f"<script>{RUN}</script>6",
    f"6<svg onload={RUN}><script>{RUN}</script><animate onbegin={RUN} attributeName=x></svg>",
    f"6<img src=x onerror={RUN}>",
    f"&lt;/script&gt;&lt;script&gt;{RUN}&lt;/script&gt;",
    f"&lt;!--&lt;script&gt;{RUN}//--&gt;",
    "{{ 7*7 }}{% for x in range(9) %}6{% endfor %}{# #}${7*7}",
    f"&lt;img src=x onerror={RUN}&gt;\u202e6\u2066",
    f"&quot; autofocus onfocus={RUN} x=&quot;",
    f"&lt;svg&gt;&lt;style&gt;&lt;/style&gt;&lt;img src=x onerror={RUN}&gt;",
)
"""What stands in cells, as marks of a page and as text that looks like them."""

AGENCY = (
    f"某局\u202e\"'><img src=x onerror={RUN}></title></script><script>{RUN}</script><!--{{{{7*7}}}}"
)
NAME = f"6-\"'><img src=x onerror={RUN}>{{{{7*7}}}}\u202e.html"
"""A file's own name is shown too."""


def page(outside: str) -> str:
    """A report as a web page whose every part is hostile; ``outside`` is who waits for requests."""
    rows = "".join(
        f'<tr><td onclick="{RUN}" style="background:url({outside}/cell)">行政处罚</td>'
        f"<td>{cell}</td><td>3</td><td>12</td></tr>"
        for cell in CELLS
    )
    links = "".join(
        f'<p><a href="{address}">公开{n}</a></p>' for n, address in enumerate(ADDRESSES)
    )
    shown = AGENCY.replace("&", "&amp;").replace("<", "&lt;")
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><base href="{outside}/base/">
<meta http-equiv="refresh" content="0;url={outside}/refresh">
<meta http-equiv="Content-Security-Policy" content="default-src *">
<link rel="stylesheet" href="{outside}/style.css"><script src="{outside}/script.js"></script>
<style>@import url({outside}/import.css);
td {{ width: expression({RUN}); background: url({outside}/style) }}</style>
<title>{shown}2020年政府信息公开工作年度报告</title></head>
<body background="{outside}/body" onload="{RUN}" onpageshow="{RUN}">
<h1>{shown}2020年政府信息公开工作年度报告</h1>
<svg xmlns:xlink="http://www.w3.org/1999/xlink"><script>{RUN}</script>
<use xlink:href="{outside}/use#x"/><image href="{outside}/image"/>
<foreignObject><iframe srcdoc="&lt;script&gt;parent.pwned=1&lt;/script&gt;"></iframe>
</foreignObject>
<a xlink:href="javascript:{RUN}"><text>公开</text></a></svg>
<object data="{outside}/object"></object><embed src="{outside}/embed">
<form action="{outside}/form"><button autofocus onfocus="{RUN}">二</button></form>
<p>二、主动公开政府信息情况</p>{links}
<table><tr><td>第二十条第(六)项</td><td></td><td></td><td></td></tr>
<tr><td>信息内容</td><td>上一年项目数量</td><td>本年增/减</td><td>处理决定数量</td></tr>{rows}</table>
<template><script>{RUN}</script></template><noscript><img src="{outside}/noscript"></noscript>
<!--><script>{RUN}</script>--></body></html>"""


def made_hostile(place: Path, outside: str) -> Path:
    """A folder with hostile reports, and an ordinary name beside a hostile one."""
    folder = place / "hostile"
    folder.mkdir()
    (folder / NAME).write_text(page(outside), encoding="utf-8")
    (folder / "1-page.html").write_text(page(outside), encoding="utf-8")
    text = EXAMPLE.read_text(encoding="utf-8")
    (folder / "2-long.txt").write_text(text.replace("示例镇", "某" * 5000 + "局"), encoding="utf-8")
    return folder


@contextmanager
def waiting() -> Iterator[tuple[str, list[str]]]:
    """A server that nobody should ask: its address, and what it was asked."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", asked
    finally:
        server.shutdown()
        server.server_close()
