"""What a running review holds: the list of reports, the corrections, the pages made on demand."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence

from attrs import define, field, frozen

from govreport.corrections import CorrectionsFile
from govreport.errors import GovReportError
from govreport.export.tabular import Failure
from govreport.language import phrase
from govreport.model import Correction, Value
from govreport.readers import DEFAULT, Limits
from govreport.review.loading import Entry, load
from govreport.review.overview import FindingRow, Row, finding_rows, overview_row
from govreport.review.page import ReviewPage, add_numbers
from govreport.review.pictures import Picture, of_file
from govreport.review.store import Store

_KEPT = 32
"""Reports that stay in memory; the others are read again when they are opened."""


_END = object()


class Vanished(GovReportError):
    """A source that was there when the review began is gone, or holds another report now."""


class NotYet(GovReportError):
    """A report with this number may come: sources are still read."""


@frozen
class _Known:
    """What is kept of a report that was read: enough to find it again."""

    file: str
    member: int
    content_hash: str


@define(eq=False)
class Session:
    """One review.

    Attributes:
        store: where corrections are saved.
        language: of the pages, where the address asks for none.
        limits: safety limits of the readers.
        failures: the sources that could not be read.
        sources: how many there are.
        done: how many of them were read so far.
    """

    store: Store
    language: str = "zh"
    limits: Limits = DEFAULT
    failures: tuple[Failure, ...] = ()
    sources: int = 0
    done: int = 0
    _reading: Iterator[None] = field(factory=lambda: iter(()), init=False)
    _known: list[_Known] = field(factory=list, init=False)
    _rows: dict[tuple[int, str], tuple[Row, list[FindingRow]]] = field(factory=dict, init=False)
    _entries: OrderedDict[int, Entry] = field(factory=OrderedDict, init=False)
    _pictures: OrderedDict[int, tuple[list[Picture], str | None]] = field(
        factory=OrderedDict, init=False
    )
    _earlier: dict[tuple[str, int], Mapping[str, Value]] = field(factory=dict, init=False)
    _file: CorrectionsFile = field(init=False)
    _lock: threading.RLock = field(factory=threading.RLock, init=False)

    @classmethod
    def open(
        cls,
        sources: Sequence[str],
        store: Store,
        language: str = "zh",
        limits: Limits = DEFAULT,
    ) -> Session:
        """Begin a review: read until the first report is there; `finish` reads the others.

        Raises:
            NothingToReview: none of the sources is a report.
        """
        from govreport.review.site import NothingToReview, nothing

        session = cls(store, language, limits, sources=len(sources))
        session._file = store.load()
        problems = session._problems()
        session.failures = problems
        session._reading = session._read(sources)
        while not session._known:
            if next(session._reading, _END) is _END:
                raise NothingToReview(nothing(session.failures[len(problems) :]))
        return session

    def finish(self, failed: Callable[[Failure], None] = lambda failure: None) -> None:
        """Read the sources that are left, while pages of the others are already looked at.

        Args:
            failed: is given each source that cannot be read, those before this call first.
        """
        told = 0
        while True:
            for failure in self.failures[told:]:
                failed(failure)
                told += 1
            if next(self._reading, _END) is _END:
                return

    def _read(self, sources: Sequence[str]) -> Iterator[None]:
        """Take in all sources, with a pause after each report and after each source."""
        for source in sources:
            for found in load(source, (), self.limits):
                with self._lock:
                    if isinstance(found, Failure):
                        self.failures = (*self.failures, found)
                    else:
                        self._add(found)
                yield
            self.done += 1
            yield

    def _add(self, entry: Entry) -> None:
        """Take a report in: its row of the list and its numbers stay, itself for a while."""
        number = len(self._known)
        if any(item.content_hash == entry.content_hash for item in self._file.corrections):
            entry = entry.corrected(self._file.corrections)
        self._known.append(_Known(entry.file, entry.member, entry.content_hash))
        self._remember(number, entry)
        self._row(number, entry, self.language)
        add_numbers(self._earlier, entry)

    @property
    def count(self) -> int:
        """Number of reports."""
        return len(self._known)

    def _problems(self) -> tuple[Failure, ...]:
        return tuple(
            Failure(f"{self._file.name}:{problem.line}", "InvalidCorrections", problem.message)
            for problem in self._file.problems
        )

    def index_html(self, language: str, first: int = 0) -> str:
        """The list of reports, from one of them on."""
        from govreport.review.server import POLICY
        from govreport.review.site import index_html

        with self._lock:
            rows = [self._row_of(n, language)[0] for n in range(max(first, 0), self.count)]
            return index_html(
                rows,
                self.failures,
                language,
                "server",
                POLICY,
                progress=self._progress(),
                reading=(self.done, self.sources) if self.done < self.sources else None,
            )

    def findings_html(self, language: str) -> str:
        """The list of all findings."""
        from govreport.review.server import POLICY
        from govreport.review.site import findings_html

        with self._lock:
            found = [item for _, items in self._all_rows(language) for item in items]
            return findings_html(found, language, "server", POLICY)

    def report_html(self, number: int, language: str) -> str:
        """The page of a report, counted from 1.

        Raises:
            LookupError: there is no such report.
            NotYet: sources are still read.
            Vanished: its source is gone.
        """
        from govreport.review.server import POLICY
        from govreport.review.site import report_html

        with self._lock:
            return report_html(self._page(number - 1, language), "server", POLICY)

    def picture(self, number: int, page: int) -> bytes | None:
        """One page of a PDF, None where there is none."""
        with self._lock:
            if not 0 < number <= self.count:
                return None
            drawn, _ = self._drawn(number - 1)
            return next((item.data for item in drawn if item.page == page), None)

    def save(self, items: Sequence[Correction]) -> None:
        """Save corrections of reports of this review.

        Raises:
            ValueError: one is about another document.
            UnwritableOutput: the file cannot be written; nothing is saved.
        """
        with self._lock:
            hashes = {known.content_hash for known in self._known}
            foreign = [item for item in items if item.content_hash not in hashes]
            if foreign:
                raise ValueError(str(phrase("a correction is about a document that is not here")))
            self._file = self.store.add(items)
            touched = {item.content_hash for item in items}
            for number, known in enumerate(self._known):
                if known.content_hash in touched:
                    entry = self._entries.get(number)
                    if entry is not None:
                        self._entries[number] = entry.corrected(self._file.corrections)
                    for language in ("zh", "en"):
                        self._rows.pop((number, language), None)

    # -- what is made on demand --------------------------------------------------------------

    def _page(self, number: int, language: str) -> ReviewPage:
        from govreport.review.site import review_page

        drawn, problem = self._drawn(number)
        return review_page(
            self._entry(number),
            self._earlier,
            self._file.corrections,
            language,
            pictures=drawn,
            picture_href=f"/pictures/{number + 1}-",
            picture_problem=problem,
            previous=f"/reports/{number}" if number else None,
            following=f"/reports/{number + 2}" if number + 1 < self.count else None,
        )

    def _entry(self, number: int) -> Entry:
        self._demand(number)
        known = self._known[number]
        if number not in self._entries:
            for found in load(known.file, self._file.corrections, self.limits):
                if isinstance(found, Failure):
                    raise Vanished(f"{found.file}: {found.message}")
                if found.member == known.member and found.content_hash == known.content_hash:
                    self._remember(number, found)
                    break
            else:
                raise Vanished(f"{known.file}: the file has changed; start the review again")
        self._entries.move_to_end(number)
        return self._entries[number]

    def _demand(self, number: int) -> None:
        if 0 <= number < self.count:
            return
        if number >= 0 and self.done < self.sources:
            text = phrase("{done} of {all} files are read", done=self.done, all=self.sources)
            raise NotYet(text)
        raise LookupError(number)

    def _remember(self, number: int, entry: Entry) -> None:
        self._entries[number] = entry
        while len(self._entries) > _KEPT:
            self._entries.popitem(last=False)

    def _drawn(self, number: int) -> tuple[list[Picture], str | None]:
        if number not in self._pictures:
            self._demand(number)
            self._pictures[number] = of_file(self._known[number].file)
            while len(self._pictures) > 2:
                self._pictures.popitem(last=False)
        return self._pictures[number]

    def _row(self, number: int, entry: Entry, language: str) -> tuple[Row, list[FindingRow]]:
        key = (number, language)
        if key not in self._rows:
            from govreport.review.site import review_page

            page = review_page(entry, self._earlier, self._file.corrections, language)
            href = f"/reports/{number + 1}"
            self._rows[key] = overview_row(page, href), list(finding_rows(page, href))
        return self._rows[key]

    def _all_rows(self, language: str) -> list[tuple[Row, list[FindingRow]]]:
        return [self._row_of(number, language) for number in range(self.count)]

    def _row_of(self, number: int, language: str) -> tuple[Row, list[FindingRow]]:
        known = self._rows.get((number, language))
        return known or self._row(number, self._entry(number), language)

    def _progress(self) -> dict[str, list[int]]:
        """How many doubts of each report are checked, where anybody has said anything."""
        said = {item.content_hash for item in self._file.corrections}
        found: dict[str, list[int]] = {}
        for number, known in enumerate(self._known):
            if known.content_hash in said:
                row = self._row_of(number, self.language)[0]
                found[known.content_hash] = [row.checked, row.doubts]
        return found
