"""The title of a report, and the agency and the year it names (section 11 of the field's table)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from govreport.prose.identity.dates import YEAR, read_year
from govreport.prose.identity.organ import clean_name, is_organ, is_title_organ

_TAIL = re.compile(
    rf"公\s*开(?:\s|工\s*作|情\s*况|的|年\s*度|年(?!\s*报)|(?P<year>{YEAR})){{0,10}}"
    r"(?:报\s*告|年\s*报|总\s*结)(?:\s{0,4}[(（]\s*(?P<suffix>"
    + YEAR
    + r")\s*(?:年度?|度)?\s*[)）])?"
)
_SUBJECT = re.compile(
    r"(?:(?:政\s*府|政\s*务)\s*(?:信\s*息)?\s*(?:与|和|及)\s*)?"
    r"(?:政\s*府\s*信\s*息|政\s*务\s*信\s*息|信\s*息|政\s*务|政\s*府)\s*(?:主\s*动\s*)?$"
)
_SUBJECT_LENGTH = 40  # characters, with spaces between them
_SEGMENT = re.compile(r"[>＞»›|｜:：·•_#《【\]】!！~/\\\t]|\s[-–—]+\s|[-–—]{2,}|\S。")
_PROSE = re.compile(r"[,，。;；、“”]")
_YEAR = re.compile(rf"(?P<year>(?<!\d){YEAR})(?!\d)\s*(?:年年度|年度?|度)?")
_YEAR_LINE = re.compile(rf"\s*(?:[(（]\s*)?(?P<year>{YEAR})\s*(?:年度?|度)?\s*[)）]?\s*")
_ORGAN_BEHIND = re.compile(
    r"\s*(?:[(（]|[-_—]+)\s*(?P<organ>[\u4e00-\u9fff]{3,30})\s*(?:[)）]|\s|$)"
)
_NEIGHBOUR = re.compile(r"上一[篇条]|下一[篇条]|相关|附件")
_QUOTED_ALONE = re.compile(r"[^\n》]{0,10}》\s*(?:的(?:通知|函|报告|请示|公告|通告)\s*)?(?:\n|$)")
_COLUMN = re.compile(r"栏目|位置|首页|分类|导航|频道|推荐|更多|精选|最新|热门|[>＞»›]")
"""Words before the name of a column or a link, which is no title of a report."""
_FIELD = re.compile(r"(?:来源|供稿|作者|机构|单位|机关|部门|编辑|发布者?)\s*[:：】\]]\s*$")
_ADVERTISEMENT = re.compile(
    r"博彩|百家乐|棋牌|娱乐城|投注|老虎机|开户|手机版|[Aa][Pp][Pp]下载|最新版|下载安装"
)
"""Words that mirrors of a page put into its title."""
_AFTER = re.compile(r"[ \t\u3000]*(?:$|[\n。》」)）(（【\[_|<*-])|\s|[一1]、")
_AFTER_GLUED = re.compile(
    r"根据|依据|按照|为|本报告|发布|公布|来源|信息|时间|日期|浏览|20\d\d|引言|第|字|作者"
)
_ENDS_LIKE_ORGAN = re.compile(
    r"[省市县区州盟旗局委办厅院心处所站社会署部行司府镇乡道场团室馆队)）]$"
)

Place = tuple[int, int]


@frozen
class Title:
    """A title: its place in the excerpt, and agency and year where it names them."""

    place: Place
    organ: Place | None = None
    year: int | None = None
    year_place: Place | None = None
    in_prose: bool = False

    @property
    def rank(self) -> int:
        """How much it tells: a title with agency and year outranks a menu entry."""
        return 4 * (not self.in_prose) + 2 * (self.organ is not None) + (self.year is not None)


def find_titles(text: str) -> list[Title]:
    """What reads like a title, up to one that tells all; those quoted in prose are marked.

    >>> title = find_titles("乌蒙镇2020年政府信息公开年度报告")[0]
    >>> title.year, title.organ, title.rank
    (2020, (0, 3), 7)
    """
    found = []
    for title in titles(text):
        found.append(title)
        if title.rank == 7:
            break  # nothing that follows can tell more
    return found


def titles(text: str) -> Iterator[Title]:
    """Every title, one after the other."""
    for tail in _TAIL.finditer(text):
        title = _title_at(text, tail)
        if title is not None:
            yield title


def _title_at(text: str, tail: re.Match[str]) -> Title | None:
    window = max(0, tail.start() - 90)
    near = max(window, tail.start() - _SUBJECT_LENGTH)
    subject = _SUBJECT.search(text[near : tail.start()])
    if subject is None:
        return None
    keyword = near + subject.start()
    if text[max(0, keyword - 2) : keyword] == "人民" and text.startswith("政府", keyword):
        keyword += 2  # XX人民政府信息公开: 政府 belongs to the name
    line = text.rfind("\n", window, keyword) + 1 or window
    if _NEIGHBOUR.search(text, line, keyword) or _is_advertised(text, line, tail.end()):
        return None
    start = _segment_start(text, line, keyword)
    if text.startswith("*", tail.end()):  # Markdown bold, not a masked name
        while text.startswith("*", start):
            start += 1
    quoted = text.rfind("《", line, start)
    in_prose = _PROSE.search(text, start if quoted < 0 else line, keyword) is not None
    if quoted >= 0 and _QUOTED_ALONE.match(text, tail.end()) is None:
        in_prose = True  # cited in a sentence, perhaps another organ's report
    glued = _AFTER.match(text, tail.end()) is None
    if in_prose:
        start = max([start, *(found.end() for found in _PROSE.finditer(text, start, keyword))])
    organ, year, year_place = _read_prefix(text, start, keyword)
    for _ in range(0 if in_prose else 2):
        year_known = year is not None or tail["suffix"] is not None or tail["year"] is not None
        if organ is not None and year_known:
            break
        above = _line_above(text, start, needs_organ=organ is None, needs_year=not year_known)
        if above == start:
            break
        start = above
        organ, year, year_place = _read_prefix(text, start, keyword)
    if tail["suffix"] or tail["year"]:
        group = "year" if tail["year"] else "suffix"
        year, year_place = year or read_year(tail[group]), year_place or tail.span(group)
    elif year is None and (below := _year_below(text, tail.end())):
        year, year_place = read_year(text[slice(*below)]), below
    if organ is None and (named := _ORGAN_BEHIND.match(text, tail.end())):
        organ = named.span("organ") if is_organ(named["organ"]) else None
    tells = organ is not None or year is not None
    if not tells and ("年" in tail[0][-2:-1] or _COLUMN.search(text, line, keyword)):
        return None  # 政府信息公开年报
    if glued and not in_prose:
        in_prose = not (organ and year and _AFTER_GLUED.match(text, tail.end()))
    return Title((start, tail.end()), organ, year, year_place, in_prose)


def _is_advertised(text: str, line: int, end: int) -> bool:
    """Whether an advertisement stands in the line of a title."""
    last = text.find("\n", end, end + 60)
    return _ADVERTISEMENT.search(text, line, last if last >= 0 else end + 30) is not None


def _segment_start(text: str, line: int, keyword: int) -> int:
    """Skip breadcrumbs, field labels and list marks before the title on its own line."""
    start = line
    for found in _SEGMENT.finditer(text, line, keyword):
        start = found.end()
    while start < keyword and text[start].isspace():
        start += 1
    return start


def _line_above(text: str, start: int, *, needs_organ: bool, needs_year: bool) -> int:
    """Where the title begins when the line above holds what it lacks; else ``start``."""
    end = len(text[:start].rstrip()) if text[max(0, start - 40) : start].strip() else start
    if end == start or not 1 <= text.count("\n", end, start) <= 3:
        return start
    line = max(text.rfind("\n", 0, end) + 1, end - 60)
    above = _segment_start(text, line, end)
    if _FIELD.search(text, line, above):
        return start  # 来源：…: whose site it is, not who reports
    if needs_year and _YEAR_LINE.fullmatch(text, above, end):
        return above
    organ, year, _ = _read_prefix(text, above, end)
    if not needs_organ or organ is None or _PROSE.search(text, above, end):
        return start
    if year is None:
        return above if _ENDS_LIKE_ORGAN.search(text[above:end]) else start
    return above if needs_year else start


def _read_prefix(text: str, start: int, end: int) -> tuple[Place | None, int | None, Place | None]:
    """Organ and year among the words before 政府信息公开."""
    found = _YEAR.search(text, start, end)
    if found is None:
        return _organ(text, clean_name(text, start, end)), None, None
    left = _organ(text, clean_name(text, start, found.start()))
    right = _organ(text, clean_name(text, found.end(), end))
    if left and right:
        named_again = text[slice(*left)] in text[slice(*right)]
        left = None if named_again or _ENDS_LIKE_ORGAN.search(text[slice(*right)]) else left
    return left or right, read_year(found["year"]), found.span("year")


def _organ(text: str, place: Place) -> Place | None:
    name = "".join(text[slice(*place)].split())
    return place if is_title_organ(name) else None


def _year_below(text: str, end: int) -> Place | None:
    """A line of its own behind the title that holds only the year."""
    if not text.startswith("\n", end):
        return None
    line_end = text.find("\n", end + 1)
    found = _YEAR_LINE.fullmatch(text, end + 1, len(text) if line_end < 0 else line_end)
    return found.span("year") if found else None
