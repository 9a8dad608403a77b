"""The page of one report: its tables beside its source, and the queue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from importlib.metadata import version
from typing import Any

from attrs import define, evolve, field, frozen

from govreport.corrections import to_line
from govreport.corrections.current import current, place, place_of
from govreport.language import say
from govreport.model import Correction, Value, corrected_figures
from govreport.review.doubts import KINDS, Doubt, doubts, not_applied
from govreport.review.loading import Entry
from govreport.review.pictures import Picture
from govreport.review.targets import targets
from govreport.review.words import script_words
from govreport.views.pages import ReportPage
from govreport.views.pages.cells import CellView
from govreport.views.pages.marks import Mark
from govreport.views.pages.report import FigureView
from govreport.views.table import Cell, Table, digits


@frozen
class Box:
    """One cell on the picture of a page, in PDF points from its upper left corner."""

    start: int
    left: float
    top: float
    width: float
    height: float
    anchor: str
    path: str
    kind: str


@frozen
class PageView:
    """The picture of one page and the cells on it."""

    number: int
    href: str
    width: float
    height: float
    boxes: tuple[Box, ...]


@define(slots=False)
class ReviewPage(ReportPage):
    """What the template of a report's review asks.

    Attributes:
        entry: the report.
        pictures: its pages, when it is a PDF.
        picture_problem: why there are no pictures of a PDF.
        corrections: every line of the corrections file about this document.
    """

    entry: Entry = field(kw_only=True)
    href: str = field(default="", kw_only=True)
    pictures: Sequence[Picture] = field(default=(), kw_only=True)
    picture_href: str = field(default="", kw_only=True)
    picture_problem: str | None = field(default=None, kw_only=True)
    corrections: Sequence[Correction] = field(default=(), kw_only=True)
    previous: str | None = field(default=None, kw_only=True)
    next: str | None = field(default=None, kw_only=True)

    @cached_property
    def _uncorrected(self) -> ReportPage:
        if self.entry.plain is self.report:
            return self
        return ReportPage(self.entry.plain, self.document, self.language)

    @cached_property
    def figures(self) -> dict[str, FigureView]:
        """The figures in prose as they were read: one that is taken away can be brought back."""
        if self._uncorrected is self:
            return self._figures()
        said = corrected_figures(self.report.corrections)
        found = {}
        for path, view in self._uncorrected.figures.items():
            span = view.fact.span
            place = (None, None) if span is None else (span.start, span.end)
            item = said.get((view.fact.identifier, *place))
            found[path] = (
                view
                if item is None
                else evolve(view, shown=digits(item.value) or "–", read=digits(item.value_read))
            )
        return found

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """The marked stretches of the source; figures in prose stay where they were read."""
        if self._uncorrected is self:
            return self._marks()
        places = {mark.start: mark for mark in self._marks()}
        places.update((m.start, m) for m in self._uncorrected.marks if m.kind == "fact")
        return tuple(places[start] for start in sorted(places))

    @cached_property
    def doubts(self) -> tuple[Doubt, ...]:
        """The queue: what was doubtful as it was read, so that it stays when it is corrected."""
        known = {item: number for number, item in reversed(list(enumerate(self.findings, 1)))}
        before = self._uncorrected
        found = []
        for doubt in doubts(before):
            item = before.findings[doubt.finding - 1] if doubt.finding is not None else None
            found.append(evolve(doubt, finding=known.get(item) if item is not None else None))
        return (*found, *not_applied(self))

    def checked(self) -> int:
        """How many of the doubts somebody has said something about."""
        said = {place_of(item) for item in current(self.corrections)[0]}
        if not said:
            return 0
        cells = {item["path"]: item for item in self._cell_data()}
        places = {
            path: place(path, cell["start"], cell["end"], cell["raw"])
            for path, cell in cells.items()
        }
        return sum(
            bool(doubt.paths) and all(places.get(path) in said for path in doubt.paths)
            for doubt in self.doubts
        )

    def kind_of(self, doubt: Doubt) -> str:
        """The word for a doubt's kind."""
        return str(KINDS[doubt.kind])

    def _view(self, cell: Cell, number: int) -> CellView:
        view = super()._view(cell, number)
        if self._boxed and cell.span is not None and cell.span.box is not None:
            return evolve(view, source=f"b{cell.span.start}")
        return view

    @cached_property
    def _boxed(self) -> bool:
        return any(not picture.turned for picture in self.pictures)

    @cached_property
    def pages(self) -> list[PageView]:
        """The pages with the cells that are printed on them."""
        return [self._page(picture) for picture in self.pictures]

    def _page(self, picture: Picture) -> PageView:
        left, bottom, right, top = picture.box
        boxes = () if picture.turned else tuple(self._boxes(picture))
        href = f"{self.picture_href}{picture.page}.png"
        return PageView(picture.page, href, right - left, top - bottom, boxes)

    def _boxes(self, picture: Picture) -> Iterator[Box]:
        seen: set[int] = set()
        left, _, _, top = picture.box
        for table in self.tables:
            for cell in table.cells:
                span = cell.span
                if span is None or span.box is None or span.page != picture.page:
                    continue
                if span.start in seen:
                    continue
                seen.add(span.start)
                x0, y0, x1, y1 = span.box
                view = self.cells[cell.path]
                size = (max(x1 - x0, 1.0), max(y1 - y0, 1.0))
                yield Box(span.start, x0 - left, top - y1, *size, view.anchor, cell.path, view.kind)

    def start_anchor(self, doubt: Doubt) -> str | None:
        """Where a doubt is in the source."""
        if doubt.start is None:
            return None
        for path in doubt.paths:
            view = self.cells.get(path)
            if view is not None and view.source is not None:
                return view.source
        mark = next((mark for mark in self.marks if mark.start >= doubt.start), None)
        return f"s{mark.start}" if mark is not None else None

    def data(self, mode: str) -> dict[str, Any]:
        """What the script of the page needs, as plain data."""
        return {
            "mode": mode,
            "api": "/corrections",
            "language": self.language,
            "hash": self.entry.content_hash,
            "parser": version("govreport"),
            "cells": list(self._cell_data()),
            "doubts": [
                {
                    "kind": doubt.kind,
                    "word": say(self.kind_of(doubt), self.language),
                    "message": doubt.message,
                    "paths": list(doubt.paths),
                    "source": self.start_anchor(doubt),
                    "finding": doubt.finding,
                }
                for doubt in self.doubts
            ],
            "targets": [list(pair) for pair in targets(self)],
            "corrections": [to_line(item) for item in self.corrections],
            "words": script_words(self.language),
            "next": self.next,
            "previous": self.previous,
        }

    def _cell_data(self) -> Iterator[dict[str, Any]]:
        """Each cell as it was read: what a person's word is about."""
        now = {cell.path: cell for table in self.tables for cell in table.cells}
        for table in self._uncorrected.tables:
            labels = labels_of(table)
            for cell in table.cells:
                span = cell.span
                yield {
                    "path": cell.path,
                    "raw": cell.raw,
                    "start": span.start if span is not None else None,
                    "end": span.end if span is not None else None,
                    "read": plain(cell.value),
                    "shown": digits(now[cell.path].value) if cell.path in now else "",
                    "label": labels.get(cell.path, cell.column),
                }
        for view in self._uncorrected.figures.values():
            span = view.fact.span
            yield {
                "path": view.path,
                "raw": view.fact.raw,
                "start": span.start if span is not None else None,
                "end": span.end if span is not None else None,
                "read": plain(view.fact.value),
                "shown": self.figures[view.path].shown,
                "label": view.fact.identifier,
            }
        if self.document is None:
            return
        for mark in self._uncorrected.marks:
            if mark.kind == "unaccounted":
                raw = self.document.text[mark.start : mark.end]
                yield {
                    "path": mark.path,
                    "raw": raw,
                    "start": mark.start,
                    "end": mark.end,
                    "read": None,
                    "shown": "",
                    "label": "",
                }


def labels_of(table: Table) -> dict[str, str]:
    """The labels that lead to each cell, as one text: 结果/予以公开/自然人."""
    return {
        cell.path: "/".join(filter(None, (*row.groups, row.label, cell.column)))
        for row in table.rows
        for cell in row.cells
    }


def plain(value: Value) -> int | str | None:
    """A value as JSON can hold it without loss."""
    return value if value is None or isinstance(value, int) else digits(value)


def last_year(entries: Sequence[Entry]) -> Mapping[tuple[str, int], Mapping[str, Value]]:
    """The numbers of each report by agency and year, for the year after."""
    found: dict[tuple[str, int], Mapping[str, Value]] = {}
    for entry in entries:
        add_numbers(found, entry)
    return found


def add_numbers(known: dict[tuple[str, int], Mapping[str, Value]], entry: Entry) -> None:
    """Add the numbers of a report; of two reports of one agency and year the first stays."""
    from govreport.records import records

    report = entry.report
    if report.agency is None or report.year is None or (report.agency, report.year) in known:
        return
    known[report.agency, report.year] = {
        record.path: record.value
        for record in records(report)
        if not record.path.startswith(("narrative.", "unplaced.", "supplementary"))
    }
