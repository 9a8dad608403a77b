"""The sections of a report: official headings, their variants, and free ones before 2019."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from attrs import frozen
from rapidfuzz.distance import Levenshtein

from govreport.diagnostics import Diagnostic, Severity
from govreport.document import Document
from govreport.language import phrase
from govreport.model import Section
from govreport.prose.identity.excerpt import Excerpt, excerpt

OFFICIAL_TITLES: dict[str, tuple[str, ...]] = {
    "overview": ("总体情况",),
    "proactive_disclosure": ("主动公开政府信息情况", "行政机关主动公开政府信息情况"),
    "requests": ("收到和处理政府信息公开申请情况", "行政机关收到和处理政府信息公开申请情况"),
    "review_and_litigation": (
        "政府信息公开行政复议、行政诉讼情况",
        "因政府信息公开工作被申请行政复议、提起行政诉讼情况",
    ),
    "problems_and_improvements": (
        "存在的主要问题及改进情况",
        "政府信息公开工作存在的主要问题及改进情况",
    ),
    "other_matters": ("其他需要报告的事项",),
}
"""Titles of the forms 国办公开办函〔2019〕60号 and 〔2021〕30号, in order, and those of Art. 50."""

_IDENTIFIERS = tuple(OFFICIAL_TITLES)
_ORGANS_WORK = (
    r"(?:20\d\d年度?)?(?:全[省市县区镇乡])?(?:政府信息公开|政务公开|信息公开)?(?:工作)?的?"
)
_VARIANTS = {
    "overview": rf"{_ORGANS_WORK}(?:总体|基本|整体|工作)(?:工作)?(?:情况|概述|概况)|概述|概况",
    "proactive_disclosure": (
        r"(?:行政机关)?主动公开(?:政府信息|政务信息|信息)?(?:工作)?的?情况|政府信息主动公开(?:工作)?的?情况"
    ),
    "requests": (
        r"(?:行政机关)?(?:收到(?:和|及|与)处理)?(?:政府信息)?(?:公开申请|依申请公开)(?:政府信息|信息)?"
        r"(?:工作)?(?:办理|处理)?的?(?:情况|制度)"
    ),
    "review_and_litigation": (
        r"因?(?:政府信息公开(?:工作|申请)?)?的?被?(?:申请|提起)?行政复议[、和与及,，]*(?:被?提起)?行政诉讼的?情况"
    ),
    "problems_and_improvements": (
        rf"{_ORGANS_WORK}中?(?:存在|的)的?(?:主要)?(?:问题|困难|不足)(?:(?:以及|[和及与、])"
        r"(?:下一步)?(?:的)?(?:改进|整改|工作)(?:情况|措施|意见|打算|计划|方向|办法)?)?"
    ),
    "other_matters": r"其[他它](?:需要|应当|须|需)?(?:报告|说明)的?(?:事项|情况|问题)",
}
_EXACT = tuple((name, re.compile(pattern)) for name, pattern in _VARIANTS.items())
_DIGITS = "一二三四五六七八九十"
_NUMERALS = {
    **{digit: value for value, digit in enumerate(_DIGITS, 1)},
    **{"十" + digit: value for value, digit in enumerate(_DIGITS[:9], 11)},
}
_BLANK = " \t\u3000\xa0\u202f\u205f" + "".join(map(chr, range(0x2000, 0x200B)))
"""Blanks of all widths within a line."""
_NUMBERED = re.compile(
    # Not {1,2}: a search is quick only when the pattern begins with a plain set of characters.
    rf"(?P<number>[{_DIGITS}][{_DIGITS}]?)"
    rf"[{_BLANK}]*(?:(?P<mark>[、.．:：,，])|(?<=[{_BLANK}]))[{_BLANK}]*"
)
_BEFORE_NUMBER = _BLANK + "#*>"
_UNNUMBERED = re.compile(rf"(?:情况|事项|制度)[{_BLANK}]*(?=\n|$)")
_TITLE_ALONE = re.compile(
    rf"[{_BLANK}#*>]*+(?P<mark>[、.．])?[{_BLANK}]*+(?P<title>[^(（:：|。]{{4,34}}?)[{_BLANK}]*$"
)
_ROWS = re.compile(r"本年新收|上年结转|上年度结转|本年度?办理|结转下年")
_SENTENCE = re.compile(r"[。;；!！?？]")
_FURNITURE = re.compile(
    # No group: a search is quick only while every alternative begins with a plain character.
    r"扫一扫|相关链接|浏览次数|点击数|点击量|点击次数|字体[:：]|打印|关闭窗口|关闭本页|上一篇|下一篇|分享到"
    r"|分享至|相关词条|热门词条|联络我们|相關詞條|熱門詞條|聯絡我們|附件下载|责任编辑"
    r"|版权所有|主办单位|承办单位|ICP备|网站标识|Copyright"
)
"""What pages print around a report."""
_FOOTER = re.compile("版权所有|主办单位|承办单位|ICP备|网站标识|Copyright")
"""What a footer prints stands alone, however long its line."""
_PAGE_MARK = re.compile(
    r"[\s|\-—–_=*!\[\]()]*$|-?\s*\d{1,3}\s*-?$|P(?:age|\.)\s*\d+|第\s*\d+\s*页|!\[\]\(\)"
)
_MARKING = frozenset("#|-—–_=*![]()P第0123456789")
"""The characters that a `_PAGE_MARK` begins with, and the mark of a heading in Markdown."""
_NOT_BEFORE = frozenset("第(（表条统唯单同专之" + _DIGITS)
_THRESHOLD = 0.8
_MARGIN = 0.1
_TITLE_LENGTH = 40
_REMEMBERED = 4096  # headings that are kept: most reports print the same ones
_LONG_LINE = 40  # a paragraph that mentions 打印 is no page furniture


@frozen
class _Heading:
    """A line that may be a heading, with what speaks for it."""

    start: int
    end: int
    number: int
    identifier: str | None
    weight: int
    printed: str
    official: str | None = None  # set when the title was matched by resemblance only


@frozen
class Headings:
    """The headings of a document, from which its sections follow.

    Attributes:
        document: the opened document.
        whole: its text as headings are looked for in it.
        tables: the stretches of the text that are tables, sorted.
        found: the headings in reading order.
    """

    document: Document
    whole: Excerpt
    tables: Sequence[tuple[int, int]]
    found: Sequence[_Heading]

    def sections(self) -> tuple[Section, ...]:
        """The sections in reading order, each from its heading to the next."""
        whole, document = self.whole, self.document
        sections = []
        for index, heading in enumerate(self.found):
            following = self.found[index + 1 : index + 2]
            end = following[0].start if following else len(whole.text)
            while end > heading.end and whole.text[end - 1].isspace():
                end -= 1
            span = whole.span(document, heading.start, end)
            sections.append(
                Section(
                    heading=" ".join(whole.original(document, heading.start, heading.end).split()),
                    text=_prose(document.text, whole.offset(heading.end), span.end, self.tables),
                    identifier=heading.identifier,
                    span=span,
                )
            )
        return tuple(sections)

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """One for each heading that was recognised by resemblance only."""
        return tuple(
            Diagnostic(
                "heading-fuzzy",
                Severity.INFO,
                phrase(
                    "the heading {printed} is read as {official}",
                    printed=heading.printed,
                    official=heading.official,
                ),
                self.whole.span(self.document, heading.start, heading.end),
            )
            for heading in self.found
            if heading.official
        )


def find_headings(document: Document, table_spans: Sequence[tuple[int, int]] = ()) -> Headings:
    """Find the headings that cut a document into its sections.

    Headings are numbered lines outside ``table_spans`` (or, in a text without lines, official
    titles behind their official number). A second numbering inside a section and the row
    labels 一、本年新收 … 四、结转下年度 are no headings: of all numbered lines, the rising
    sequence that resembles the official one most is taken.

    >>> headings = find_headings(Document("一、总体情况\\n好。\\n六、其他需要报告的事项\\n无"))
    >>> [(section.identifier, section.text) for section in headings.sections()]
    [('overview', '好。'), ('other_matters', '无')]
    """
    whole = excerpt(document, 0, len(document.text))
    tables = _merged(table_spans)
    found = _choose(_candidates(whole.text, _in_excerpt(whole, tables)))
    return Headings(document, whole, tables, found)


def _candidates(text: str, tables: Sequence[tuple[int, int]]) -> list[_Heading]:
    """Every numbered line, and every line that is an official title without its number."""
    found = [_numbered(text, match) for match in _outside(_NUMBERED, text, tables)]
    known = {heading.identifier for heading in found if heading and heading.weight == 3}
    if len(known) == len(_IDENTIFIERS):
        return list(filter(None, found))
    for match in _outside(_UNNUMBERED, text, tables, _TITLE_LENGTH):
        heading = _unnumbered(text, match)
        if heading is not None and not _inside(heading.start, tables):
            found.append(heading)
    return sorted(filter(None, found), key=lambda heading: heading.start)


def _outside(
    pattern: re.Pattern[str], text: str, tables: Sequence[tuple[int, int]], margin: int = 0
) -> Iterator[re.Match[str]]:
    """As ``pattern.finditer``, without what begins in a table, ``margin`` from its start."""
    position = 0
    while match := pattern.search(text, position):
        position = match.end()
        table = _inside(match.start(), tables)
        if table is None or match.start() < table[0] + margin:
            yield match
        elif text[table[1] - 1] not in _DIGITS:  # nothing straddles the end of the table
            position = max(position, table[1])


def _numbered(text: str, match: re.Match[str]) -> _Heading | None:
    start = match.start()
    number = _NUMERALS.get(match["number"])
    before = text[max(0, start - 8) : start].rstrip(_BEFORE_NUMBER)
    at_line_start = before[-1:] in ("", "\n")
    if number is None or not (
        at_line_start or (match["mark"] == "、" and text[start - 1] not in _NOT_BEFORE)
    ):
        return None
    line_end = text.find("\n", match.end())
    line_end = len(text) if line_end < 0 else line_end
    window_end = min(line_end, match.end() + 80) if at_line_start else match.end() + 80
    first = match.end()
    words = text[first:window_end].split()
    title = "".join(words)
    if not title or _ROWS.match(title):
        return None
    identifier, length = _exact(title)
    if identifier is not None:
        strong = _IDENTIFIERS[number - 1 : number] == (identifier,)
        rest = title[length:]
        if at_line_start and len(rest) <= 12 and not re.search(r"[。,，;；:：|\d]", rest):
            length = len(title)  # 一、概述及组织领导情况: the heading is the whole line
        elif not at_line_start and not strong:
            return None
        end = _end_of(text, first, length)
        return _Heading(start, end, number, identifier, 3 if strong else 2, title[:length])
    if not at_line_start or not match["mark"] or len(title) > _TITLE_LENGTH:
        return None
    if _SENTENCE.search(title) or "|" in title:
        return None
    end = _end_of(text, first, len(title))
    identifier, official = _resembling(title, number, at_end=not text[line_end:].strip())
    strong = _IDENTIFIERS[number - 1 : number] == (identifier,)
    weight = 1 if identifier is None else 3 if strong else 2
    return _Heading(start, end, number, identifier, weight, title, official)


def _end_of(text: str, position: int, count: int) -> int:
    """The end of the first ``count`` characters from ``position`` that are no white space."""
    while (blanks := count - len("".join(text[position : position + count].split()))) > 0:
        position += count
        count = blanks
    return position + count


def _unnumbered(text: str, match: re.Match[str]) -> _Heading | None:
    """A line that is an official title but lost its numeral, as in 、存在问题及改进情况."""
    line = text.rfind("\n", max(0, match.start() - _TITLE_LENGTH), match.start()) + 1
    if line == 0 and match.start() > _TITLE_LENGTH:
        return None
    alone = _TITLE_ALONE.match(text, line, match.end())
    if alone is None:
        return None
    title = "".join(alone["title"].split())
    identifier, length = _exact(title)
    official = identifier is not None and length == len(title)
    if identifier is None or not official:
        return None
    known = max(
        Levenshtein.normalized_similarity(title, name) for name in OFFICIAL_TITLES[identifier]
    )
    if not alone["mark"] and known < _THRESHOLD:
        return None  # 主动公开情况 is a usual sub-heading of section 一
    number = _IDENTIFIERS.index(identifier) + 1
    return _Heading(*alone.span("title"), number, identifier, 2, title)


@lru_cache(maxsize=_REMEMBERED)
def _exact(title: str) -> tuple[str | None, int]:
    """The section whose title (or attested variant) stands at the beginning, and its length."""
    for identifier, pattern in _EXACT:
        if found := pattern.match(title):
            return identifier, found.end()
    return None, 0


@lru_cache(maxsize=_REMEMBERED)
def _resembling(title: str, number: int, *, at_end: bool) -> tuple[str | None, str | None]:
    """The section whose official title is near enough, and nearer than any other."""
    if at_end and number <= len(_IDENTIFIERS) and len(title) >= 4:
        identifier = _IDENTIFIERS[number - 1]
        for name in OFFICIAL_TITLES[identifier]:
            if name.startswith(title):
                return identifier, name  # the document was cut off inside the heading
    scores = sorted(
        (
            (
                *max((Levenshtein.normalized_similarity(title, name), name) for name in names),
                identifier,
            )
            for identifier, names in OFFICIAL_TITLES.items()
        ),
        reverse=True,
    )
    (score, official, identifier), (second, *_) = scores[:2]
    if score < _THRESHOLD or score - second < _MARGIN:
        return None, None
    return identifier, official


def _choose(candidates: Sequence[_Heading]) -> list[_Heading]:
    """The rising sequence of numbers with the greatest weight, and official ones before it."""
    chosen = _best_chain(candidates)
    if chosen:
        before = [
            heading
            for heading in candidates
            if heading.end <= chosen[0].start and heading.identifier is not None
        ]
        chosen = _best_chain(before) + chosen
    return chosen


def _best_chain(candidates: Sequence[_Heading]) -> list[_Heading]:
    weights: dict[int, int] = {}  # last number of a chain -> its weight
    paths: dict[int, tuple[_Heading, ...]] = {}
    for heading in candidates:
        before = max(
            (number for number in weights if number < heading.number),
            key=lambda number: weights[number],
            default=0,
        )
        weight = heading.weight + weights.get(before, 0)
        if weight > weights.get(heading.number, 0):
            weights[heading.number] = weight
            paths[heading.number] = (*paths.get(before, ()), heading)
    if not weights:
        return []
    return list(paths[max(weights, key=lambda number: weights[number])])


def _merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, overlapping ones made one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _in_excerpt(whole: Excerpt, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans as offsets into the excerpt."""
    offsets = whole.offsets
    if offsets is None:
        return spans
    return [(bisect_left(offsets, start), bisect_left(offsets, end)) for start, end in spans]


def _inside(position: int, tables: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The table that covers ``position``; ``tables`` are sorted, none overlaps."""
    index = bisect_right(tables, (position, sys.maxsize)) - 1
    return tables[index] if index >= 0 and position < tables[index][1] else None


def _prose(text: str, start: int, end: int, tables: Sequence[tuple[int, int]]) -> str:
    """``text[start:end]`` without tables and page furniture, blank lines dropped."""
    pieces = []
    for table_start, table_end in tables:
        if table_end > start and table_start < end:
            pieces.append(text[start : max(start, table_start)])
            start = min(end, table_end)
    pieces.append(text[start:end])
    lines = []
    for piece in pieces:
        furnished = _FURNITURE.search(piece)
        for line in map(str.strip, piece.splitlines()):
            if not line or (line[0] in _MARKING and _is_mark(line)):
                continue
            if not (furnished and _is_furniture(line)):
                lines.append(line)
    return "\n".join(lines)


def _is_mark(line: str) -> bool:
    """A page's number or rule; a line of nothing but # is Markdown's mark of the next heading."""
    return not line.strip("#") or _PAGE_MARK.match(line) is not None


def _is_furniture(line: str) -> bool:
    if _FURNITURE.search(line) is None:
        return False
    return len(line) < _LONG_LINE or _FOOTER.search(line) is not None
