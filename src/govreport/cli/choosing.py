"""Options that choose findings: ``--select``, ``--ignore``, ``--severity``, ``--profile``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from attrs import evolve, frozen

if TYPE_CHECKING:
    from govreport.checks import Profile
    from govreport.views.reporting import Selection

Command = TypeVar("Command", bound=Callable[..., object])

_SEVERITIES = ("error", "warning", "info")


@frozen
class Choice:
    """The profile, what is shown of its findings, and whether warnings count as failure."""

    profile: Profile
    selection: Selection
    strict: bool


def choosing_options(command: Command) -> Command:
    """Add the options; their values go to `choice`."""
    for names, more in (
        (
            ("--strict/--no-strict",),
            {"default": None, "help": "Exit with 1 for warnings too."},
        ),
        (
            ("--profile",),
            {"metavar": "NAME", "help": "Checks of a place: a shipped profile or a TOML file."},
        ),
        (
            ("--severity",),
            {"type": click.Choice(_SEVERITIES), "help": "Show only diagnostics as grave as this."},
        ),
        (
            ("--ignore",),
            {"metavar": "CODES", "help": "Leave out these codes or families (R, S)."},
        ),
        (
            ("--select",),
            {"metavar": "CODES", "help": "Show only these codes or families (R, S)."},
        ),
    ):
        command = click.option(*names, **more)(command)
    return command


def choice(
    select: str | None,
    ignore: str | None,
    severity: str | None,
    profile: str | None,
    strict: bool | None,
) -> Choice:
    """The options, completed from the settings of the folder; problems of a profile are told.

    Raises:
        click.UsageError: a code or a profile that there is not.
    """
    from govreport.checks import ProfileError
    from govreport.checks import profile as load
    from govreport.cli.configuration import settings
    from govreport.diagnostics import Severity
    from govreport.language import say
    from govreport.views.reporting import Selection

    configured = settings(Path.cwd())
    chosen = _codes(select, configured.get("select"))
    ignored = _codes(ignore, configured.get("ignore"))
    level = severity or configured.get("severity") or "info"
    if level not in _SEVERITIES:
        known = ", ".join(_SEVERITIES)
        raise click.UsageError(f"there is no severity {level!r}; there are {known}")
    try:
        found = load(configured.get("profile", "national") if profile is None else profile)
    except ProfileError as error:
        raise click.UsageError(say(error.args[0])) from None
    for problem in found.problems:
        click.echo(f"{say('note')}: {say('profile')} {say(problem)}", err=True)
    return Choice(
        _with_named(found, chosen),
        Selection(chosen, ignored, Severity(level)),
        bool(configured.get("strict", False) if strict is None else strict),
    )


def _codes(given: str | None, configured: list[str] | None) -> tuple[str, ...]:
    from govreport.views.reporting.entries import unknown_codes

    texts = [code.strip() for code in given.split(",")] if given is not None else configured or []
    codes = tuple(filter(None, texts))
    unknown = unknown_codes(codes)
    if unknown:
        raise click.UsageError(
            f"there is no code {unknown[0]!r}; govreport explain lists those that there are"
        )
    return codes


def _with_named(found: Profile, chosen: tuple[str, ...]) -> Profile:
    """A check that is selected by its own code is on, whatever the profile says."""
    from govreport.views.reporting.entries import checks_by_code

    named: dict[str, Any] = dict(found.settings)
    for code in chosen:
        one = checks_by_code().get(code)
        if one is not None:
            named[code] = evolve(found.of(one), on=True)
    return evolve(found, settings=named)
