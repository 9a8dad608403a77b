"""What a check is, and how groups of them are declared, built-in or in a package of one's own."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Literal, TypeAlias

from attrs import define, field, frozen

from govreport.checks.items import Items
from govreport.checks.parameters import expected
from govreport.diagnostics import Severity
from govreport.plugins.interfaces import INTERFACE_VERSION

Basis: TypeAlias = Literal["law", "form", "local", "practice", "own"]
Scope: TypeAlias = Literal["report", "years", "versions", "region", "peers"]
Era: TypeAlias = Literal["since 2019", "before 2019", "any"]

_REMEDIES = {
    "law": "Compare with the original; if it is printed so, ask the agency to correct the report.",
    "form": "Compare with the original; if it is printed so, ask the agency to correct the report.",
    "local": "See the notice that the profile names.",
    "practice": "Look at the place in the original; it may have a reason that the report states.",
    "own": "Look at the figures; nothing need be wrong.",
}


@frozen
class Check:
    """One demand on reports.

    Attributes:
        identifier: ``R1``, ``S5`` ...; the code of its findings.
        sentence: what must hold.
        source: where the demand comes from, and what real reports do with it.
        basis: ``law``, ``form`` (printed in it), ``local`` (a notice of one place),
            ``practice`` (what evaluators hold reports to), ``own`` (ours).
        group: name of the group it is declared in.
        severity: of its findings.
        scope: looks at one ``report``, at two ``years`` of one agency, at two published
            ``versions`` of one report, at a ``region`` with its units, or at ``peers``.
        era: reports that it is about.
        first_year: of the data; reports of earlier years are not held to it.
        on: whether it is evaluated when no profile says otherwise.
        parameters: name -> default value.
        example: a finding, as it is printed.
        remedy: what to do.
        function: yields what is broken and what cannot be seen.
    """

    identifier: str
    sentence: str
    source: str
    basis: Basis
    group: str
    severity: Severity
    scope: Scope
    era: Era
    first_year: int | None
    on: bool
    parameters: Mapping[str, Any]
    example: str
    remedy: str
    function: Callable[..., Items] = field(repr=False)


Function: TypeAlias = Callable[..., Items]


@define
class CheckGroup:
    """Checks of one kind; what the entry-point group ``govreport.checks`` registers.

    Attributes:
        name: the name it is registered under.
        description: one line for ``govreport plugins``.

    >>> group = CheckGroup("hunan", "what Hunan asks for")
    >>> @group.check(basis="local")
    ... def hn1(subject):
    ...     \"\"\"The title names the year.
    ...
    ...     A notice of the province.
    ...     \"\"\"
    ...     yield from ()
    >>> group.checks[0].identifier, group.checks[0].sentence
    ('HN1', 'The title names the year.')
    """

    name: str
    description: str
    checks: list[Check] = field(factory=list)
    interface: int = INTERFACE_VERSION

    def check(
        self,
        *,
        basis: Basis,
        severity: Severity | None = None,
        scope: Scope = "report",
        era: Era = "since 2019",
        first_year: int | None = None,
        on: bool | None = None,
        example: str = "",
        remedy: str = "",
        **parameters: Any,
    ) -> Callable[[Function], Function]:
        """Declare a function as a check; its name is the id, its docstring the demand.

        The first paragraph of the docstring says what must hold, the rest where that comes from.

        Args:
            basis: see `Check`.
            severity: of its findings; None for warning, and info where the basis is ``own``.
            scope: see `Check`; decides the arguments of the function: one `Subject`; two, the
                earlier first; a region and its units; a list of peers.
            era: see `Check`.
            first_year: see `Check`.
            on: None for on, and off where the basis is ``own`` or ``local``.
            example: a finding.
            remedy: None for the usual one of the basis.
            parameters: the parameters that a profile may set, with their defaults.

        Raises:
            ValueError: the function has no docstring, the group has the id already, or a default
                is none of its own kind.
        """

        def declare(function: Function) -> Function:
            sentence, _, source = (inspect.getdoc(function) or "").partition("\n\n")
            identifier = function.__name__.upper()
            if not sentence:
                raise ValueError(f"check {identifier} has no docstring: it is the demand")
            if any(known.identifier == identifier for known in self.checks):
                raise ValueError(f"check {identifier} is declared twice in group {self.name}")
            for name, default in parameters.items():
                if (wanted := expected(default, default)) is not None:
                    raise ValueError(f"check {identifier}: default of {name} must be {wanted}")
            self.checks.append(
                Check(
                    identifier=identifier,
                    sentence=_flat(sentence),
                    source=_flat(source),
                    basis=basis,
                    group=self.name,
                    severity=severity or (Severity.INFO if basis == "own" else Severity.WARNING),
                    scope=scope,
                    era=era,
                    first_year=first_year,
                    on=basis not in ("own", "local") if on is None else on,
                    parameters=MappingProxyType(dict(parameters)),
                    example=example,
                    remedy=remedy or _REMEDIES[basis],
                    function=function,
                )
            )
            return function

        return declare


def _flat(text: str) -> str:
    return " ".join(text.split())


def checks() -> list[Check]:
    """Every check that is installed, in the order of the groups; see `broken_groups`.

    >>> [check.identifier for check in checks()][:3]
    ['R1', 'R2', 'R3']
    """
    return list(_collected()[0].values())


def broken_groups() -> dict[str, str]:
    """Name of a group -> why it, or one of its checks, cannot be used."""
    return dict(_collected()[1])


def _collected() -> tuple[dict[str, Check], dict[str, str]]:
    from govreport.plugins.registry import registry

    family = registry("checks")
    found: dict[str, Check] = {}
    problems: dict[str, str] = {}
    for group in _ordered(family.all()):
        reason = None if family.is_own(group) else unfit_group(group)
        if reason is not None:
            problems[group.name] = f"checks {family.describe(group)} cannot be used: {reason}"
            continue
        for one in group.checks:
            taken = found.get(one.identifier)
            if taken is None:
                found[one.identifier] = one
            else:
                problems[group.name] = (
                    f"check {one.identifier} of group {group.name} is left out: group "
                    f"{taken.group} has a check of this id"
                )
    return found, {**family.errors, **problems}


def unfit_group(group: Any) -> str | None:
    """What is wrong with a group of checks of a package, None for a sound one.

    >>> unfit_group(CheckGroup("hunan", "what Hunan asks for", checks=None))
    'its checks are no list of Check'
    """
    if type(group.checks) is not list or not all(type(one) is Check for one in group.checks):
        return "its checks are no list of Check"
    return None


_ORDER = (
    *("requests", "review", "disclosure", "numbers", "prose", "sections", "content"),
    *("dates", "form", "wording", "years", "region", "statistics"),
)


def _ordered(groups: list[CheckGroup]) -> Iterator[CheckGroup]:
    rank = {name: index for index, name in enumerate(_ORDER)}
    return iter(sorted(groups, key=lambda group: rank.get(group.name, len(rank))))
