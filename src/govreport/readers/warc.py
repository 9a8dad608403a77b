"""Web archives (WARC): the responses in them, and a row for each record that is broken."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from attrs import define

from govreport.errors import GovReportError, UnreadableSource
from govreport.readers.limits import Limits
from govreport.readers.member import Member, Members
from govreport.readers.package import read_bounded
from govreport.readers.warc_places import Places

_MOST_SEARCHES = 1000
"""Broken places behind which the next record is looked for; a megabyte read in vain is one too."""
_MEGABYTE = 1024 * 1024


class _Broken(Exception):
    """A record that cannot be what it says."""


@define
class Records:
    """The records of one file, with what is needed to go on behind a broken one."""

    stream: IO[bytes]
    limits: Limits
    places: Places
    warc: Any
    place: int = 0
    searches: int = 0

    def members(self) -> Members:
        """Go through the file; behind a broken record look for the next one."""
        records = self._from_here()
        number = 0
        vague = False  # whether a broken place was told, and the next record may be what it was
        while True:
            number += 1
            entry = f"record {number}"
            record = None
            try:
                record = next(records)
                self._count(number)
                self.place = max(self.place, record.stream_pos)
                self._examine(record)
                entry = record.headers.get("WARC-Target-URI") or entry
                if self._is_wanted(record):
                    yield self._member(record, entry)
            except GovReportError as error:  # a limit
                self._count(number)
                yield Member(entry, error=error)
            except Exception as error:  # FastWARC raises what its decoders raise, or just ends
                flaw = self._at_the_end() if isinstance(error, StopIteration) else str(error)
                if flaw is None:
                    return
                self._count(number)
                again = vague and record is None
                if not again:
                    yield _broken(entry, flaw)
                vague = record is None and not again
                if not self._find_next():
                    return
                if self.searches > _MOST_SEARCHES:
                    yield _broken(entry, "so are too many before it: the rest is not read")
                    return
                records = self._from_here()
                continue
            vague = False

    def _count(self, number: int) -> None:
        self.limits.check("max_entries", number, f"the WARC file has {number} records or more")

    def _from_here(self) -> Iterator[Any]:
        self.stream.seek(self.place)
        every = self.warc.WarcRecordType.any_type  # a damaged one may seem to be of any type
        return iter(self.warc.ArchiveIterator(self.stream, record_types=every, auto_decode="all"))

    def _at_the_end(self) -> str | None:
        self.searches += (self.places.size - self.place) // _MEGABYTE
        return self.places.flaw_at_the_end(self.place)

    def _find_next(self) -> bool:
        self.searches += 1
        following = self.places.next_record(self.place + 1)
        self.place = following or self.place
        return following is not None

    def _examine(self, record: Any) -> None:
        fields = [(name, value) for name, value in record.headers]
        flaw = self.places.flaw(record.stream_pos, fields)
        if flaw is None and record.record_type == self.warc.WarcRecordType.unknown:
            flaw = f"its type {record.headers.get('WARC-Type', '')[:80]!r} is none of WARC"
        if flaw is not None:
            raise _Broken(flaw)

    def _is_wanted(self, record: Any) -> bool:
        """Whether it is a response that was served with success."""
        kinds = self.warc.WarcRecordType
        status = record.http_headers.status_code if record.http_headers else None
        return record.record_type in (kinds.response, kinds.resource) and (status or 200) < 300

    def _member(self, record: Any, entry: str) -> Member:
        what = f"the record {entry!r}"
        data = read_bounded(record.reader, self.limits, record.content_length, what)
        cut_off = not _encoded(record) and len(data) < record.content_length
        if cut_off and self.places.next_record(self.place + 1) is not None:
            self.searches += len(data) // _MEGABYTE
            raise _Broken("it is shorter than it says")
        charset = record.http_charset if record.is_http else None
        url = record.headers.get("WARC-Target-URI")
        key = record.headers.get("WARC-Record-ID")
        return Member(entry, data, charset, cut_off=cut_off, id=key, url=url)


def _broken(entry: str, reason: object) -> Member:
    return Member(entry, error=UnreadableSource(f"the WARC record is broken: {reason}"))


def _encoded(record: Any) -> bool:
    """Whether the length of the payload is not the one that the record states."""
    headers = record.http_headers
    return headers is not None and any(
        name.lower() in ("content-encoding", "transfer-encoding") for name, _ in headers
    )
