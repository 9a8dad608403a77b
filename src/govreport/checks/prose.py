"""Checks on figures that stand in prose and in a table: R13 and T1."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from govreport.checks.items import Broken, Items, Unknown
from govreport.checks.registry import CheckGroup
from govreport.checks.subject import Subject, sentences
from govreport.diagnostics import Severity
from govreport.language import phrase
from govreport.model import Count, Fact
from govreport.model.rules import RESULTS

GROUP = CheckGroup("prose", "figures in prose against the tables")

_DOCUMENTS = {
    f"proactive.{fact}_{column}": f"proactive_disclosure.{row}.{column}"
    for fact, row in (("rules", "rules"), ("normative_documents", "normative_documents"))
    for column in ("issued", "abolished", "in_force")
}
_CASES = {
    "upheld": "upheld",
    "corrected": "corrected",
    "other": "other_result",
    "pending": "pending",
}
_RESULTS = "requests.results"


_ORGANISATIONS = (
    *("commercial_enterprise", "research_institution", "public_welfare_organisation"),
    *("legal_service_organisation", "other"),
)


def _group(name: str) -> tuple[str, ...]:
    """The rows of one group of results in both forms; those of the other form are left out."""
    rows = dict.fromkeys(row for form in RESULTS.values() for row in form)
    return tuple(f"{row}.total" for row in rows if row.startswith(f"{_RESULTS}.{name}."))


def _lawsuits(column: str) -> tuple[str, ...]:
    kinds = ("litigation_direct", "litigation_after_review")
    return tuple(f"review_and_litigation.{kind}.{column}" for kind in kinds)


def _from(*columns: str) -> tuple[tuple[str, ...], ...]:
    """Requests of some kinds of applicants: the new ones, or with those carried over."""
    new = tuple(f"requests.new_requests.{column}" for column in columns)
    return new, (*new, *(f"requests.carried_over.{column}" for column in columns))


def _rows() -> Iterator[tuple[str, tuple[tuple[str, ...], ...]]]:
    """Replies of one row within a group: its own total."""
    for row in _group("withheld"):
        name = row.split(".")[-2]
        yield f"requests.replies.refused.{name}", ((row,),)
    for group in ("not_processed", "other_handling"):
        for row in _group(group):
            yield f"requests.replies.{group}.{row.split('.')[-2]}", ((row,),)
    for row in _group("unavailable"):
        yield f"requests.replies.{row.split('.')[-2]}", ((row,),)


SAME_CELLS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "requests.received": _from("total"),
    "requests.received.natural_person": _from("natural_person"),
    "requests.received.legal_person": _from(*_ORGANISATIONS),
    **{f"requests.received.{column}": _from(column) for column in _ORGANISATIONS[:-1]},
    "requests.carried_over": (("requests.carried_over.total",),),
    "requests.carried_forward": (("requests.carried_forward.total",),),
    "requests.completed": ((f"{_RESULTS}.total.total",),),
    "requests.replies.granted": ((f"{_RESULTS}.disclosed.total",),),
    "requests.replies.partially_granted": ((f"{_RESULTS}.partially_disclosed.total",),),
    "requests.replies.refused": (_group("withheld"),),
    "requests.replies.unavailable": (_group("unavailable"),),
    "requests.replies.not_processed": (_group("not_processed"),),
    "requests.replies.other_handling": (_group("other_handling"),),
    **dict(_rows()),
    "review": (("review_and_litigation.review.total",),),
    "litigation": (_lawsuits("total"),),
    "litigation.direct": (("review_and_litigation.litigation_direct.total",),),
    "litigation.after_review": (("review_and_litigation.litigation_after_review.total",),),
    "decisions.licensing": (("proactive_disclosure.licensing.decisions",),),
    "decisions.penalties": (("proactive_disclosure.penalties.decisions",),),
    "decisions.coercive_measures": (("proactive_disclosure.coercive_measures.decisions",),),
    "administrative_fees": (("proactive_disclosure.administrative_fees.amount",),),
    **{fact: ((path,),) for fact, path in _DOCUMENTS.items()},
    **{
        f"review.{outcome}": ((f"review_and_litigation.review.{column}",),)
        for outcome, column in _CASES.items()
    },
    "litigation.upheld_or_dismissed": (_lawsuits("upheld"),),
    "litigation.corrected": (_lawsuits("corrected"),),
    "litigation.other": (_lawsuits("other_result"),),
    "litigation.pending": (_lawsuits("pending"),),
}
"""Figures in prose -> the cells that mean the same; several cells add up, and where prose counts
in two ways (received: with or without those carried over) each is accepted."""


_TOGETHER = re.compile(r"(?:收到|新收|受理).{0,12}[和与及、].{0,4}结转")
_OTHER = re.compile(
    r"([\u4e00-\u9fff]{0,12}(?:局|镇|乡|街道|委员会|中心|医院|学校))(?:全年|共|已)*(?:收到|受理|新收)"
)
_SELF = re.compile(r"(?:我|本|全)(?:局|镇|乡|街道|委员会|中心|医院|学校)$")


def is_compared(fact: Fact, agency: str | None = None) -> bool:
    """Whether a figure is one of the whole agency for the year, stated exactly.

    Not so are figures of another agency than ``agency``, and those that count new requests
    together with those carried over.
    """
    if fact.approximate or fact.organ is not None or fact.part or fact.cumulative:
        return False
    if fact.identifier == "requests.carried_over" and _TOGETHER.search(fact.sentence):
        return False
    other = _OTHER.search(fact.sentence)
    if other is None or _SELF.search(other[1]) or not agency:
        return True
    return agency.endswith(other[1]) or other[1].endswith(agency)


def states_none(fact: Fact) -> bool:
    """Whether words say that there was none (未收到申请), instead of a number."""
    return fact.value == 0 and not any(character.isdigit() for character in fact.raw)


def _facts(subject: Subject) -> dict[str, list[tuple[str, Fact]]]:
    found = defaultdict(list)
    for path, fact in subject.facts():
        if is_compared(fact, subject.report.agency):
            found[fact.identifier].append((path, fact))
    return found


def _tabled(subject: Subject, identifier: str) -> list[tuple[Count, tuple[str, ...]]]:
    """The sums of cells that a figure may equal, each with its cells."""
    if subject.report.statistics is not None:
        value = subject.report.statistics.value(identifier)
        if value is not None:
            return [(value, (f"statistics.{identifier}",))]
    sums = []
    for paths in SAME_CELLS.get(identifier, ()):
        printed = tuple(p for p in paths if _is_of_form(p, subject.request_form))
        values = subject.numbers(printed)
        if values:
            sums.append((sum(values), printed))
    return sums


def _lacking(subject: Subject, identifier: str) -> Iterator[Unknown]:
    """What is missing where no cell can be held against a figure; once for a whole report."""
    if identifier not in SAME_CELLS:
        return  # no cell means the same: 未收取信息处理费
    if not _has_new_table(subject):
        yield Unknown(phrase("no table in which these figures stand is printed"))
        return
    for paths in SAME_CELLS.get(identifier, ())[:1]:
        printed = [path for path in paths if _is_of_form(path, subject.request_form)]
        yield Unknown(*subject.cells.why_missing(printed))


def _is_of_form(path: str, form: str) -> bool:
    """Whether a row of results is one of the form, whose groups have other rows than the other."""
    row = path.rpartition(".")[0]
    return row in RESULTS[form] or all(row not in rows for rows in RESULTS.values())


def _in_unit(fact: Fact) -> Count:
    """The value in the unit of the tables: money in 万元."""
    return Decimal(fact.value) / 10_000 if fact.unit == "元" else fact.value


@GROUP.check(
    basis="practice",
    era="any",
    severity=Severity.INFO,
    example="the prose says 5 (收到申请5件), the table says 6",
)
def r13(subject: Subject) -> Items:
    """A figure in prose equals the cells that it names.

    武威 2025 requires these figures in prose; elsewhere prose may count otherwise, or was not
    updated. Approximate figures, those of a part and those since an earlier year are not
    compared, nor a second figure where one of the same kind is equal.
    """
    facts = _facts(subject)
    if not any(name in SAME_CELLS or _tabled(subject, name) for name in facts):
        yield _no_figure(subject)
    elif not _has_table(subject):
        yield Unknown(phrase("no table in which these figures stand is printed"))
        return
    for identifier, stated in facts.items():
        sums = _tabled(subject, identifier)
        figures = [(path, fact) for path, fact in stated if not states_none(fact)]
        if not figures:
            continue
        if not sums:
            yield from _lacking(subject, identifier)
            continue
        accepted = {value for value, _ in sums}
        if any(_in_unit(fact) in accepted for _, fact in figures):
            continue
        path, fact = figures[0]
        value, cells = sums[0]
        yield Broken(
            phrase(
                "the prose says {fact} ({sentence}), the table says {value}",
                fact=fact.value,
                sentence=_shortened(fact.sentence, fact.raw),
                value=value,
            ),
            (path, *cells),
            span=fact.span,
            stated=fact.sentence,
            expected=f"{value}",
            topic=("表格", "统计口径", "口径"),
        )


def _has_text(subject: Subject) -> bool:
    return bool(subject.prose.strip() or subject.report.narrative)


def _has_table(subject: Subject) -> bool:
    return subject.report.statistics is not None or _has_new_table(subject)


def _has_new_table(subject: Subject) -> bool:
    """Whether a table of the forms since 2019 is printed, not only the one of statistics."""
    report = subject.report
    tables = (report.proactive_disclosure, report.requests, report.review_and_litigation)
    return any(table is not None for table in tables)


def _no_figure(subject: Subject) -> Unknown:
    """Why nothing can be compared where no figure of the prose names a cell."""
    if not _has_text(subject):
        return Unknown(phrase("no text was found"))
    if subject.is_excerpt or not subject.prose.strip():
        return Unknown(phrase("the text may be incomplete"))
    return Unknown(phrase("no figure in the text is one of the tables"))


_ALL_CLOSED = re.compile(r"(?:均|全部|都)(?:已|按时|按期|依法|及时|规范|予以|按规定|得到)*办结")
_OTHER_MATTERS = re.compile(r"建议|提案|信箱|留言|复议|诉讼|热线|来信|咨询|审批|投诉|信访")


@GROUP.check(
    basis="practice",
    era="any",
    example="the prose says that there is none (未收到申请), the table says 3",
)
def t1(subject: Subject) -> Items:
    """Prose does not contradict itself or a table.

    Evaluators note it: 未收到申请 with 新收 above 0, 均已办结 with 结转下年度 above 0, 无复议、诉讼
    with a total above 0.
    """
    if not _has_text(subject):
        yield Unknown(phrase("no text was found"))
        return
    for identifier, stated in _facts(subject).items():
        for path, fact in stated:
            if states_none(fact):
                yield from _against_none(subject, identifier, path, fact, stated)
    if subject.is_excerpt:
        yield Unknown(phrase("the text may be incomplete"))
    if not _has_new_table(subject):
        return
    forward = subject.cells.get("requests.carried_forward.total")
    if forward.value == 0:
        return
    for sentence in sentences(subject.prose):
        found = _ALL_CLOSED.search(sentence)
        if found is None or "申请" not in sentence or _OTHER_MATTERS.search(sentence):
            continue
        if forward.value is None:
            yield Unknown(*subject.cells.why_missing([forward.path]))
        else:
            yield Broken(
                phrase(
                    "the prose says that all are closed ({sentence}), but 结转下年度 is {value}",
                    sentence=_shortened(sentence, found.group()),
                    value=forward.value,
                ),
                (forward.path,),
                stated=sentence,
            )


def _against_none(
    subject: Subject, identifier: str, path: str, fact: Fact, stated: list[tuple[str, Fact]]
) -> Items:
    sums = _tabled(subject, identifier)
    for value, cells in sums[:1]:
        if value:
            yield Broken(
                phrase(
                    "the prose says that there is none ({sentence}), the table says {value}",
                    sentence=_shortened(fact.sentence, fact.raw),
                    value=value,
                ),
                (path, *cells),
                span=fact.span,
                stated=fact.sentence,
                expected=f"{value}",
            )
            return
    other = next((o for _, o in stated if o.value and not states_none(o)), None)
    if other is not None and identifier in SAME_CELLS:
        yield Broken(
            phrase(
                "the prose says that there is none ({sentence}), and elsewhere {value} ({other})",
                sentence=_shortened(fact.sentence, fact.raw),
                value=other.value,
                other=_shortened(other.sentence, other.raw),
            ),
            (path,),
            span=fact.span,
            stated=fact.sentence,
        )
    elif not sums:
        yield from _lacking(subject, identifier)


_CUT = re.compile(r"[\d.,][\d.,]")


def _shortened(sentence: str, around: str, most: int = 24) -> str:
    """About so many characters of a sentence, around a part of it; no number is cut.

    >>> _shortened("按照要求，2023年收到政府信息公开申请13件，均在法定期限内答复。", "13")
    '…2023年收到政府信息公开申请13件，均在法定期限内答…'
    """
    text = " ".join(sentence.split()).rstrip("。；;")
    if len(text) <= most:
        return text
    middle = max(0, text.find(around))
    start = max(0, min(middle - most // 2, len(text) - most))
    end = start + most
    while start and _CUT.match(text[start - 1 : start + 1]):
        start -= 1
    while end < len(text) and _CUT.match(text[end - 1 : end + 1]):
        end += 1
    more = "…" if end < len(text) else ""
    return ("…" if start else "") + text[start:end].strip() + more
