"""The demands on a reader of files."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from govreport.document import Document
from govreport.errors import GovReportError
from govreport.model import Status
from govreport.pipeline import parse_document
from govreport.plugins.registry import registry
from govreport.readers import DEFAULT, open_document
from govreport.records import records
from govreport.testing.conformance.basics import (
    LINEAR,
    Conformance,
    assert_evidence,
    assert_provenance,
    skip,
)
from govreport.testing.conformance.installing import installed, without
from govreport.testing.conformance.pages import example_pages
from govreport.testing.conformance.work import growth
from govreport.testing.judging import judge, printed_values, silent
from govreport.testing.shrinking import assert_never_raises
from govreport.views.text import Page

OTHER_FILES: dict[str, bytes] = {
    "text": "一、总体情况\n规章 | 1 | 2 | 3 |\n".encode(),
    "gb18030": "一、总体情况\n规章 | 1 | 2 | 3 |\n".encode("gb18030"),
    "html": "<html><body><p>一、总体情况</p><table><tr><td>规章</table></html>".encode(),
    "json": '{"text": "一、总体情况"}\n{"text": "规章"}\n'.encode(),
    "pdf": b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n",
    "zip": b"PK\x03\x04" + bytes(60),
    "empty": b"",
    "noise": bytes(range(256)) * 4,
}
"""The beginnings of files of other kinds."""


class ReaderConformance(Conformance):
    """Every reader of files: subclass, set `plugin`, say what a file of this kind looks like.

    Attributes:
        plugin: the reader.
        format: which of `OTHER_FILES` are of its own kind.
    """

    plugin: Any = None
    format: tuple[str, ...] = ()

    def write(self, page: Page) -> bytes:
        """A file of this kind with a page in it, the inverse of `read`.

        A reader may have a method ``write`` for it; else override this one.
        """
        if hasattr(self.it, "write"):
            return bytes(self.it.write(page))
        skip("the reader has no method write(page), so no files are known for it")

    def _files(self) -> Iterator[tuple[Page, bytes]]:
        for name in ("2019", "2021"):
            for page in example_pages(registry("templates").get(name), count=2):
                yield page, self.write(page)

    # -- detection -------------------------------------------------------------------------------

    def test_it_is_chosen_for_its_own_files(self) -> None:
        """A file of its kind is opened with it, whatever it is called."""
        with installed(self.it):
            for _, data in self._files():
                assert open_document(data).source.reader == self.it.name

    def test_it_claims_no_other_files(self) -> None:
        """Files of other kinds are opened by the reader that opened them without it."""
        others = {name: data for name, data in OTHER_FILES.items() if name not in self.format}
        with without(self.it):
            expected = {name: _opened(data) for name, data in others.items()}
        with installed(self.it):
            assert {name: _opened(data) for name, data in others.items()} == expected

    def test_detection_is_pure(self) -> None:
        """Judging returns evidence, the same each time, and the name is only a hint."""
        plugin = self.it
        for data in (*OTHER_FILES.values(), *(data for _, data in self._files())):
            answers = [plugin.detect(data, name) for name in (None, None, "report.txt", "x.pdf")]
            for answer in answers:
                assert_evidence(answer)
            assert answers[0] == answers[1]

    # -- content ---------------------------------------------------------------------------------

    def test_round_trip(self) -> None:
        """Every value of the file comes out in its place, with certainty."""
        with installed(self.it):
            for page, data in self._files():
                document = open_document(data)
                report = parse_document(document)
                expected = printed_values(page)
                found = {record.path: record for record in records(report)}
                assert silent(judge(report, expected, document.text)) == []
                assert {path: found[path].value for path in expected if path in found} == expected
                assert {found[path].status for path in expected} <= {Status.READ, Status.BLANK}

    def test_the_document_is_whole(self) -> None:
        """Grids and places lie inside the text, places in order; the source names the reader."""
        for _, data in self._files():
            document = self.it.read(data, None, DEFAULT)
            assert isinstance(document, Document)
            assert document.source.reader == self.it.name
            assert document.source.format
            size = len(document.text)
            for grid in document.grids:
                for cell in grid.cells:
                    assert 0 <= cell.start <= cell.end <= size
                    assert cell.row + cell.row_span <= grid.rows
                    assert cell.column + cell.column_span <= grid.columns
            starts = [place.start for place in document.places]
            assert starts == sorted(starts)
            assert "\r" not in document.text

    def test_provenance(self) -> None:
        """What a record says was printed stands at its place in the document's text."""
        with installed(self.it):
            for _, data in self._files():
                document = open_document(data)
                assert_provenance(parse_document(document), document)

    # -- safety ----------------------------------------------------------------------------------

    def test_it_never_raises(self) -> None:
        """A file that is cut, or overwritten in places, opens or raises `GovReportError`."""
        _, data = next(self._files())

        def judge_and_read(data: bytes) -> None:
            self.it.detect(data, None)
            with suppress(GovReportError):
                self.it.read(data, None, DEFAULT)

        for broken in (*OTHER_FILES.values(), *_broken(data, 40)):
            assert_never_raises(judge_and_read, broken)

    def test_time_is_linear(self) -> None:
        """Twice the content costs twice the work."""
        page = next(example_pages(registry("templates").get("2019"), count=1))
        files = [self.write(page * count) for count in (2, 4, 8)]

        def judge_and_read(data: bytes) -> None:
            self.it.detect(data, None)
            self.it.read(data, None, DEFAULT)

        found, where = growth(judge_and_read, files)
        assert found < LINEAR, f"the work for twice the file grows {found:.1f} times at {where}"


def _opened(data: bytes) -> str:
    try:
        return str(open_document(data).source.reader)
    except GovReportError as error:
        return type(error).__name__


def _broken(data: bytes, count: int) -> Iterator[bytes]:
    for seed in range(count):
        chance = random.Random(seed)
        found = bytearray(data)
        for _ in range(1 + seed % 4):
            place = chance.randrange(max(1, len(found)))
            if seed % 3 == 0:
                del found[place:]
            elif seed % 3 == 1:
                found[place : place + 8] = chance.randbytes(8)
            else:
                found[place:place] = found[: chance.randrange(200)]
        yield bytes(found)
