"""Facts out of sentences: phrases are parsed one by one, the sentence says whose and when."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from attrs import define, evolve, field

from govreport.chinese import read_numeral
from govreport.document import Document
from govreport.model.narrative import Fact
from govreport.model.values import Count
from govreport.narrative.identifiers import Context, identify, needs_subject_matter
from govreport.narrative.sentences import Sentence, candidate_sentences, prose_stretches
from govreport.narrative.words import FIGURES, MARKS, Engine, Word, engine

_YEAR = re.compile(r"20\d\d(?=年)")
_PERIOD = re.compile(r"20\d\d年|[全本今当]年")
_PERIOD_WINDOW = 100
_ORGAN = re.compile(
    r"(?:政府|部门|单位|机关|街镇|镇|乡|街道|街道办事处|社区|开发区|经开区|高新区|新区|区|县|市|省|州|盟|旗"
    r"|局|委|委员会|办|办公室|厅|院|中心|处|所|公司|学校|园区|村)$"
)
_BEFORE_ORGAN = re.compile(
    r"^(?:其中|包括|[（(，,；;：:。、\s]|\d{4}年度?|全年|本年度?|今年|共|由|在)+"
)
_AFTER_ORGAN = re.compile(r"(?:共计|共|累计|总计|合计|全年|则|的|[、，,：:\s]|通过|已)+$")
_VAGUE = ("左右", "上下", "以上", "以内", "以下")
_ZERO = frozenset({"NONE", "ZERO", "NOTHING"})
_TELLING = FIGURES | _ZERO
_PLACES = frozenset({"GAZETTE", "WEBSITE", "WEIBO", "WECHAT"})
_VERBS = frozenset(
    {"DISCLOSE", "PUBLISH", "RECEIVE", "COMPLETE", "REPLY", "HOLD", "ISSUE", "EQUIP", "CHARGE"}
    | {"CARRIED_IN", "CARRIED_OUT", "GRANTED", "PARTIAL", "REFUSED", "ALREADY_PUBLIC"}
    | {"REQUEST", "FULL_TIME", "PART_TIME"}
    | {"OTHER_ORGAN", "NONEXISTENT", "UNAVAILABLE", "NOT_HELD", "NOT_PROCESSED", "OTHER_HANDLING"}
)
"""Words that open a phrase, whatever stands before them."""
_NONE_TAIL = re.compile(
    r"(?:(?:从事|负责)?(?:政务公开|政府信息公开|信息公开)?工作|的|案件|情况|事项|事件|情形|现象|发生|等|案|件|一|例|\s)*[，。；,;！]?$"
)
_NONE_GAP = re.compile(
    r"(?:因|由|收到|接到|任何|一[件例起]|公民|法人|和|及|或|或者|其他组织|群众|公众|社会|书面|申请人|本机关"
    r"|我[局办镇区县市委]|政府信息公开|政务公开|信息公开|政府信息|工作|申请|引起|引发|导致|产生|提起|被|的"
    r"|有关|相关|涉及|关于|针对|提出|要求|方面|向|、|“|”|依申请公开|对|依|而|发生|所|案件|情况|\s)*"
)
_LONGEST = 14  # words of one phrase; longer ones are none that the grammar knows


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
        meaning is the same, else the narrative's own (``docs/narrative.md``). Percentages,
        averages, plans, comparisons and figures of other years are not facts; a part carries
        its organ, or an identifier that ends in ``.part``.

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
                reader = _Reader(document, engine())
            if "\n" in text[last:begin] or begin == start:
                reader.context = Context()
            facts.extend(reader.read(begin, stop))
            last = stop
    return tuple(facts)


@define
class _Phrase:
    """One parsed phrase: the rule's name, its words, its figure, and the text before it."""

    name: str
    words: list[Word]
    figure: Word | None
    subject: str
    has_subject: bool


@define
class _Reader:
    document: Document
    engine: Engine
    context: Context = field(factory=Context)
    _year: str | None = None
    _year_known: bool = False

    def read(self, begin: int, stop: int) -> list[Fact]:
        """The facts of one sentence."""
        sentence = Sentence(self.document.text, begin, stop)
        text = sentence.text
        context = self.context
        context.begin(continued=text.lstrip().startswith("其中"))
        facts: list[tuple[Fact, str | None]] = []
        clause: list[Word] = []
        clause_start = 0
        skipping = False  # another year's figures, or plans
        bracket = False
        words = self.engine.words(text)
        for word in (*words, Word("SEPARATOR", len(text), len(text))):
            kind = word.type
            if kind not in MARKS:
                clause.append(word)
                continue
            if kind == "YEAR":
                skipping = self._is_other_year(text[word.start : word.start + 4])
                continue
            if kind == "PLAN":
                self._close(clause, clause_start, word.start, sentence, facts, skipping)
                clause = []
                clause_start = word.end
                skipping = True
                continue
            if kind == "CUMULATIVE":
                # 累计 is this year's sum only when the sentence says so.
                if _PERIOD.search(text, max(0, word.start - _PERIOD_WINDOW), word.start):
                    continue
                word.type = kind = "BLOCK"
            if kind == "BLOCK":
                clause.append(word)
                continue
            self._close(clause, clause_start, word.start, sentence, facts, skipping)
            clause = []
            clause_start = word.end
            if kind == "PART":
                bracket = text[word.start] in "(（"
                context.part = True
            elif kind == "PART_END" and bracket:
                context.part = bracket = False
        return _with_organs(facts)

    def _is_other_year(self, year: str) -> bool:
        if not self._year_known:
            counted = Counter(_YEAR.findall(self.document.text)).most_common(1)
            self._year = counted[0][0] if counted else None
            self._year_known = True
        return year != self._year

    def _close(
        self,
        clause: list[Word],
        clause_start: int,
        clause_end: int,
        sentence: Sentence,
        facts: list[tuple[Fact, str | None]],
        skipping: bool,
    ) -> None:
        """Read the phrases of one clause into ``facts``."""
        if not clause:
            return
        if not skipping and not _TELLING.isdisjoint([word.type for word in clause]):
            for phrase in self._phrases(clause, clause_start, clause_end, sentence.text):
                self.context.mention(phrase.words)
                self._state(phrase, sentence, facts)
        self.context.mention(clause)

    def _phrases(
        self, clause: list[Word], clause_start: int, clause_end: int, sentence: str
    ) -> list[_Phrase]:
        phrases: list[_Phrase] = []
        start = 0
        text_start = clause_start
        for index, word in enumerate(clause):
            if word.type == "BLOCK":
                return phrases
            if word.type not in FIGURES or index < start:
                continue
            phrase, used = self._phrase(clause, start, index, text_start, sentence)
            if phrase is not None:
                phrases.append(phrase)
            start = used
            text_start = clause[used - 1].end
        if not phrases:
            phrase = self._phrase_of_none(clause, clause_end, sentence)
            if phrase is not None:
                phrases.append(phrase)
        return phrases

    def _phrase(
        self, clause: list[Word], start: int, index: int, text_start: int, sentence: str
    ) -> tuple[_Phrase | None, int]:
        """The phrase around the figure at ``index``, and where the next one may begin."""
        head = clause[start : index + 1]
        first = 0
        while head[first].type == "UNKNOWN":
            first += 1
        has_subject = first > 0
        head = head[first:]
        unknown = max((i for i, word in enumerate(head) if word.type == "UNKNOWN"), default=-1)
        if unknown >= 0:
            dropped, head = head[:unknown], head[unknown + 1 :]
            has_subject = True
            if head[0].type not in _VERBS or any(word.type in _PLACES for word in dropped):
                return None, index + 1
        if len(head) > _LONGEST or (
            len(head) == 1 and not self.context.part and index + 1 == len(clause)
        ):
            return None, index + 1
        subject = sentence[text_start : head[0].start]
        tail = clause[index + 1 : index + 2]
        if tail and sentence[clause[index].end : tail[0].start].strip(" 的"):
            tail = []  # 、 or a word between: what follows is another phrase
        adjoining = tail[0].type if tail else None
        if (
            adjoining is not None
            and adjoining not in ("UNKNOWN", "BLOCK")
            and adjoining not in FIGURES
        ):
            words = [*head, tail[0]]
            name = self._name(words)
            if name is not None and len(head) == 1 and has_subject:
                return None, index + 1  # 某某3件予以公开: of what, the grammar cannot say
            if name is not None:
                return _Phrase(name, words, clause[index], subject, has_subject), index + 2
        name = self._name(head)
        if name is None:
            return None, index + 1
        if name.endswith("_") and adjoining is not None and adjoining != "BLOCK":
            return None, index + 1  # 受理2件… may count anything that follows
        return _Phrase(name, head, clause[index], subject, has_subject), index + 1

    def _name(self, words: list[Word]) -> str | None:
        name = self.engine.phrase(words)
        if name is None and words[0].type in _PLACES:
            # 政府网站配备2名人员: the website is no channel here.
            rest = [word for word in words if word.type not in _PLACES]
            name = self.engine.phrase(rest) if rest else None
            if name is not None and not name.startswith(("resources", "request")):
                return None
        return name

    def _phrase_of_none(self, clause: list[Word], clause_end: int, sentence: str) -> _Phrase | None:
        """A statement of none: strict about every word in it, since nothing is printed."""
        if any(word.type in FIGURES for word in clause):
            return None
        at = next((i for i, word in enumerate(clause) if word.type in _ZERO), None)
        if at is None:
            return None
        none = clause[at]
        if none.type == "NONE":
            words = [word for word in clause[at:] if word.type != "UNKNOWN"]
            if len(words) > 1:
                inside = sentence[none.end : words[1].start]
                after = sentence[words[-1].end : clause_end]
                between = (sentence[left.end : right.start] for left, right in pairwise(words[1:]))
                if not all(_NONE_GAP.fullmatch(gap) for gap in (inside, *between)):
                    return None
                if not _NONE_TAIL.fullmatch(after):
                    return None
        else:
            first = 0
            while clause[first].type == "UNKNOWN":
                first += 1
            words = clause[first : at + 1]
        if len(words) < 1 or len(words) > _LONGEST:
            return None
        name = self.engine.phrase(words)
        return None if name is None else _Phrase(name, words, None, "", False)

    def _state(
        self,
        phrase: _Phrase,
        sentence: Sentence,
        facts: list[tuple[Fact, str | None]],
    ) -> None:
        """Turn one phrase into facts, in the light of the sentence."""
        context = self.context
        organ = _organ(phrase.subject) if phrase.has_subject else None
        context.name_place(phrase.words)
        identifiers = identify(
            phrase.name, phrase.words, context, sentence, phrase.has_subject, organ
        )
        if not identifiers:
            return
        if needs_subject_matter(identifiers[0]) and not sentence.is_about_disclosure:
            return
        if phrase.figure is None:
            mark = next(word for word in phrase.words if word.type in _ZERO)
            value: Count = 0
            approximate, unit = False, None
            start, end = mark.start, mark.end
        else:
            start = phrase.figure.start
            found = self.engine.number.match(sentence.text, start)
            assert found is not None  # the figure's terminal begins with the number's
            end = found.end()
            numeral = read_numeral(sentence.text[start:end])
            if numeral is None:
                return
            unit = sentence.text[end : phrase.figure.end].strip()
            value, approximate = numeral.value, numeral.approximate
            approximate |= sentence.text.startswith(_VAGUE, phrase.figure.end)
        for identifier in identifiers:
            if identifier == "part":
                if context.whole is None or context.whole[1] != unit:
                    continue
                identifier = context.whole[0]
                if organ is None:
                    identifier += ".part"
            elif context.part and identifier in context.stated:
                if organ is None or identifier.startswith("proactive.channels"):
                    identifier, organ = identifier + ".part", None
            elif context.part:
                organ = None
            stated_part = context.part and organ is not None
            fact = Fact(
                identifier,
                value,
                unit,
                approximate,
                sentence.quotation,
                organ if stated_part else None,
                sentence.printed[start:end],
                self.document.span(sentence.begin + start, sentence.begin + end),
            )
            facts.append((fact, organ))
            context.state(identifier, unit)


def _organ(subject: str) -> str | None:
    """The organ that a phrase names as its subject, if it names one."""
    subject = _AFTER_ORGAN.sub("", _BEFORE_ORGAN.sub("", subject[-40:]))
    return subject if _ORGAN.search(subject) else None


def _with_organs(facts: list[tuple[Fact, str | None]]) -> list[Fact]:
    """Figures of one kind that one sentence gives to several organs are parts, each with its own.

    >>> _with_organs([])
    []
    """
    kinds = Counter(fact.identifier for fact, _ in facts)
    if not facts or max(kinds.values()) < 2:
        return [fact for fact, _ in facts]
    result = []
    seen: set[str] = set()
    for fact, organ in facts:
        if (
            organ
            and not fact.organ
            and kinds[fact.identifier] > 1
            and not (fact.identifier not in seen and _first_is_whole(facts, fact))
        ):
            fact = evolve(fact, organ=organ)
        seen.add(fact.identifier)
        result.append(fact)
    return result


def _first_is_whole(facts: list[tuple[Fact, str | None]], first: Fact) -> bool:
    """Whether the others are stated as parts of it (其中), so that it stays the whole."""
    return any(fact.organ for fact, _ in facts if fact.identifier == first.identifier)
