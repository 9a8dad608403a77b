"""Facts out of sentences: phrases are parsed one by one, the sentence says whose and when."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from attrs import define, evolve, field

from govreport.document import Document
from govreport.model.narrative import Fact
from govreport.model.values import Count
from govreport.prose.identity.excerpt import is_clean
from govreport.prose.narrative.context import Context
from govreport.prose.narrative.identifiers import ITEMS, STOCKS, needs_subject_matter
from govreport.prose.narrative.meaning import identify, shares
from govreport.prose.narrative.outline import Clause, Part, Plan, Time, outline, value_of
from govreport.prose.narrative.phrases import Phrase
from govreport.prose.narrative.sentences import Sentence, candidate_sentences, prose_stretches
from govreport.prose.narrative.summing import sum_of

_YEAR = re.compile(r"20\d\d(?=\s?年)")
_CARRIED = re.compile(r"(20\d\d)年度?结转[^，。；]{0,4}$")
_LEGAL = ("requests", "review", "litigation", "complaints", "disputes", "fees_charged")
_OF_ITEMS = ("条", "则", "篇", "份", "件", "项", "条次", "部")
_OF_AGENCY = ("review", "litigation")
_OF_ALL = ("均", "全部", "都", "申请均", "申请全部")
_BY_WAYS = ("consultations",)
"""What 其中 splits by the way it came (现场咨询, 电话咨询), without identifiers of their own."""
_HEADING = re.compile(r"(依申请|公开申请|申请公开)|(主动公开)|([复複][议議]|[诉訴][讼訟])")
_PARAGRAPH = 300  # characters before a sentence in which a year is looked for
_HEADING_WINDOW = 60  # characters before a sentence in which its topic is looked for


def find_facts(
    document: Document, stretches: Sequence[tuple[int, int]] | None = None
) -> tuple[Fact, ...]:
    """The figures that the prose of a report states, in reading order.

    Args:
        document: the opened report; Traditional characters are understood, and ``raw`` and
            ``sentence`` stay as printed.
        stretches: offsets (start, end) of the prose in ``document.text``; None for all of it.

    Returns:
        One `Fact` a figure. Identifiers are those of the national table before 2019 where the
        meaning is the same, else the narrative's own (see the reference of figures in prose).
        Percentages, averages, plans, comparisons and figures of other years are not facts; a
        part says so and carries its organ, or an identifier that ends in ``.part``.

    >>> document = Document("全年共受理政府信息公开申请85件,其中,区政府受理26件。")
    >>> [(fact.identifier, fact.value, fact.unit, fact.organ) for fact in find_facts(document)]
    [('requests.received', 85, '件', None), ('requests.received', 26, '件', '区政府')]
    """
    text = document.text
    facts: list[Fact] = []
    reader: _Reader | None = None
    for start, end in prose_stretches(text, stretches):
        last = start
        for begin, stop in candidate_sentences(text, start, end):
            if reader is None:
                reader = _Reader(document, is_clean(text))
            if "\n" in text[last:begin] or begin == start:
                reader.context = Context()
            reader.context.mention(_topic_before(text, max(last, begin - _HEADING_WINDOW), begin))
            facts.extend(reader.read(begin, stop))
            last = stop
    return tuple(facts)


def _is_part_of(whole: tuple[str, str | None], phrase: Phrase) -> bool:
    """Whether the unit of a part goes with that of the whole: 公开640条，其中文件58份."""
    if whole[1] == phrase.unit:
        return True
    return whole[0].startswith(ITEMS) and phrase.unit in _OF_ITEMS and phrase.category is not None


def _topic_before(text: str, start: int, end: int) -> str | None:
    """The topic that the sentences and headings right before a sentence speak of."""
    topic = None
    for found in _HEADING.finditer(text, start, end):
        topic = ("requests", "proactive", "several")[(found.lastindex or 1) - 1]
    return topic


@define
class _Reader:
    document: Document
    clean: bool
    context: Context = field(factory=Context)
    over: str = (
        ""  # what the figures at hand are counted over: YEAR, UNTIL, SINCE, TOTAL or nothing said
    )
    once: bool = False  # whether that holds for the next figure alone
    _year: str | None = None
    _year_known: bool = False

    def read(self, begin: int, stop: int) -> list[Fact]:
        """The facts of one sentence."""
        sentence = Sentence(self.document.text, begin, stop, self.clean)
        text = sentence.text
        context = self.context
        context.begin(continued=text.startswith("其中"))
        facts: list[tuple[Fact, str | None]] = []
        skipping = passing = False  # another year's figures, or plans
        self.over, self.once = "", False
        for step in outline(text):
            if isinstance(step, Clause):
                if passing:
                    passing = False
                elif not skipping:
                    for phrase in step.phrases:
                        context.mention(phrase.topic)
                        self._state(phrase, sentence, facts)
                context.mention(step.topic)
                context.documents = step.documents or context.documents
            elif isinstance(step, Part):
                # 按信息类别分，2012年公开的96条信息中…: the whole comes behind it
                nested = context.part and step.begins and not step.sorts
                if nested and facts and facts[-1][0].part is False:
                    context.divide(facts[-1][0].identifier, facts[-1][0].unit)
                context.part = step.begins and not (step.sorts and context.whole is None)
            elif isinstance(step, Plan):
                skipping = True
            elif step.kind == "YEAR" and not step.leads and facts:
                passing = self._is_other_year(step.year)
            else:
                skipping = self._take(step, stated=bool(facts), skipping=skipping)
        return _with_organs(facts)

    def _take(self, time: Time, *, stated: bool, skipping: bool) -> bool:
        """Take what figures are counted over; whether those that follow are another year's."""
        if time.kind in ("YEAR", "THIS_YEAR"):
            other = time.kind == "YEAR" and self._is_other_year(time.year)
            if not other:
                self.over = "YEAR"
                self.context.dated = True
            return other
        if time.kind == "SINCE":
            self.over = "SINCE"
            return False
        if time.kind == "UNTIL" and (self.over != "YEAR" or (stated and time.year)):
            earlier = bool(time.year) and self._is_other_year(time.year)
            self.over = "SINCE" if earlier else "UNTIL"
            return False
        if time.kind == "CUMULATIVE":
            if self.over == "UNTIL":
                self.over = "SINCE"  # 2016年公开90条，截至2016年底累计公开1224条
            elif not self.over:
                self.over = "TOTAL"
            elif self.over == "YEAR" and stated:
                self.over, self.once = "TOTAL", True  # 2014年公开520条，累计公开3210条
        return skipping

    def _is_other_year(self, year: str) -> bool:
        if not self._year_known:
            counted = Counter(_YEAR.findall(self.document.text)).most_common(1)
            self._year = counted[0][0] if counted else None
            self._year_known = True
        return year != self._year

    def _ends_this_year(self, phrase: Phrase, sentence: Sentence) -> bool:
        """Whether what is carried over is that of the year which the report is of."""
        found = _CARRIED.search(sentence.text[: phrase.start])
        return found is not None and not self._is_other_year(found[1])

    def _is_dated(self, begin: int) -> bool:
        """Whether words of the paragraph that state no figure say which year it is about."""
        text = self.document.text
        start = text.rfind("\n", max(0, begin - _PARAGRAPH), begin) + 1
        years = _YEAR.findall(text, max(start, begin - _PARAGRAPH), begin)
        return bool(years) and not self._is_other_year(years[0])

    def _is_cumulative(self, identifier: str, sentence: Sentence) -> bool:
        """Whether a figure counts more than the year; 累计 alone may be the year's sum."""
        if identifier.startswith(STOCKS) or self.over not in ("SINCE", "TOTAL"):
            return False
        context = self.context
        if self.over == "SINCE" or identifier in context.known:
            return True
        if not context.dated and not self._is_dated(sentence.begin):
            return True
        return context.counts_on

    def _state(
        self,
        phrase: Phrase,
        sentence: Sentence,
        facts: list[tuple[Fact, str | None]],
    ) -> None:
        """Turn one phrase into facts, in the light of the sentence."""
        context = self.context
        context.place = phrase.place or context.place
        value = value_of(phrase, sentence.text)
        summed = sum_of(phrase, value, facts, sentence.text)
        if summed and context.part:
            return  # the whole once more
        identifiers = (summed,) if summed else identify(phrase, context, sentence)
        if value is None or not identifiers:
            return
        if identifiers == ("part",) and self._is_whole_again(phrase, value, facts, sentence):
            return
        if needs_subject_matter(identifiers[0]) and not sentence.is_about_disclosure:
            return
        if identifiers[0] == "requests.carried_over" and self._ends_this_year(phrase, sentence):
            return  # 2023年结转2件, in the report of 2023: in or out?
        if identifiers[0] == "complaints" and value and not self._is_own(sentence):
            return  # 受理投诉举报6180件: of consumers, of traders
        if identifiers[0] == "part" and self._is_about_disclosure_alone(phrase):
            # 行政复议案件32件，其中涉及政府信息公开2件: only these are meant
            whole = (context.whole or ("",))[0]
            facts[:] = [one for one in facts if one[0].identifier != whole]
            identifiers = (whole,)
            context.part = False
            context.of_all = True
        elif context.of_all and identifiers[0] in _OF_AGENCY and "公开" not in phrase.text:
            context.whole = (identifiers[0], phrase.unit)
            return  # 参加行政应诉21件, after 行政复议64件，其中涉及政府信息公开3件
        begin, end = sentence.offset(phrase.start), sentence.end(phrase.end)
        for said in identifiers:
            if said == "disclosed.items" and self._counts_on_what_is("proactive.items"):
                said = "proactive.items"  # 主动公开1047条，历年累计公开8312条
            resolved = self._part(said, phrase)
            if resolved is None:
                continue
            identifier, organ, own = resolved
            fact = Fact(
                identifier,
                value,
                phrase.unit,
                phrase.approximate,
                sentence.quotation,
                own,
                self.document.text[begin:end],
                self.document.span(begin, end),
                own is not None or identifier.endswith(".part"),
                said not in ("added", summed)
                and phrase.unit is not None
                and self._is_cumulative(identifier, sentence),
            )
            facts.append((fact, organ))
            if self.once:
                self.over, self.once = "YEAR", False
            context.state(identifier, phrase.unit, cumulative=fact.cumulative)

    def _is_whole_again(
        self,
        phrase: Phrase,
        value: Count,
        facts: list[tuple[Fact, str | None]],
        sentence: Sentence,
    ) -> bool:
        """Whether a figure says of all what was counted before: 14件均按时答复."""
        if not sentence.text.startswith(_OF_ALL, phrase.end + len(phrase.unit or "")):
            return False
        whole = (self.context.whole or ("",))[0]
        return any(fact.identifier == whole and fact.value == value for fact, _ in facts)

    def _is_about_disclosure_alone(self, phrase: Phrase) -> bool:
        """Whether a part is that of disclosure among all reviews or lawsuits of an organ."""
        whole = (self.context.whole or ("",))[0]
        return whole in ("review", "litigation") and "信息公开" in phrase.text

    def _counts_on_what_is(self, identifier: str) -> bool:
        """Whether a cumulative figure goes on with what the sentence has stated of the year."""
        return self.over in ("SINCE", "TOTAL") and identifier in self.context.stated

    def _is_own(self, sentence: Sentence) -> bool:
        """Whether complaints are about disclosure, by their sentence or what it follows."""
        last = (self.context.last or "requests").partition(".")[0]
        return sentence.follows_disclosure and (last in _LEGAL or sentence.mentions_disclosure)

    def _part(self, identifier: str, phrase: Phrase) -> tuple[str, str | None, str | None] | None:
        """Identifier, organ that the words name, and organ whose part it is."""
        context, organ = self.context, phrase.organ
        if identifier == "added":
            return (context.whole or ("",))[0], None, None
        if identifier == "part":
            whole = context.whole
            if whole is None or not _is_part_of(whole, phrase):
                return None
            if context.grown and self.over == "YEAR" and phrase.category is None and not organ:
                return whole[0], None, None  # 累计公开1892条，其中2011年公开463条
            identifier = whole[0].removesuffix(".part")
            if organ is None:
                identifier += ".part"
            return identifier, organ, organ
        if organ and (
            organ.endswith("本级") or (context.part and identifier == "requests.handled")
        ):
            return identifier, organ, organ
        if context.part and identifier in _BY_WAYS:
            return f"{identifier}.part", None, None
        if organ and identifier in context.known and shares(organ):
            return identifier, organ, organ
        if context.part and identifier in context.stated:
            if organ is None or identifier.startswith("proactive.channels"):
                return identifier.removesuffix(".part") + ".part", None, None
            return identifier, organ, organ
        if context.part and context.whole is not None:
            handled = context.whole[0] == "requests.handled" and identifier == "requests.received"
            if handled or context.whole[0] == identifier:
                return identifier, organ, organ
        if context.listing and organ and (context.whole or ("",))[0] == identifier:
            return identifier, organ, organ  # 全县公开90条，其中…。各乡镇公开20条
        return identifier, None if context.part else organ, None


def _with_organs(facts: list[tuple[Fact, str | None]]) -> list[Fact]:
    """Figures of one kind that one sentence gives to several organs are parts, each with its own.

    >>> _with_organs([])
    []
    """
    if len(facts) < 2:
        return [fact for fact, _ in facts]
    kinds = Counter([fact.identifier for fact, _ in facts])
    if max(kinds.values()) < 2:
        return [fact for fact, _ in facts]
    # What others are stated as parts of (其中) stays the whole.
    divided = {fact.identifier for fact, _ in facts if fact.organ}
    result = []
    seen: set[str] = set()
    for fact, organ in facts:
        whole = fact.identifier not in seen and fact.identifier in divided
        if organ and not fact.organ and kinds[fact.identifier] > 1 and not whole:
            fact = evolve(fact, organ=organ, part=True)
        seen.add(fact.identifier)
        result.append(fact)
    return result
