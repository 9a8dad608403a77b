"""What each indicator of the panel is in each form; the reasons are told in ``docs/panel.md``."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from govreport.model import NotProcessed, OtherHandling, Unavailable, Withheld

OFFICIAL, NATIONAL, LOCAL, PROSE = "official", "2014", "local", "prose"
SOURCES = (OFFICIAL, NATIONAL, LOCAL, PROSE)
"""In the order of authority."""

SAME, BROADER, NARROWER, NOT_COMPARABLE = "same", "broader", "narrower", "not_comparable"


@frozen
class Mapped:
    """Where one indicator stands in one source: record paths that are added up."""

    source: str
    paths: tuple[str, ...]
    equivalence: str
    reason: str


@frozen
class PanelIndicator:
    """One indicator of the panel.

    ``absent`` says, by source, why a form has no counterpart.
    """

    name: str
    title: str
    mappings: tuple[Mapped, ...]
    absent: Mapping[str, str] = field(factory=dict)


_OF_REFERENCE = "the row of the 2019 and the 2021 form that defines the indicator"
_OF_2014 = "the row of the national table that defines the indicator"
_NO_ROW_BEFORE = "no row of the table counts it; carrying over was not tabulated before 2019"
_NO_ROW_SINCE = "the forms of 2019 and 2021 have no row for it"
_IN_PROSE = "stated in the text; the verb (收到, 受理, 办理) is the writer's"
_RECEIVED = "both count the requests that came in during the year"
_REPLIES = "the table counts replies, one for each request answered"


def _total(row: str) -> str:
    return f"requests.{row}.total"


def _rows(group: str, kind: type) -> tuple[str, ...]:
    names: tuple[str, ...] = tuple(kind.__annotations__)
    return tuple(_total(f"results.{group}.{name}") for name in names)


def _official(*paths: str, reason: str = _OF_REFERENCE) -> Mapped:
    return Mapped(OFFICIAL, paths, SAME, reason)


def _earlier(
    identifier: str, equivalence: str, reason: str, *, local: bool = True, prose: bool = True
) -> tuple[Mapped, ...]:
    """The national table, and where they have the row, local tables and prose."""
    found = [Mapped(NATIONAL, (f"statistics.{identifier}",), equivalence, reason)]
    if local:
        found.append(Mapped(LOCAL, (identifier,), equivalence, reason))
    if prose:
        found.append(Mapped(PROSE, (identifier,), equivalence, f"{reason}; {_IN_PROSE}"))
    return tuple(found)


def _only_2014(name: str, title: str, identifier: str, *, local: bool = False) -> PanelIndicator:
    return PanelIndicator(
        name, title, _earlier(identifier, SAME, _OF_2014, local=local), {OFFICIAL: _NO_ROW_SINCE}
    )


def _cases(direct: str, after: str, name: str) -> Mapped:
    return Mapped(
        OFFICIAL,
        (f"review_and_litigation.{direct}.{name}", f"review_and_litigation.{after}.{name}"),
        SAME,
        "direct lawsuits and lawsuits after a review, added up: the form has no total of both",
    )


_NOT_SUMMED = "the sum of the group's rows; the form prints no number for the group itself"
_NO_PENDING = (
    "the table before 2019 has no row for pending cases: its total is that of three outcomes"
)
_OTHER = "before 2019 every outcome but the two named ones is counted here"
_LIKE = "both count the cases with this outcome"

INDICATORS: tuple[PanelIndicator, ...] = (
    PanelIndicator(
        "requests_received",
        "收到申请",
        (
            _official(_total("new_requests")),
            *_earlier("requests.received", SAME, _RECEIVED),
        ),
    ),
    PanelIndicator(
        "requests_received_from_persons",
        "自然人申请",
        (_official("requests.new_requests.natural_person"),),
        {
            NATIONAL: "applicants are not split before 2019",
            LOCAL: "applicants are not split before 2019",
        },
    ),
    PanelIndicator(
        "requests_carried_over",
        "上年结转",
        (_official(_total("carried_over")),),
        {NATIONAL: _NO_ROW_BEFORE, LOCAL: _NO_ROW_BEFORE, PROSE: _NO_ROW_BEFORE},
    ),
    PanelIndicator(
        "requests_carried_forward",
        "结转下年度",
        (_official(_total("carried_forward")),),
        {NATIONAL: _NO_ROW_BEFORE, LOCAL: _NO_ROW_BEFORE, PROSE: _NO_ROW_BEFORE},
    ),
    PanelIndicator(
        "requests_completed",
        "办结",
        (
            _official(_total("results.total")),
            *_earlier(
                "requests.completed",
                BROADER,
                "办结 before 2019 also counts requests that were closed without a result of the "
                "later table",
                local=False,
            ),
        ),
        {LOCAL: "local tables count replies, not completed requests"},
    ),
    PanelIndicator(
        "requests_disclosed",
        "予以公开",
        (
            _official(_total("results.disclosed")),
            *_earlier(
                "requests.replies.granted",
                NARROWER,
                "what was already public is a row of its own before 2019 (属于已主动公开范围数) "
                "and none after; " + _REPLIES,
            ),
        ),
    ),
    PanelIndicator(
        "requests_partially_disclosed",
        "部分公开",
        (
            _official(_total("results.partially_disclosed")),
            *_earlier(
                "requests.replies.partially_granted",
                BROADER,
                "since 2019 a request that is answered in parts counts here and nowhere else; "
                "before, no such rule was printed",
            ),
        ),
    ),
    PanelIndicator(
        "requests_refused",
        "不予公开",
        (
            _official(*_rows("withheld", Withheld), reason=_NOT_SUMMED),
            *_earlier(
                "requests.replies.refused",
                BROADER,
                "before 2019 it includes what is no government information at all "
                "(不是《条例》所指政府信息), which is no ground of refusal after",
            ),
        ),
    ),
    PanelIndicator(
        "requests_refused_state_secret",
        "属于国家秘密",
        (
            _official(_total("results.withheld.state_secret")),
            *_earlier("requests.replies.refused.state_secret", SAME, "the same ground"),
        ),
    ),
    PanelIndicator(
        "requests_refused_security_and_stability",
        "三安全一稳定",
        (
            _official(_total("results.withheld.security_and_stability")),
            *_earlier("requests.replies.refused.security_and_stability", SAME, "the same ground"),
        ),
    ),
    PanelIndicator(
        "requests_refused_third_party_rights",
        "保护第三方合法权益",
        (
            _official(_total("results.withheld.third_party_rights")),
            Mapped(
                NATIONAL,
                (
                    "statistics.requests.replies.refused.trade_secret",
                    "statistics.requests.replies.refused.privacy",
                ),
                NARROWER,
                "trade secrets and privacy, added up; other rights of third parties had no row",
            ),
        ),
    ),
    PanelIndicator(
        "requests_unavailable",
        "无法提供",
        (_official(*_rows("unavailable", Unavailable), reason=_NOT_SUMMED),),
        {
            NATIONAL: "the rows before 2019 are cut differently: see requests_not_held",
            LOCAL: "the rows before 2019 are cut differently",
        },
    ),
    PanelIndicator(
        "requests_not_held",
        "本机关不掌握",
        (
            _official(_total("results.unavailable.not_held")),
            Mapped(
                NATIONAL,
                (
                    "statistics.requests.replies.other_organ",
                    "statistics.requests.replies.nonexistent",
                ),
                BROADER,
                "another organ's information and information that does not exist, added up; since "
                "2019 what would have to be made first is a row of its own",
            ),
        ),
    ),
    PanelIndicator(
        "requests_not_processed",
        "不予处理",
        (_official(*_rows("not_processed", NotProcessed), reason=_NOT_SUMMED),),
        {
            NATIONAL: "the revised regulations of 2019 introduced it",
            LOCAL: "the revised regulations of 2019 introduced it",
        },
    ),
    PanelIndicator(
        "requests_other_handling",
        "其他处理",
        (
            _official(_total("results.other_handling.combined")),
            Mapped(
                OFFICIAL,
                tuple(
                    path
                    for path in _rows("other_handling", OtherHandling)
                    if "combined" not in path
                ),
                SAME,
                "the three rows of the 2021 form, added up: one row in the 2019 form",
            ),
        ),
        {
            NATIONAL: "the form of 2019 introduced it",
            LOCAL: "the form of 2019 introduced it",
        },
    ),
    PanelIndicator(
        "requests_already_public",
        "属于已主动公开范围",
        (
            *_earlier(
                "requests.replies.already_public",
                SAME,
                "the row of the national table that defines the indicator",
                local=False,
            ),
        ),
        {OFFICIAL: _NO_ROW_SINCE},
    ),
    PanelIndicator(
        "reviews",
        "行政复议",
        (
            _official("review_and_litigation.review.total"),
            *_earlier("review", NARROWER, _NO_PENDING),
        ),
    ),
    PanelIndicator(
        "reviews_upheld",
        "行政复议结果维持",
        (
            _official("review_and_litigation.review.upheld"),
            *_earlier("review.upheld", SAME, _LIKE, local=False),
        ),
    ),
    PanelIndicator(
        "reviews_corrected",
        "行政复议结果纠正",
        (
            _official("review_and_litigation.review.corrected"),
            *_earlier("review.corrected", SAME, _LIKE, local=False),
        ),
    ),
    PanelIndicator(
        "reviews_other_result",
        "行政复议其他结果",
        (
            _official("review_and_litigation.review.other_result"),
            *_earlier("review.other", BROADER, _OTHER, local=False),
        ),
    ),
    PanelIndicator(
        "reviews_pending",
        "行政复议尚未审结",
        (_official("review_and_litigation.review.pending"),),
        {NATIONAL: "pending cases have no row before 2019"},
    ),
    PanelIndicator(
        "lawsuits",
        "行政诉讼",
        (
            _cases("litigation_direct", "litigation_after_review", "total"),
            *_earlier("litigation", NARROWER, _NO_PENDING),
        ),
    ),
    PanelIndicator(
        "lawsuits_upheld",
        "行政诉讼结果维持",
        (
            _cases("litigation_direct", "litigation_after_review", "upheld"),
            *_earlier(
                "litigation.upheld_or_dismissed",
                BROADER,
                "before 2019 the label names dismissed claims beside upheld acts",
                local=False,
            ),
        ),
    ),
    PanelIndicator(
        "lawsuits_corrected",
        "行政诉讼结果纠正",
        (
            _cases("litigation_direct", "litigation_after_review", "corrected"),
            *_earlier("litigation.corrected", SAME, _LIKE, local=False),
        ),
    ),
    PanelIndicator(
        "lawsuits_other_result",
        "行政诉讼其他结果",
        (
            _cases("litigation_direct", "litigation_after_review", "other_result"),
            *_earlier("litigation.other", BROADER, _OTHER, local=False),
        ),
    ),
    PanelIndicator(
        "lawsuits_pending",
        "行政诉讼尚未审结",
        (_cases("litigation_direct", "litigation_after_review", "pending"),),
        {NATIONAL: "pending cases have no row before 2019"},
    ),
    PanelIndicator(
        "items_disclosed",
        "主动公开政府信息",
        (
            *_earlier("proactive.items", SAME, _OF_2014),
            Mapped(
                PROSE,
                ("disclosed.items",),
                BROADER,
                "stated in the text as 公开 or 发布 without 主动: it may count what was disclosed "
                "on request too",
            ),
        ),
        {OFFICIAL: _NO_ROW_SINCE},
    ),
    PanelIndicator(
        "normative_documents_issued",
        "制发规范性文件",
        (
            Mapped(
                OFFICIAL,
                ("proactive_disclosure.normative_documents.issued",),
                SAME,
                "the column of the 2021 form that defines the indicator",
            ),
            Mapped(
                OFFICIAL,
                ("proactive_disclosure.normative_documents.newly_made",),
                NOT_COMPARABLE,
                "the columns of the 2019 form (本年新制作数量) were replaced, not renamed, in 2021",
            ),
            *_earlier(
                "proactive.normative_documents_issued",
                BROADER,
                "before 2021 the label is 规范性文件, not 行政规范性文件",
            ),
        ),
    ),
    _only_2014("complaints", "举报投诉", "complaints", local=True),
    _only_2014("fees_charged", "依申请公开信息收取的费用", "fees_charged"),
    _only_2014("staff", "政府信息公开工作人员", "resources.staff"),
    _only_2014("staff_full_time", "专职人员", "resources.staff.full_time", local=True),
    _only_2014("staff_part_time", "兼职人员", "resources.staff.part_time", local=True),
    _only_2014("budget", "政府信息公开专项经费", "resources.budget"),
    _only_2014("trainees", "接受培训人员", "meetings_and_training.trainees"),
)
"""All indicators, in the panel's order."""
