"""Statements of none: 未收到…申请, 行政复议、行政诉讼均为零, 没有收取任何费用."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govreport.prose.narrative.identifiers import place_of, topic_of
from govreport.prose.narrative.phrases import Phrase
from govreport.prose.narrative.words import FIGURES, Engine, Word

NEGATIONS = frozenset({"NONE", "ZERO", "NOTHING"})
"""Words that say that there is none."""

# Nothing is printed, so every word of the statement has to be one of these or known. None is made
# of others (依申请公开 is 依, 申请, 公开): a sentence can be read in one way only, in linear time.
_FILLER = re.compile(
    r"(?:因此|由此|因|由|以|自|收到|接到|任何|与|跟|一[件例起宗次]|公民|法人|个人|和|及|或|或者|其[他它]组织|单位|群众|公众|用户|社会"
    r"|书面|[本我](?:机关|单位|部门)|行政机关|(?:我|本|全|该)[局办镇乡县市区委厅省院街道]+|政务公开"
    r"|信息|工作|引起|引发|导致|产生|提起|提出|提交|提供|发生|而|被|的|地|有关|相关|此类|类似|涉及|关于|针对"
    r"|要求|从事|负责|方面|向|从|[、“”《》]|条例|对|依|所|案|情况|情形|事项|事件|现象|问题|纠纷|行为"
    r"|项目|形式|方式|渠道|各类|各种|各项|新|本年度?|年度|全年|上级|部门|人|件|例|起|次|等|过|办理|答[复覆]|受理"
    r"|到|了|请求|行政|政府|公开|不当|不力|不到位|申请|来|处理|书|并|也|且|\s)*"
)
_CAUSE = re.compile(r"因|引起|引发|导致|产生|由于|而")
_STATED = frozenset(
    {"requests__received", "requests__carried_over", "requests__carried_forward", "fees_charged"}
    | {"dispute", "resources__staff__full_time", "resources__staff__part_time"}
    | {"supervision__accountability", "response__press_conferences", "by_way_"}
    | {"response__online_interviews", "response__hot_topics", "disclosed__on_request", "carried_"}
    | {"response__policy_explanations", "participation__hearings", "participation__consultations"}
    | {
        "completed_extended_",
        "litigation__direct",
        "litigation__after_review",
        "administrative_fees",
    }
)
_BEGINNINGS = (
    *("proactive__normative_documents_", "proactive__rules_", "decisions__", "decided_"),
    "requests__replies__",
)
"""Beginnings of names that can be stated to be none, beside `_STATED`."""
_ASKED = frozenset({"REQUEST", "ON_REQUEST", "APPLICATION"})
_DECIDED = frozenset({"DECIDED", "LICENSING", "PENALTY", "COERCION"})
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
        if at and clause[at - 1].type == "CARRIED_IN" and words and words[0].type == "CARRIED":
            words = clause[at - 1 : at]  # 上年无结转
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
        for name, said in _named(engine, group, about_information=about):
            text = sentence[said[0].start : said[-1].end]
            yield Phrase(
                name,
                [*said, mark],
                topic_of(said),
                place_of(said),
                0,
                mark.start,
                mark.end,
                text=text,
                is_none=True,
            )


def _named(
    engine: Engine, group: list[Word], *, about_information: bool
) -> list[tuple[str, list[Word]]]:
    """What there is none of: the words together, else each of them (无部分公开、不予公开情况)."""
    name = _name(engine, group, about_information=about_information)
    if name is not None:
        return [(name, group)]
    single = [(_name(engine, [word], about_information=False), [word]) for word in group]
    return [(name, said) for name, said in single if name] if all(n for n, _ in single) else []


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
    elif len(kinds & _DECIDED) > 1 or len([w for w in words if w.type == "DECIDED"]) > 1:
        verbs = [word for word in words if word.type not in _DECIDED]
        yield from ([*verbs, word] for word in words if word.type in _DECIDED)
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
        if name in _STATED or (name or "").startswith(_BEGINNINGS):
            return "requests__received" if name in ("disclosed__on_request", "by_way_") else name
    return None
