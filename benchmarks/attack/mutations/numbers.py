"""Damage within one cell: digits, marks, signs, numerals."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from benchmarks.attack.mutations.base import (
    SheetAct,
    add,
    is_count,
    pick,
    retype,
)
from benchmarks.attack.sheets import Accepted, Piece, Sheet

_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")

Typed = tuple[str, tuple[Accepted, ...] | None]
"""The new text of a cell, and what may be read there (None: what was there)."""


def in_cells(
    typed: Callable[[str, Random], Typed],
    wanted: Callable[[Piece], bool] = is_count,
    *,
    sure: bool = False,
    words: bool = False,
) -> SheetAct:
    def act(sheet: Sheet, random: Random) -> Sheet | None:
        place = pick(sheet.where(wanted), random)
        if place is None:
            return None
        text, accepts = typed(sheet.pieces[place].text, random)
        if text == sheet.pieces[place].text:
            return None
        return retype(sheet, place, text, accepts, sure=sure, words=words)

    return act


def _long(piece: Piece) -> bool:
    return is_count(piece) and len(piece.text) > 1


def _holds(digit: str, least: int = 1) -> Callable[[Piece], bool]:
    return lambda piece: is_count(piece) and digit in piece.text and len(piece.text) >= least


def _replaced(digit: str, letters: str) -> Callable[[str, Random], Typed]:
    def typed(text: str, random: Random) -> Typed:
        return text.replace(digit, letters[random.randrange(len(letters))], 1), None

    return typed


def after(marks: tuple[str, ...], *, none: bool = False) -> Callable[[str, Random], Typed]:
    def typed(text: str, random: Random) -> Typed:
        return text + marks[random.randrange(len(marks))], (() if none else None)

    return typed


def _inside(mark: str, *, none: bool = False) -> Callable[[str, Random], Typed]:
    def typed(text: str, random: Random) -> Typed:
        place = 1 + random.randrange(max(1, len(text) - 1))
        return text[:place] + mark + text[place:], (() if none else None)

    return typed


add(
    "ocr-zero",
    "numbers",
    "A letter O for a 0 within a number: 2O3.",
    in_cells(_replaced("0", "Oo〇D"), _holds("0", 2)),
)
add(
    "ocr-one",
    "numbers",
    "A letter l or I for a 1 within a number: 54l.",
    in_cells(_replaced("1", "lI|"), _holds("1", 2)),
    "bare_cells",
    "labelled_lines",
    "spaced",
    "glued",
    "html",
)
add(
    "ocr-eight",
    "numbers",
    "A letter B for an 8, S for a 5.",
    in_cells(_replaced("8", "B"), _holds("8", 2)),
)
add("ocr-five", "numbers", "A letter S for a 5.", in_cells(_replaced("5", "S"), _holds("5", 2)))
add(
    "ocr-whole-cell",
    "numbers",
    "A cell 0 read as the letter O by OCR.",
    in_cells(_replaced("0", "Oo"), lambda p: is_count(p) and p.text == "0"),
)
add(
    "letter-after",
    "numbers",
    "A letter after the digits: 41B.",
    in_cells(after(("B", "x", "k"), none=True)),
)
add(
    "point-after",
    "numbers",
    "A full stop of a number after it: `95.`.",
    in_cells(after((".", "．"))),
)
add(
    "stop-after",
    "numbers",
    "A Chinese full stop or comma after the number: `6。`.",
    in_cells(after(("。", "、", "；"))),
)
add(
    "point-and-space",
    "numbers",
    "A decimal point followed by a space: `12. 5`.",
    in_cells(_inside(". ", none=True), _long),
)
add(
    "tilde-inside",
    "numbers",
    "A tilde between digits: 481~9.",
    in_cells(_inside("~", none=True), _long),
)
add(
    "space-inside",
    "numbers",
    "Spaces between the digits of a number: 1 3 4.",
    in_cells(_inside(" "), _long),
)
add(
    "break-inside",
    "numbers",
    "A number broken over two lines.",
    in_cells(_inside("\n"), _long),
    "bare_cells",
    "piped_cells",
    "piped_rows",
    "labelled_lines",
    "spaced",
)
add(
    "percent",
    "numbers",
    "A percentage in a column of counts: 6%, 2％.",
    in_cells(after(("%", "％", "‰"), none=True)),
)
add(
    "superscript",
    "numbers",
    "A superscript figure after the number: 0³.",
    in_cells(after(("³", "²", "¹"))),
)
add(
    "footnote-mark",
    "numbers",
    "A footnote mark after the number: 12①, 12*, 12[1].",
    in_cells(after(("①", "*", "[1]", "注1", "※"))),
)
add(
    "bracketed",
    "numbers",
    "A number in brackets, negative or a remark: （55）.",
    in_cells(lambda t, r: (f"（{t}）" if r.random() < 0.5 else f"({t})", ())),
)
add(
    "square-bracketed",
    "numbers",
    "One number of a row in square brackets: 61 [5] 63.",
    in_cells(lambda t, r: (f"[{t}]", None)),
)
add(
    "question-mark",
    "numbers",
    "A question mark beside the number: `? 0` (D26).",
    in_cells(lambda t, r: (f"? {t}" if r.random() < 0.5 else f"{t} ?", None)),
)
add("quoted-number", "numbers", "The number in quotes.", in_cells(lambda t, r: (f"“{t}”", None)))
add(
    "remark-after",
    "numbers",
    "A remark in brackets after the number: 22（其中修订16件） (D26).",
    in_cells(lambda t, r: (f"{t}（其中修订{r.randrange(9) + 1}件）", None)),
)
add(
    "unit-after",
    "numbers",
    "A unit of counting after the number: 3件 (D26).",
    in_cells(after(("件", "项", "笔", "个", "宗")), sure=True),
)
add(
    "full-width-digits",
    "numbers",
    "Full-width digits.",
    in_cells(lambda t, r: (t.translate(_WIDE), None), sure=True),
)
add(
    "zero-width-inside",
    "numbers",
    "A zero-width character within the number.",
    in_cells(
        lambda t, r: (t[:1] + "\u200b\u200d\ufeff\u2060"[r.randrange(4)] + t[1:], None),
        _long,
        sure=True,
    ),
)
add(
    "no-break-around",
    "numbers",
    "No-break or ideographic spaces around the number.",
    in_cells(
        lambda t, r: (f"\xa0{t}\u3000" if r.random() < 0.5 else f"\u3000{t}\xa0", None), sure=True
    ),
)
add(
    "thousands-comma",
    "numbers",
    "A thousands comma.",
    in_cells(
        lambda t, r: (f"{int(t):,}", None), lambda p: is_count(p) and len(p.text) > 3, sure=True
    ),
)
add(
    "thousands-wide-comma",
    "numbers",
    "A full-width thousands comma.",
    in_cells(
        lambda t, r: (f"{int(t):,}".replace(",", "，"), None),
        lambda p: is_count(p) and len(p.text) > 3,
        sure=True,
    ),
)
add(
    "leading-zero",
    "numbers",
    "A leading zero: 007.",
    in_cells(
        lambda t, r: ("0" * (1 + r.randrange(2)) + t, None), lambda p: is_count(p) and p.text != "0"
    ),
)
add("decimal-count", "numbers", "A count with decimals: 12.00.", in_cells(after((".0", ".00"))))
add(
    "range",
    "numbers",
    "A range of two numbers: 12-15.",
    in_cells(lambda t, r: (f"{t}-{int(t) + 3}", ())),
)
add(
    "sum-written-out",
    "numbers",
    "A sum written out: 3+4.",
    in_cells(lambda t, r: (f"{t}+{r.randrange(9)}", ())),
)
add("fraction", "numbers", "A fraction: 3/8.", in_cells(lambda t, r: (f"{t}/{int(t) + 5}", ())))
add(
    "about",
    "numbers",
    "An estimate: 约12, 12余.",
    in_cells(lambda t, r: (f"约{t}" if r.random() < 0.5 else f"{t}余", None)),
)
