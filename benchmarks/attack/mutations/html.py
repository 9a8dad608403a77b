"""Struck, hidden and alternative content of web pages: what is not shown is not printed (D24)."""

from __future__ import annotations

from random import Random

from attrs import evolve

from benchmarks.attack.mutations.base import SheetAct, add, on_sheet, pick
from benchmarks.attack.sheets import Sheet, same_row

_HIDDEN = {
    "html-del": ("<del>{n}</del>", "A number that was struck out with <del>."),
    "html-s": ("<s>{n}</s>", "A number that was struck out with <s>."),
    "html-strike": ("<strike>{n}</strike>", "A number that was struck out with <strike>."),
    "html-line-through": (
        "<span style='text-decoration:line-through'>{n}</span>",
        "A number that was struck out by style.",
    ),
    "html-display-none": ("<span style='display:none'>{n}</span>", "A number that is not shown."),
    "html-hidden": ("<span style='visibility: hidden'>{n}</span>", "A number that is invisible."),
    "html-hidden-attribute": ("<span hidden>{n}</span>", "A number in a hidden element."),
    "html-ruby": ("<ruby><rt>{n}</rt></ruby>", "A number as reading aid above the text."),
    "html-select": (
        "<select><option>{n}</option><option>8</option></select>",
        "A form's choices in a cell.",
    ),
    "html-comment": ("<!-- {n} -->", "A number in a comment."),
    "html-script": ("<script>var a={n};</script>", "A script in a cell."),
    "html-sup": ("<sup>{n}</sup>", "A footnote's number as superscript."),
    "html-font-size-zero": ("<span style='font-size:0'>{n}</span>", "A number of no size."),
    "html-opacity": ("<span style='opacity:0'>{n}</span>", "A number that is transparent."),
    "html-template": ("<template>{n}</template>", "A template that is not shown."),
    "html-break": ("<br>{n}<br>", "A second number on a line of its own in the cell."),
    "html-title": ("<img alt='{n}' title='{n}'>", "A number as text of a picture."),
}


def _beside(markup: str) -> SheetAct:
    """Hidden markup beside the number of one cell, before or after it."""

    def act(sheet: Sheet, random: Random) -> Sheet | None:
        place = pick(sheet.values(), random)
        if place is None:
            return None
        piece = sheet.pieces[place]
        mark = evolve(piece, kind="gap", path=None, text=markup.format(n=random.randrange(1, 99)))
        where = place + random.randrange(2)
        return sheet.doubted([piece.row]).with_pieces(where, where, [mark])

    return act


for _name, (_markup, _about) in _HIDDEN.items():
    add(_name, "html", _about, _beside(_markup), "html")


@on_sheet("html", "html")
def html_hidden_column(sheet: Sheet, random: Random) -> Sheet | None:
    """A cell of a hidden column before a value: <td style="display:none">."""
    values = sheet.values()
    place = pick([n for n in values if sheet.pieces[n - 1].text.endswith("<td>")], random)
    if place is None:
        return None
    gap = sheet.pieces[place - 1]
    hidden = f"<td style='display:none'>{random.randrange(1, 99)}</td>"
    changed = sheet.doubted([sheet.pieces[place].row])
    return changed.with_piece(
        place - 1, text=f"{gap.text[: -len('<td>')]}{hidden}<td>", before=None
    )


@on_sheet("html", "html")
def html_hidden_row(sheet: Sheet, random: Random) -> Sheet | None:
    """A row that is not shown, with the label of the row below."""
    rows = [r for r in sheet.rows() if sheet.pieces[r[0]].kind == "label"]
    place = pick(list(range(len(rows))), random)
    if place is None:
        return None
    start, _end = rows[place]
    label = sheet.pieces[start].text
    cells = "".join(f"<td>{random.randrange(99)}</td>" for _ in same_row(sheet.pieces, start))
    gap = sheet.pieces[start - 1]
    at = gap.text.rfind("<tr>")
    if at < 0:
        return None
    hidden = f"<tr style='display:none'><td>{label}</td>{cells}</tr>\n"
    return sheet.doubted([sheet.pieces[start].row]).with_piece(
        start - 1, text=gap.text[:at] + hidden + gap.text[at:], before=None
    )


@on_sheet("html", "html")
def html_spans_per_character(sheet: Sheet, random: Random) -> Sheet | None:
    """Every character of a number in a span of its own (D24)."""
    place = pick([n for n in sheet.values() if len(sheet.pieces[n].text) > 1], random)
    if place is None:
        return None
    text = "".join(f"<span>{c}</span>" for c in sheet.pieces[place].text)
    return sheet.with_piece(place, text=text)


@on_sheet("html", "html")
def html_office_blank(sheet: Sheet, random: Random) -> Sheet | None:
    """Office's blank beside a number: <o:p>&nbsp;</o:p> (D24)."""
    place = pick(sheet.values(), random)
    if place is None:
        return None
    text = sheet.pieces[place].text
    return sheet.with_piece(place, text=f"<p><span>{text}<o:p>&nbsp;</o:p></span></p>")


@on_sheet("html", "html")
def html_wrong_colspan(sheet: Sheet, random: Random) -> Sheet | None:
    """A value cell says that it is two columns wide."""
    place = pick([n for n in sheet.values() if sheet.pieces[n - 1].text.endswith("<td>")], random)
    if place is None:
        return None
    gap = sheet.pieces[place - 1]
    changed = sheet.all_doubted()
    return changed.with_piece(place - 1, text=gap.text[:-1] + " colspan='2'>", before=None)


@on_sheet("html", "html")
def html_metadata_table(sheet: Sheet, random: Random) -> Sheet | None:
    """The page's metadata as a table before the report (D24)."""
    del random
    first = sheet.pieces[0]
    table = (
        "<table><tr><td>索引号</td><td>11330/2022-00012</td><td>发布时间</td><td>2022-01-12</td></tr>"
        "<tr><td>浏览次数</td><td>1258</td><td>文号</td><td>无</td></tr></table>\n"
    )
    body = "<body>\n"
    at = first.text.index(body) + len(body)
    return sheet.with_piece(0, text=first.text[:at] + table + first.text[at:], before=None)
