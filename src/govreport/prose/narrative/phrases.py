"""The phrases of a clause, each with its figure: what a sentence says by its words alone."""

from __future__ import annotations

import re

from attrs import frozen

from govreport.model.values import Count
from govreport.prose.narrative.identifiers import place_of, topic_of
from govreport.prose.narrative.words import (
    CHANNELS,
    FIGURES,
    OF_ITEMS,
    OTHER_VERBS,
    VERBS,
    Engine,
    Word,
)
from govreport.text.chinese import read_numeral

_ORGAN = re.compile(
    r"(?:政府|部门|单位|机关|街镇|镇|乡|街道|街道办事处|社区|开发区|经开区|高新区|新区|区|县|市|省|州|盟|旗"
    r"|局|委|委员会|村委会|居委会|办|办公室|厅|院|中心|处|所|公司|学校|园区|村|股室|科室|处室|站所|系统|本级|[省市县区镇乡]级|[省市县区]直)[)）]?$"
)
_HANDLING = re.compile(r"[主承协合交督转会]办$")  # 主办, no office
_BEFORE_ORGAN = re.compile(
    r"^(?:其中|包括|[（(，,；;：:。、\s]|\d{4}年度?|全年|本年度?|今年|共|由|在)+"
)
_AFTER_ORGAN = re.compile(r"(?:共计|共|累计|总计|合计|全年|先后|则|的|[、，,：:\s]|通过|已|分别)+$")
_LINK = re.compile("[的为是作因系属于均都按]*")
_GOVERNMENT = ("政府信息", "政务信息")
_RESIDUAL = re.compile(r"其[他它余]")
_VAGUE = ("左右", "上下", "以上", "以内", "以下")
_QUOTED = re.compile(r"[“\"「『][^”\"」』]*[”\"」』]")
_BY_MEANS = re.compile(r"[通在于由向对经已]|利用|依托|平台|系统|网|栏|局$|集中|及时")
_ABOVE = ("超过", "超", "逾")
_OPENERS = VERBS | {
    *(
        "CARRIED",
        "CARRIED_IN",
        "CARRIED_OUT",
        "GRANTED",
        "PARTIAL",
        "REFUSED",
        "ALREADY_PUBLIC",
        "REQUEST",
    ),
    *("FULL_TIME", "PART_TIME", "OTHER_ORGAN", "NONEXISTENT", "UNAVAILABLE", "NOT_HELD"),
    *("NOT_PROCESSED", "OTHER_HANDLING", "TO_BE_MADE", "UNCLEAR", "PETITION", "DUPLICATE"),
    *("PUBLICATION", "EXCESSIVE", "REISSUE", "OVERDUE", "UNPAID", "PROHIBITED", "SECURITY"),
    *("THIRD_PARTY", "INTERNAL", "DELIBERATIVE", "CASE_FILES", "ENQUIRY", "NOT_INFORMATION"),
    *("ELECTRONIC", "ON_TIME", "EXTENDED", "DIRECT", "AFTER_REVIEW", "APPLICANT", "HEAD"),
    *("NATURAL_PERSON", "LEGAL_PERSON", "COMMERCIAL", "ATTRIBUTE_ON_REQUEST", "SERVICE_ZONE"),
    *("LICENSING", "PENALTY", "COERCION", "ADMINISTRATIVE_FEE", "ATTRIBUTE_REVIEW"),
    *("BEFORE_PUBLICATION", "ATTRIBUTE_CHANGE", "OPEN_DAY", "EXECUTIVE_MEETING", "TRAINEES"),
    *("FOLLOWERS", "VISITED", "FEE", "REPRESENTATIVES", "STATE_SECRET", "TRADE_SECRET", "PRIVACY"),
    *CHANNELS,
}
"""Words that open a phrase, whatever stands before them."""
_KINDS_OF = frozenset(
    {"PRESS", "INTERVIEW", "EXPLANATION", "NORMATIVE", "PROPOSAL", "HOT_TOPIC", "EXPLANATION_FORM"}
)
"""Nouns that other words narrow down (疫情防控新闻发布会): a part of what the noun alone counts."""
_NO_CATEGORY = VERBS | {
    *("ON_REQUEST", "ATTRIBUTE_ON_REQUEST", "REQUEST", "APPLICATION", "ELECTRONIC", "INFO"),
    *("BEFORE_PUBLICATION", "ATTRIBUTE_REVIEW", "ATTRIBUTE_CHANGE", "EXPLANATION", "UNKNOWN"),
    *("EXPLANATION_FORM", "REFUSED", "ALREADY_PUBLIC", "EACH", *CHANNELS),
}
"""Words that INFO behind them does not turn into a category, as 会议 in 会议类信息."""
_FOREIGN = OTHER_VERBS - {"SPEND", "ISSUE", "PRODUCE", "HOLD", "EQUIP"}
_ASKED = ("APPLICATION", "REQUEST", "ON_REQUEST", "EACH")
_ATTEND = ("HOLD", "TRAINEES")
_ATTENDED = ("TRAINING", "TRAINEES")
_JOINED = ("、", "和", "及", "以及", "与", "或")
_LONGEST = 12  # words of one phrase; longer ones are none that the grammar knows


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
        category: the words that narrow its noun down, or stand in place of one (部门动态类信息);
            None when nothing does.
        text: what it says, as printed.
        is_none: whether it states that there is none, without a figure.
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
    category: str | None = None
    text: str = ""
    is_none: bool = False


def read_phrases(
    engine: Engine, clause: list[Word], clause_start: int, sentence: str
) -> list[Phrase]:
    """The phrases of one clause, up to a word after which nothing is this year's count."""
    phrases: list[Phrase] = []
    start = 0
    text_start = clause_start
    shared: list[Word] = []  # verbs of the figure before, in 公开建议3件、提案4件
    limit = next((i for i, word in enumerate(clause) if word.type == "BLOCK"), len(clause))
    figures = [i for i in range(limit) if clause[i].type in FIGURES]
    for position, index in enumerate(figures):
        following = figures[position + 1] if position + 1 < len(figures) else limit
        frame = _Frame(engine, clause, sentence, text_start, start, index, following, shared)
        phrase, start = frame.read(is_last=following == limit)
        text_start = clause[start - 1].end
        shared = []
        if phrase is not None:
            phrases.append(phrase)
            if sentence.startswith(_JOINED, text_start):
                listed = phrase.category is not None  # 网站公开公示21条、监测信息9条
                shared = [
                    word
                    for word in phrase.words
                    if word.type in VERBS or (listed and word.type in CHANNELS)
                ]
    return phrases


@frozen
class _Frame:
    """What a clause says around the figure at ``index``: words since the last figure's."""

    engine: Engine
    clause: list[Word]
    sentence: str
    text_start: int
    start: int
    index: int
    following: int
    shared: list[Word]

    def read(self, *, is_last: bool) -> tuple[Phrase | None, int]:
        """The phrase, and where the next one may begin."""
        figure = self.clause[self.index]
        lead = self.clause[self.start : self.index]
        if any(word.type in ("NONE", "NOTHING") for word in lead):
            return None, self.index + 1
        core, category, subject = self._core(lead)
        behind, narrowed = self._behind()
        if self.shared and core and not any(word.type in VERBS for word in core):
            named = any(word.type in CHANNELS for word in core)
            core = [*(w for w in self.shared if not (named and w.type in CHANNELS)), *core]
        best = self._choose(core, behind, is_last=is_last)
        if best is None:
            return self._leftover(lead, figure), self.index + 1
        name, words = best
        used = self.index + 1 + (len(words) - len(core) - 1) + (narrowed is not None)
        if narrowed is not None and len(words) > len(core) + 1:
            category = narrowed or None
        elif self._is_open(name, words, core):
            return None, self.index + 1  # 受理2件… may count anything that follows
        if category is not None and not _may_be_narrowed(name, words, category, subject):
            return None, self.index + 1
        return self._phrase(name, words, figure, subject, category), used

    def _leftover(self, lead: list[Word], figure: Word) -> Phrase | None:
        """A category of information whose name is made of known words: 专项资金使用公开30条."""
        if figure.type != "ITEMS" or not lead or any(word.type in _FOREIGN for word in lead):
            return None
        category = self.sentence[lead[0].start : lead[-1].end]
        verbs = [word for word in lead if word.type in OF_ITEMS]
        return self._phrase("bare_", [*verbs, figure], figure, None, category)

    def _core(self, lead: list[Word]) -> tuple[list[Word], str | None, str | None]:
        """The words of the phrase before the figure, what narrows them down, and their subject."""
        sentence = self.sentence
        at = max((i for i, word in enumerate(lead) if word.type == "UNKNOWN"), default=-1)
        kind = next((i for i, word in enumerate(lead[1:]) if word.type == "INFO"), -1)
        if kind > at and lead[kind].type not in _NO_CATEGORY:
            category = sentence[lead[max(at, 0)].start : lead[kind + 1].end]
            verbs = [word for word in lead[:kind] if word.type in VERBS or word.type in CHANNELS]
            return [*verbs, lead[kind + 1]], category, None
        if at < 0:
            return lead, None, self._each(lead)
        core = lead[at + 1 :]
        subject = sentence[
            self.text_start : core[0].start if core else self.clause[self.index].start
        ]
        before = [word for word in lead[:at] if word.type != "UNKNOWN"]
        if self._is_posted(core, lead[at]):
            verbs = [word for word in before if word.type in VERBS or word.type in CHANNELS]
            return verbs or core[-1:], sentence[lead[at].start : core[-1].end], subject
        if core and core[0].type in _OPENERS:
            if any(word.type in OF_ITEMS or word.type == "INFO" for word in core):
                core = [word for word in before if word.type in CHANNELS] + core
            if _RESIDUAL.search(sentence, lead[at].start, lead[at].end):
                return core, sentence[lead[at].start : lead[at].end], subject
            return core, None, subject
        if _organ(subject) and not before:
            return core, None, subject
        verbs = [word for word in before if word.type in VERBS or word.type in CHANNELS]
        named = core and core[0].type == "INFO" and OF_ITEMS & {word.type for word in before}
        if named and sentence.startswith(_GOVERNMENT, core[0].start):
            return verbs + core, None, None  # 公开扶贫领域政府信息: government information, no kind
        end = core[-1].end if core else lead[at].end
        if sentence.startswith("结果", end) and not core:
            end += 2  # 公开审批结果37项
        category = sentence[lead[at].start : end]
        if (
            core
            and core[0].type in _KINDS_OF
            and _QUOTED.fullmatch(sentence, lead[at].start, lead[at].end)
        ):
            return verbs + core, None, None  # “局长谈文物”在线访谈1期
        return verbs + core, category, subject

    def _is_posted(self, core: list[Word], noun: Word) -> bool:
        """Whether 公示 is the noun of a category here: 行政检查公示104条."""
        figure = self.clause[self.index]
        if figure.type != "ITEMS" or not core or core[-1].end != figure.start:
            return False
        posted = self.sentence[core[-1].start : core[-1].end] == "公示"
        said = self.sentence[noun.start : core[-1].start]
        verbs = any(word.type in VERBS or word.type in CHANNELS for word in core[:-1])
        return posted and not verbs and _BY_MEANS.search(said) is None

    def _each(self, lead: list[Word]) -> str | None:
        """Organs that a clause names in words that mostly mean nothing: 各部门, 区政府本级."""
        before = self.sentence[self.text_start : lead[0].start] if lead else ""
        organ = _organ(before) if before else None
        return before if organ and organ.startswith("各") and len(organ) > 1 else None

    def _behind(self) -> tuple[list[Word], str | None]:
        """The known words right behind the figure, and what narrows the first of them down."""
        words = self.clause[self.index + 1 : self.following]
        narrowed = None
        if not words or not _LINK.fullmatch(
            self.sentence, self.clause[self.index].end, words[0].start
        ):
            return [], None
        if len(words) > 1 and words[0].type == "UNKNOWN" and words[1].type == "INFO":
            narrowed = self.sentence[words[0].start : words[1].end]
            if self.sentence.startswith(_GOVERNMENT, words[1].start):
                narrowed = ""  # 135条公安政府信息
            words = words[1:]
        if self.clause[self.index].type in ("PERSONS", "VISITS") and words[0].type in _ATTEND:
            return [word for word in words if word.type in _ATTENDED], None  # 2人参加…培训
        end = next((i for i, word in enumerate(words) if word.type == "UNKNOWN"), len(words))
        return words[:end], narrowed

    def _choose(
        self, core: list[Word], behind: list[Word], *, is_last: bool
    ) -> tuple[str, list[Word]] | None:
        """How many of the words behind the figure belong to it: what makes it a phrase."""
        figure = self.clause[self.index]
        found: tuple[str, list[Word]] | None = None
        counts = range(len(behind) + 1)
        for count in reversed(counts) if is_last else counts:
            words = [*core, figure, *behind[:count]]
            if len(words) > _LONGEST:
                continue
            name = self.engine.phrase([word.type for word in words if word.type != "EACH"])
            if name is None:
                continue
            if not name.endswith("_"):
                return name, words
            if found is None or found[0] in ("bare_", "published_"):
                found = name, words
        if not core and found is not None and found[0] == "asked_":
            outcome = [word for word in behind if word.type not in _ASKED]
            name = self.engine.phrase([word.type for word in (figure, *outcome)])
            if outcome and name is not None and not name.endswith("_"):
                return name, [figure, *behind]  # 两件申请均予以公开
        return found

    def _is_open(self, name: str, words: list[Word], core: list[Word]) -> bool:
        """Whether what is counted stands behind the figure, in words that nobody knows."""
        if not name.endswith("_") or len(words) > len(core) + 1:
            return False
        behind = self.clause[self.index + 1 : self.following]
        figure = self.clause[self.index]
        if not behind or not _LINK.fullmatch(self.sentence, figure.end, behind[0].start):
            return False
        if len(behind) == 1 and behind[0].type in _ATTEND:
            return False  # 培训1场，120人次参加
        return behind[0].type not in FIGURES

    def _phrase(
        self,
        name: str,
        words: list[Word],
        figure: Word,
        subject: str | None,
        category: str | None,
    ) -> Phrase:
        sentence = self.sentence
        start = figure.start
        found = self.engine.number.match(sentence, start)
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
            sentence[end : figure.end] or None,
            bool(numeral and numeral.approximate)
            or sentence.startswith(_VAGUE, figure.end)
            or sentence.endswith(_ABOVE, 0, start)
            or sentence[end : end + 1] in ("余", "多"),
            subject is not None,
            None if subject is None else _organ(subject),
            category,
            sentence[self.text_start : figure.end],
        )


def _may_be_narrowed(name: str, words: list[Word], category: str, subject: str | None) -> bool:
    """Whether a phrase whose noun other words narrow down still counts what it names."""
    kinds = {word.type for word in words}
    if name in ("bare_", "published_", "information_", "proactive__items", "disclosed__items"):
        return not kinds & OTHER_VERBS
    if name == "channel":
        return True
    return bool(kinds & _KINDS_OF) or _RESIDUAL.search(category) is not None


def _organ(subject: str) -> str | None:
    """The organ that a phrase names as its subject, if it names one."""
    subject = _AFTER_ORGAN.sub("", _BEFORE_ORGAN.sub("", subject[-40:]))
    return subject if _ORGAN.search(subject) and not _HANDLING.search(subject) else None
