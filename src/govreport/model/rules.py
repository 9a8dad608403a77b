"""Which cells add up to which: the sums of the official tables, as data.

One knowledge for placing a cell and for checking a report: an equation names the record paths on
both of its sides, and holds if the sums of the two sides are equal.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from itertools import chain

from attrs import frozen

APPLICANTS = (
    "natural_person",
    "commercial_enterprise",
    "research_institution",
    "public_welfare_organisation",
    "legal_service_organisation",
    "other",
)
"""The columns of the requests table that its last one, ``total``, adds up."""

COLUMNS = (*APPLICANTS, "total")

OUTCOMES = ("upheld", "corrected", "other_result", "pending")
"""The columns of a block of section 四 that its last one, ``total``, adds up."""

BLOCKS = ("review", "litigation_direct", "litigation_after_review")

_COMMON_RESULTS = (
    "disclosed",
    "partially_disclosed",
    "withheld.state_secret",
    "withheld.prohibited_by_law",
    "withheld.security_and_stability",
    "withheld.third_party_rights",
    "withheld.internal_affairs",
    "withheld.deliberative_process",
    "withheld.enforcement_files",
    "withheld.administrative_enquiry",
    "unavailable.not_held",
    "unavailable.requires_creation",
    "unavailable.still_unclear",
    "not_processed.petition_or_complaint",
    "not_processed.duplicate",
    "not_processed.public_publication",
    "not_processed.excessive",
    "not_processed.confirm_or_reissue",
)
_OTHER_HANDLING = {
    "2019": ("other_handling.combined",),
    "2021": (
        "other_handling.correction_overdue",
        "other_handling.fee_unpaid",
        "other_handling.miscellaneous",
    ),
}
RESULTS = {
    form: tuple(f"requests.results.{row}" for row in (*_COMMON_RESULTS, *rows))
    for form, rows in _OTHER_HANDLING.items()
}
"""Form -> the rows that a request can end in, in order; groups carry no value."""

REQUEST_ROWS = {
    form: (
        "requests.new_requests",
        "requests.carried_over",
        *results,
        "requests.results.total",
        "requests.carried_forward",
    )
    for form, results in RESULTS.items()
}
"""Form -> every row of the requests table, in order."""

ROW_SUMS = {
    form: {
        "R1": (
            ("requests.new_requests", "requests.carried_over"),
            ("requests.results.total", "requests.carried_forward"),
        ),
        "R2": (results, ("requests.results.total",)),
    }
    for form, results in RESULTS.items()
}
"""Form -> rule -> the rows of both sides; each of the seven columns is one equation."""

STATISTICS_SUMS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "P1": (("requests.received", ("in_person", "fax", "online", "letter")),),
    "P2": (("requests.completed", ("on_time", "extended")),),
    "P3": (
        (
            "requests.replies",
            (
                *("already_public", "granted", "partially_granted", "refused"),
                *("other_organ", "nonexistent", "correction_asked", "other_channel"),
            ),
        ),
    ),
    "P4": (
        (
            "requests.replies.refused",
            (
                *("state_secret", "trade_secret", "privacy", "security_and_stability"),
                *("not_government_information", "other_legal_grounds"),
            ),
        ),
    ),
    "P5": (
        ("review", ("upheld", "corrected", "other")),
        ("litigation", ("upheld_or_dismissed", "corrected", "other")),
    ),
    "P6": (("resources.staff", ("full_time", "part_time")),),
}
"""Rule -> the indicators of the national table 2014 to 2018, each with the parts it adds up."""


@frozen
class Equation:
    """Two sets of cells with the same sum, by record paths.

    >>> equations("2021")[0]
    Equation(rule='R1', left=('requests.new_requests.natural_person', \
'requests.carried_over.natural_person'), right=('requests.results.total.natural_person', \
'requests.carried_forward.natural_person'))
    """

    rule: str
    left: tuple[str, ...]
    right: tuple[str, ...]

    @property
    def paths(self) -> tuple[str, ...]:
        """The cells of both sides."""
        return self.left + self.right

    def holds(self, values: Mapping[str, int | Decimal]) -> bool | None:
        """Whether both sides add up to the same; None while a cell has no value.

        >>> Equation("R3", ("a", "b"), ("total",)).holds({"total": 3, "a": 1, "b": 2})
        True
        """
        if any(path not in values for path in self.paths):
            return None
        return sum(values[p] for p in self.left) == sum(values[p] for p in self.right)


@cache
def equations(form: str) -> tuple[Equation, ...]:
    """The sums R1, R2, R3 and R5 of the tables in sections 三 and 四.

    Args:
        form: ``"2019"`` or ``"2021"``, the form of the requests table.
    """
    return tuple(chain(_of_columns(form), _of_rows(form), _of_blocks()))


@cache
def equations_of(form: str, rule: str) -> tuple[Equation, ...]:
    """The sums of one rule in one form.

    >>> {equation.rule for equation in equations_of("2021", "R5")}
    {'R5'}
    """
    return tuple(equation for equation in equations(form) if equation.rule == rule)


def _of_columns(form: str) -> Iterator[Equation]:
    for rule, sides in ROW_SUMS[form].items():
        for column in COLUMNS:
            left, right = (tuple(f"{row}.{column}" for row in rows) for rows in sides)
            yield Equation(rule, left, right)


def _of_rows(form: str) -> Iterator[Equation]:
    for row in REQUEST_ROWS[form]:
        yield Equation("R3", tuple(f"{row}.{name}" for name in APPLICANTS), (f"{row}.total",))


def _of_blocks() -> Iterator[Equation]:
    for block in BLOCKS:
        path = f"review_and_litigation.{block}"
        yield Equation("R5", tuple(f"{path}.{name}" for name in OUTCOMES), (f"{path}.total",))
