"""The phrases of a clause, each with its figure: what a sentence says by its words alone."""

from __future__ import annotations

import re
from itertools import pairwise

from attrs import frozen

from govreport.model.values import Count
from govreport.prose.narrative.identifiers import place_of, topic_of
from govreport.prose.narrative.words import FIGURES, Engine, Word
from govreport.text.chinese import read_numeral

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


@frozen
class Phrase:
    """One parsed phrase.

    Attributes:
        name: the grammar's name for it.
        words: its words.
        topic: see `govreport.prose.narrative.identifiers.topic_of`.
        place: the channel that it names last.
        value: its figure, 0 for a statement of none, None where no number can be read.
        start: offset of the figure in the sentence.
        end: offset of its end, without the unit.
        unit: as printed, "" when there is none, None for a statement of none.
        approximate: whether words of vagueness stand around the figure.
        has_subject: whether other words stand before it in its clause.
        organ: whose figure it is, when those words name an organ.
    """

    name: str
    words: list[Word]
    topic: str | None
    place: str | None
    value: Count | None
    start: int
    end: int
    unit: str | None = None
    approximate: bool = False
    has_subject: bool = False
    organ: str | None = None


def is_telling(clause: list[Word]) -> bool:
    """Whether a clause holds a figure, or a word for none."""
    return not _TELLING.isdisjoint([word.type for word in clause])


def read_phrases(
    engine: Engine,
    part: bool,
    clause: list[Word],
    clause_start: int,
    clause_end: int,
    sentence: str,
) -> list[Phrase]:
    """The phrases of one clause; ``part`` says whether it follows 其中 or stands in brackets."""
    phrases: list[Phrase] = []
    start = 0
    text_start = clause_start
    for index, word in enumerate(clause):
        if word.type == "BLOCK":
            return phrases
        if word.type not in FIGURES or index < start:
            continue
        phrase, used = _phrase(engine, part, clause, start, index, text_start, sentence)
        if phrase is not None:
            phrases.append(phrase)
        start = used
        text_start = clause[used - 1].end
    if not phrases:
        phrase = _phrase_of_none(engine, clause, clause_end, sentence)
        if phrase is not None:
            phrases.append(phrase)
    return phrases


def _phrase(
    engine: Engine,
    part: bool,
    clause: list[Word],
    start: int,
    index: int,
    text_start: int,
    sentence: str,
) -> tuple[Phrase | None, int]:
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
    if len(head) > _LONGEST or (len(head) == 1 and not part and index + 1 == len(clause)):
        return None, index + 1
    subject = sentence[text_start : head[0].start] if has_subject else None
    tail = clause[index + 1 : index + 2]
    if tail and sentence[clause[index].end : tail[0].start].strip(" 的"):
        tail = []  # 、 or a word between: what follows is another phrase
    adjoining = tail[0].type if tail else None
    if adjoining is not None and adjoining not in ("UNKNOWN", "BLOCK") and adjoining not in FIGURES:
        words = [*head, tail[0]]
        name = _name(engine, words)
        if name is not None and len(head) == 1 and has_subject:
            return None, index + 1  # 某某3件予以公开: of what, the grammar cannot say
        if name is not None:
            return _with_figure(engine, name, words, clause[index], sentence, subject), index + 2
    name = _name(engine, head)
    if name is None:
        return None, index + 1
    if name.endswith("_") and adjoining is not None and adjoining != "BLOCK":
        return None, index + 1  # 受理2件… may count anything that follows
    return _with_figure(engine, name, head, clause[index], sentence, subject), index + 1


def _name(engine: Engine, words: list[Word]) -> str | None:
    name = engine.phrase(words)
    if name is None and words[0].type in _PLACES:
        # 政府网站配备2名人员: the website is no channel here.
        rest = [word for word in words if word.type not in _PLACES]
        name = engine.phrase(rest) if rest else None
        if name is not None and not name.startswith(("resources", "request")):
            return None
    return name


def _phrase_of_none(
    engine: Engine, clause: list[Word], clause_end: int, sentence: str
) -> Phrase | None:
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
    name = engine.phrase(words)
    if name is None:
        return None
    mark = next(word for word in words if word.type in _ZERO)
    return Phrase(name, words, topic_of(words), place_of(words), 0, mark.start, mark.end)


def _with_figure(
    engine: Engine, name: str, words: list[Word], figure: Word, sentence: str, subject: str | None
) -> Phrase:
    start = figure.start
    found = engine.number.match(sentence, start)
    assert found is not None  # the figure's terminal begins with the number's
    end = found.end()
    numeral = read_numeral(sentence[start:end])
    return Phrase(
        name,
        words,
        topic_of(words),
        place_of(words),
        numeral.value if numeral else None,
        start,
        end,
        sentence[end : figure.end].strip(),
        bool(numeral and numeral.approximate) or sentence.startswith(_VAGUE, figure.end),
        subject is not None,
        None if subject is None else _organ(subject),
    )


def _organ(subject: str) -> str | None:
    """The organ that a phrase names as its subject, if it names one."""
    subject = _AFTER_ORGAN.sub("", _BEFORE_ORGAN.sub("", subject[-40:]))
    return subject if _ORGAN.search(subject) else None
