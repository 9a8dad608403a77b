"""Section 三, 收到和处理政府信息公开申请情况: requests received and what became of them."""

from __future__ import annotations

from attrs import field, frozen

from govreport.model.values import Count


@frozen
class ApplicantCounts:
    """One row of the requests table: 申请人情况 in seven columns, unit 件.

    ``total`` is the printed 总计, never computed (rule R3 is checked, not enforced).
    """

    natural_person: Count | None = None
    commercial_enterprise: Count | None = None
    research_institution: Count | None = None
    public_welfare_organisation: Count | None = None
    legal_service_organisation: Count | None = None
    other: Count | None = None
    total: Count | None = None


@frozen
class Withheld:
    """(三)不予公开, eight rows."""

    state_secret: ApplicantCounts | None = None
    prohibited_by_law: ApplicantCounts | None = None
    security_and_stability: ApplicantCounts | None = None
    third_party_rights: ApplicantCounts | None = None
    internal_affairs: ApplicantCounts | None = None
    deliberative_process: ApplicantCounts | None = None
    enforcement_files: ApplicantCounts | None = None
    administrative_enquiry: ApplicantCounts | None = None


@frozen
class Unavailable:
    """(四)无法提供, three rows."""

    not_held: ApplicantCounts | None = None
    requires_creation: ApplicantCounts | None = None
    still_unclear: ApplicantCounts | None = None


@frozen
class NotProcessed:
    """(五)不予处理, five rows."""

    petition_or_complaint: ApplicantCounts | None = None
    duplicate: ApplicantCounts | None = None
    public_publication: ApplicantCounts | None = None
    excessive: ApplicantCounts | None = None
    confirm_or_reissue: ApplicantCounts | None = None


@frozen
class OtherHandling:
    """(六)其他处理: one ``combined`` row in the 2019 form, three rows in the 2021 form."""

    combined: ApplicantCounts | None = None
    correction_overdue: ApplicantCounts | None = None
    fee_unpaid: ApplicantCounts | None = None
    miscellaneous: ApplicantCounts | None = None


@frozen
class Results:
    """三、本年度办理结果. Groups are always there; a row that is not printed is None."""

    disclosed: ApplicantCounts | None = None
    partially_disclosed: ApplicantCounts | None = None
    withheld: Withheld = field(factory=Withheld)
    unavailable: Unavailable = field(factory=Unavailable)
    not_processed: NotProcessed = field(factory=NotProcessed)
    other_handling: OtherHandling = field(factory=OtherHandling)
    total: ApplicantCounts | None = None


@frozen
class Requests:
    """The table of section 三: 23 rows in the 2019 form, 25 in the 2021 form."""

    new_requests: ApplicantCounts | None = None
    carried_over: ApplicantCounts | None = None
    results: Results = field(factory=Results)
    carried_forward: ApplicantCounts | None = None
