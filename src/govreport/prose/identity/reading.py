"""From a document to its `Identity`: title, agency, year and date, each with its place."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from attrs import define, field, frozen

from govreport.diagnostics import Diagnostic, Severity
from govreport.document import Document, Span
from govreport.language import phrase
from govreport.model.provenance import IdentitySpans
from govreport.prose.identity.agency import (
    AgencyClaim,
    Signature,
    find_in_fields,
    find_in_text,
    find_signature,
    find_subtitle,
)
from govreport.prose.identity.dates import DATE, find_field_date, read_date
from govreport.prose.identity.excerpt import Excerpt, excerpt
from govreport.prose.identity.organ import is_masked, is_organ
from govreport.prose.identity.title import Title, find_titles
from govreport.prose.identity.year import (
    YearClaim,
    choose_year,
    find_note,
    find_opening,
    find_period,
)

_HEAD = 1500
_HEAD_LIMIT = 6000  # page menus before the report; nothing longer was met
_TAIL = 1000
_BODY_END = re.compile(r"二、|第二十条|第二十條|存在的?(?:主要)?问题")
_FIRST_HEADING = re.compile(r"一、\s*(?:总体|概述|概况|基本|工作|\d{4}|政府信息|政务|组织|主动)")
_DATE = re.compile(DATE)
_STRONG = ("subtitle", "signature", "text")
_LATEST_MONTH_OF_PUBLICATION = 6


@frozen
class Identity:
    """What a report says about itself; None where it does not say.

    Attributes:
        title: as printed, without white space.
        agency: the agency in Simplified characters, as the best authority prints it.
        year: the year of the data, not of publication.
        published: date of publication, or of the signature.
        spans: where each was read, and the authority for the year.
        diagnostics: conflicts, conclusions and gaps.
    """

    title: str | None = None
    agency: str | None = None
    year: int | None = None
    published: datetime.date | None = None
    spans: IdentitySpans = field(factory=IdentitySpans)
    diagnostics: tuple[Diagnostic, ...] = ()


def identify(document: Document) -> Identity:
    """Read title, agency, year and date of publication from head and tail of a document.

    Authorities for the year, best first: the statement of the period, the title, the opening
    words, the date of publication minus one. For the organ: the title, the signature, the
    first paragraphs, the fields of the page, the properties of the file.

    >>> identity = identify(Document("乌蒙镇2020年政府信息公开年度报告\\n\\n一、总体情况\\n"))
    >>> identity.agency, identity.year, identity.spans.year_authority
    ('乌蒙镇', 2020, 'title')
    """
    return _Reading(document).identity()


@define
class _Reading:
    """One document while it is being read."""

    document: Document
    head: Excerpt = field(init=False)
    tail: Excerpt = field(init=False)
    quoted: list[Title] = field(init=False, factory=list)  # titles cited in the first paragraph
    diagnostics: list[Diagnostic] = field(init=False, factory=list)

    def __attrs_post_init__(self) -> None:
        text = self.document.text
        heading = _FIRST_HEADING.search(text, 0, _HEAD_LIMIT)
        end = max(_HEAD, heading.end() + _HEAD // 2) if heading else _HEAD
        self.head = excerpt(self.document, 0, min(end, len(text)))
        self.tail = excerpt(self.document, max(0, len(text) - _TAIL), len(text))

    def identity(self) -> Identity:
        title = self._title()
        start, heading, end = self._body(title)
        signature = find_signature(self.tail.text)
        published, published_span = self._published(signature)
        year = self._year(title, heading, start, end, published, published_span)
        agency, agency_span = self._agency(title, start, end, signature)
        metadata_title = self.document.metadata.title
        return Identity(
            title="".join(self.head.original(self.document, *title.place).split())
            if title
            else metadata_title,
            agency=agency,
            year=year.year if year else None,
            published=published,
            spans=IdentitySpans(
                title=self.head.span(self.document, *title.place) if title else None,
                agency=agency_span,
                year=year.span if year else None,
                published=published_span,
                year_authority=year.authority if year else None,
            ),
            diagnostics=tuple(self.diagnostics),
        )

    def _title(self) -> Title | None:
        found = find_titles(self.head.text)
        heading = _FIRST_HEADING.search(self.head.text)
        body = heading.start() if heading else len(self.head.text)
        self.quoted = [title for title in found if title.in_prose and title.place[0] < body]
        titles = [
            title  # behind the first heading only a running head tells organ and year
            for title in found
            if not title.in_prose and (title.place[0] < body or (title.organ and title.year))
        ]
        best = max(titles, key=lambda title: title.rank, default=None)
        if best is None:
            self._note("title-missing", Severity.INFO, phrase("the document prints no title"))
        return best

    def _body(self, title: Title | None) -> tuple[int, int, int]:
        """Start of the first paragraph, of section 一, and the end of what opens the report."""
        text = self.head.text
        start = title.place[1] if title else 0
        heading = _FIRST_HEADING.search(text, start)
        first = heading.end() if heading else start
        end = _BODY_END.search(text, first)
        return start, heading.start() if heading else -1, end.start() if end else len(text)

    # ---------------------------------------------------------------- publication

    def _published(self, signature: Signature | None) -> tuple[datetime.date | None, Span | None]:
        stated = find_field_date(self.head.text)
        if stated:
            return stated[0], self.head.span(self.document, stated[1], stated[2])
        if signature and signature.dates:
            span = self.tail.span(self.document, signature.date_start, signature.date_end)
            if len(signature.dates) == 1:
                return signature.dates[0], span
            readings = " or ".join(date.isoformat() for date in signature.dates)
            self._note(
                "date-ambiguous",
                Severity.INFO,
                phrase(
                    "the date lost its separators and can mean {readings}; it is left open",
                    readings=readings,
                ),
                span,
            )
            return None, span
        printed = self.document.metadata.published
        found = _DATE.search(printed) if printed else None
        return (read_date(found) if found else None), None

    # ---------------------------------------------------------------- year

    def _year(
        self,
        title: Title | None,
        heading: int,
        start: int,
        end: int,
        published: datetime.date | None,
        published_span: Span | None,
    ) -> YearClaim | None:
        document = self.document
        opening = find_opening(document, self.head, start, heading) if heading > start else None
        if opening is None and (heading >= 0 or title is None or title.year is None):
            opening = find_opening(document, self.head, max(start, heading), end)
        if opening is None:
            opening = next((self._quoted_year(title) for title in self.quoted if title.year), None)
        claims = [find_period(document), self._title_claim(title), opening]
        if not any(claims):
            claims.append(find_note(document))
        if not any(claims) and document.metadata.title:
            for found in find_titles(document.metadata.title):
                if found.year:
                    claims.append(YearClaim("metadata", found.year, 5))
        known = [claim for claim in claims if claim is not None]
        self._compare(known, published, published_span)
        if not known:
            return self._from_publication(published, published_span)
        return choose_year(known)

    def _title_claim(self, title: Title | None) -> YearClaim | None:
        if title is None or title.year is None or title.year_place is None:
            return None
        span = self.head.span(self.document, *title.year_place)
        return YearClaim("title", title.year, 2, span)

    def _quoted_year(self, title: Title) -> YearClaim:
        assert title.year is not None
        span = self.head.span(self.document, *(title.year_place or title.place))
        return YearClaim("opening", title.year, 3, span)

    def _compare(
        self, claims: list[YearClaim], published: datetime.date | None, place: Span | None
    ) -> None:
        chosen = choose_year(claims)
        if chosen is None:
            return
        for claim in claims:
            if claim.year != chosen.year:
                self._note(
                    "year-conflict",
                    Severity.WARNING,
                    phrase(
                        "the {authority} says {year}, the {authority2} says {year2}; "
                        "{year} is taken",
                        authority=phrase(chosen.authority),
                        year=chosen.year,
                        authority2=phrase(claim.authority),
                        year2=claim.year,
                    ),
                    claim.span,
                )
        if published and published.year <= chosen.year:
            self._note(
                "year-conflict",
                Severity.WARNING,
                phrase(
                    "the {authority} says {year}, but the report is dated {date}, "
                    "before that year was over",
                    authority=phrase(chosen.authority),
                    year=chosen.year,
                    date=published.isoformat(),
                ),
                place,
            )

    def _from_publication(
        self, published: datetime.date | None, place: Span | None
    ) -> YearClaim | None:
        if published is None or published.month > _LATEST_MONTH_OF_PUBLICATION:
            self._note("year-unknown", Severity.INFO, phrase("the document does not say its year"))
            return None
        year = published.year - 1
        self._note(
            "year-concluded",
            Severity.WARNING,
            phrase(
                "no year is stated; {year} is concluded from the date {date}",
                year=year,
                date=published.isoformat(),
            ),
            place,
        )
        return YearClaim("publication", year, 6, place)

    # ---------------------------------------------------------------- organ

    def _agency(
        self, title: Title | None, start: int, end: int, signature: Signature | None
    ) -> tuple[str | None, Span | None]:
        if title and title.organ:
            name = "".join(self.head.text[slice(*title.organ)].split())
            span = self.head.span(self.document, *title.organ)
            if is_masked(name):
                self._note(
                    "agency-masked",
                    Severity.WARNING,
                    phrase("the source masks {name}", name=name),
                    span,
                )
                return None, span
            return name, span
        claims = list(self._agency_claims(start, end, signature))
        if not claims:
            return self._from_metadata()
        chosen, place = claims[0]
        weak = chosen.source == "mention"
        for claim, span in claims[1:]:
            if claim.name != chosen.name and claim.name.endswith(_core(chosen.name)):
                chosen, place = max(
                    (chosen, place), (claim, span), key=lambda pair: len(pair[0].name)
                )
            elif claim.source != chosen.source and claim.source not in _STRONG:
                continue
            elif not _same(claim.name, chosen.name):
                self._note(
                    "agency-conflict",
                    Severity.WARNING,
                    (
                        phrase(
                            "the {source} names {name}, the {source2} names {name2}",
                            source=phrase(chosen.source),
                            name=chosen.name,
                            source2=phrase(claim.source),
                            name2=claim.name,
                        )
                        if weak
                        else phrase(
                            "the {source} names {name}, the {source2} names {name2}; "
                            "{name} is taken",
                            source=phrase(chosen.source),
                            name=chosen.name,
                            source2=phrase(claim.source),
                            name2=claim.name,
                        )
                    ),
                    span,
                )
                if weak:  # two organs that merely act: neither is known to be the reporting one
                    return next(
                        ((one.name, at) for one, at in claims if one.source == "field"),
                        (None, None),
                    )
        self._note(
            "agency-concluded",
            Severity.INFO,
            phrase(
                "no title names the agency; {name} stands in the {source}",
                name=chosen.name,
                source=phrase(chosen.source),
            ),
            place,
        )
        return chosen.name, place

    def _agency_claims(
        self, start: int, end: int, signature: Signature | None
    ) -> Iterable[tuple[AgencyClaim, Span]]:
        head = self.head.text
        subtitle = find_subtitle(head, start) if start else None
        if subtitle:
            yield subtitle, self.head.span(self.document, subtitle.start, subtitle.end)
        if signature:
            claim = AgencyClaim("signature", signature.name, signature.start, signature.end)
            yield claim, self.tail.span(self.document, claim.start, claim.end)
        quoted = [
            AgencyClaim("text", "".join(head[slice(*title.organ)].split()), *title.organ)
            for title in self.quoted
            if title.organ and is_organ(head[slice(*title.organ)])
        ]
        stated = find_in_fields(head)
        for claim in (*quoted, *find_in_text(head, start, end), *((stated,) if stated else ())):
            yield claim, self.head.span(self.document, claim.start, claim.end)

    def _from_metadata(self) -> tuple[str | None, None]:
        metadata = self.document.metadata
        if metadata.title:
            for found in find_titles(metadata.title):
                if found.organ:
                    return metadata.title[slice(*found.organ)], None
        if metadata.agency is None:
            self._note(
                "agency-unknown", Severity.INFO, phrase("the document does not name its agency")
            )
        return metadata.agency, None

    def _note(self, code: str, severity: Severity, message: str, span: Span | None = None) -> None:
        self.diagnostics.append(Diagnostic(code, severity, message, span))


def _core(name: str) -> str:
    """The name without a leading level word: 区民政局 is the 民政局 of a fuller name."""
    return name[1:] if name[0] in "省市县区州旗镇乡" and len(name) > 3 else name


def _same(one: str, other: str) -> bool:
    return one.endswith(_core(other)) or other.endswith(_core(one))
