"""Statements of none: 未收到…申请, 行政复议、行政诉讼均为零, 没有收取任何费用."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govreport.prose.narrative.identifiers import place_of, topic_of
from govreport.prose.narrative.phrases import Phrase
from govreport.prose.narrative.words import FIGURES, Engine, Word

NEGATIONS = frozenset({"NONE", "ZERO", "NOTHING"})
"""Words that say that there is none."""

# Nothing is printed, so every word of the statement has to be one of these or known.
_FILLER = re.compile(
    r"(?:因此|由此|因|由|以|自|收到|接到|任何|一[件例起宗次]|公民|法人|个人|和|及|或|或者|以及|其[他它]组织|单位|群众|公众|社会"
    r"|书面|申请人|本机关|本单位|行政机关|(?:我|本|全|该)[局办镇乡县市区委厅省院街道]+|政府信息公开|政务公开|信息公开"
    r"|政府信息|信息|工作|引起|引发|导致|产生|提起|提出|提交|提供|发生|而|被|的|地|有关|相关|此类|类似|涉及|关于|针对"
    r"|要求|从事|负责|方面|向|从|[、“”《》]|条例|依申请公开|对|依|所|案件|案|情况|情形|事项|事件|现象|问题|纠纷|行为"
    r"|形式|方式|渠道|各类|各种|各项|新|本年度?|年度|全年|上级|部门|人|件|例|起|次|等|过|办理|答[复覆]|受理"
    r"|到|了|请求|要求|或提起|行政|政府|公开|不当|申请|来|处理|书|并|也|且|\s)*"
)
_CAUSE = re.compile(r"因|引起|引发|导致|产生|由于|而")
_STATED = frozenset(
    {"requests__received", "requests__carried_over", "requests__carried_forward", "fees_charged"}
    | {"dispute", "resources__staff__full_time", "resources__staff__part_time"}
    | {"supervision__accountability", "response__press_conferences", "by_way_"}
    | {"response__online_interviews", "response__hot_topics", "disclosed__on_request", "carried_"}
)
_ASKED = frozenset({"REQUEST", "ON_REQUEST", "APPLICATION"})
_TOPICS = frozenset({"REVIEW", "LITIGATION", "COMPLAINT"})
_SILENT = frozenset(
    {
        "UNKNOWN",
        "COST",
        "EACH",
        "HAPPEN",
        "PRODUCE",
        "HOLD",
        "NATURAL_PERSON",
        "LEGAL_PERSON",
        "EVENT",
    }
)
_UNITS = ("CASES", "MONEY", "TIMES", "PERSONS")


def read_nothing(
    engine: Engine, clause: list[Word], clause_end: int, sentence: str
) -> Iterator[Phrase]:
    """The statement of none of a clause, strict about every word in it; mostly one, or nothing."""
    at = next((i for i, word in enumerate(clause) if word.type in NEGATIONS), None)
    if at is None or any(word.type in FIGURES or word.type == "BLOCK" for word in clause):
        return
    mark = clause[at]
    if mark.type == "NONE" or (mark.type == "ZERO" and sentence[mark.start] == "零"):
        words = clause[at + 1 :]
        if not _is_plain(words, mark.end, clause_end, sentence):
            return
        because = _CAUSE.search(sentence, mark.start, clause_end) is not None
    else:
        words = clause[:at]
        while words and words[0].type == "UNKNOWN":
            words = words[1:]
        if any(word.type == "UNKNOWN" for word in words):
            return
        because = False
    known = [word for word in words if word.type not in _SILENT]
    about = "信息" in sentence[mark.start : clause_end]
    for group in _groups(known, because=because):
        name = _name(engine, group, about_information=about)
        if name is not None:
            yield Phrase(
                name, [*group, mark], topic_of(group), place_of(group), 0, mark.start, mark.end
            )


def _is_plain(words: list[Word], start: int, end: int, sentence: str) -> bool:
    """Whether nothing but known words and fillers stands between two offsets."""
    for word in words:
        if word.type == "UNKNOWN":
            continue
        if not _FILLER.fullmatch(sentence, start, word.start):
            return False
        start = word.end
    return _FILLER.fullmatch(sentence, start, end) is not None


def _groups(words: list[Word], *, because: bool) -> Iterator[list[Word]]:
    """The words of each thing that there was none of; a request is none when it is the cause."""
    kinds = {word.type for word in words}
    if kinds & {"CHARGE", "FEE"}:
        yield [word for word in words if word.type in ("CHARGE", "FEE")]
    elif kinds & _TOPICS:
        if kinds & _ASKED and not because:
            yield [word for word in words if word.type not in _TOPICS]
        yield [word for word in words if word.type in _TOPICS or word.type not in _ASKED]
    elif "ACCOUNTABILITY" in kinds:
        yield [word for word in words if word.type == "ACCOUNTABILITY"]
    else:
        yield words


def _name(engine: Engine, words: list[Word], *, about_information: bool) -> str | None:
    kinds = [word.type for word in words]
    if not kinds:
        return None
    if kinds == ["CHARGE"] or "FEE" in kinds:
        return "fees_charged"
    for unit in _UNITS:
        name = engine.phrase([*kinds, unit])
        if name == "asked_" and about_information:
            return "requests__received"
        if name in _STATED:
            return "requests__received" if name in ("disclosed__on_request", "by_way_") else name
    return None
