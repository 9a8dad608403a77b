"""Profiles: which checks are on, with which parameters and severities, as TOML data."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from attrs import field, frozen

from govreport.checks.parameters import expected, shown
from govreport.checks.registry import Check, checks
from govreport.diagnostics import Severity
from govreport.errors import GovReportError
from govreport.language import Phrase, listing, phrase

NATIONAL = "national"
_SETTINGS = ("on", "severity")
_KEYS = ("title", "extends", "source", "checks")


class ProfileError(GovReportError):
    """A profile that cannot be used at all: no such file, no TOML."""


@frozen
class Setting:
    """What a profile says of one check."""

    on: bool
    severity: Severity
    parameters: Mapping[str, Any]


@frozen
class Profile:
    """Checks with their settings.

    Attributes:
        name: name of a shipped profile, or the path of a file.
        title: what it is for.
        source: the notice whose demands it holds.
        settings: id of a check -> what the profile says of it; others have their defaults.
        problems: what of the file could not be used, with the remedy; the rest counts.
    """

    name: str = NATIONAL
    title: str = ""
    source: str = ""
    settings: Mapping[str, Setting] = field(factory=dict)
    problems: tuple[str, ...] = ()

    def of(self, check: Check) -> Setting:
        """The settings of one check."""
        return self.settings.get(check.identifier) or Setting(
            check.on, check.severity, check.parameters
        )


def shipped_profiles() -> list[str]:
    """Names of the profiles that ship with the library.

    >>> shipped_profiles()
    ['huaihua-2021', 'national', 'wuwei-2025', 'yueyang']
    """
    folder = files("govreport.checks").joinpath("profiles")
    return sorted(f.name.removesuffix(".toml") for f in folder.iterdir() if f.name[0] != "_")


def profile(name: str | os.PathLike[str] = NATIONAL) -> Profile:
    """A shipped profile by name, or one's own by the path of its TOML file.

    What of the file cannot be used (an unknown check, a parameter of the wrong kind) is named in
    ``problems``, and the rest counts.

    Raises:
        ProfileError: there is no such profile, or it is no TOML.

    >>> profile("wuwei-2025").settings["S6"].parameters["most"]
    1000
    """
    return _profile(name, ())


def _profile(name: str | os.PathLike[str], below: tuple[str, ...]) -> Profile:
    """A profile; ``below`` are those that extend it, one on top of the other."""
    if str(name) in below:
        chain = listing([*below, str(name)])
        raise ProfileError(phrase("profiles extend one another in a circle: {chain}", chain=chain))
    data = _read(name)
    settings: dict[str, Setting] = {}
    problems: list[str] = []
    base = data.get("extends")
    if base is not None and base != NATIONAL:
        other = _profile(_beside(name, str(base)), (*below, str(name)))
        settings.update(other.settings)
        problems += other.problems
    found = [
        phrase("unknown key {key}; there are {known}", key=key, known=", ".join(_KEYS))
        for key in data
        if key not in _KEYS
    ]
    found += _settings(data.get("checks", {}), settings)
    problems += [phrase("{profile}: {problem}", profile=str(name), problem=one) for one in found]
    title, source = str(data.get("title", "")), str(data.get("source", ""))
    return Profile(str(name), title, source, settings, tuple(problems))


def _settings(asked: Any, settings: dict[str, Setting]) -> list[Phrase]:
    """Take over what a file says of each check; what of it cannot be used."""
    if not isinstance(asked, dict):
        return [phrase("checks must be a table, such as [checks.S6]")]
    known = {check.identifier: check for check in checks()}
    problems: list[Phrase] = []
    for identifier, table in asked.items():
        check = known.get(identifier)
        if check is None:
            problems.append(
                phrase(
                    "unknown check {check}; govreport explain lists those that there are",
                    check=identifier,
                )
            )
        elif not isinstance(table, dict):
            problems.append(
                phrase("{check}: expected a table of settings, [checks.{check}]", check=identifier)
            )
        else:
            start = settings.get(identifier) or Setting(True, check.severity, check.parameters)
            settings[identifier], found = _setting(check, start, table)
            problems += found
    return problems


def _beside(name: str | os.PathLike[str], base: str) -> str:
    """The base of a profile: a shipped one, or a file, beside the profile that extends it."""
    beside = Path(name).parent / base
    try:
        return str(beside) if base not in shipped_profiles() and beside.is_file() else base
    except ValueError:
        return base  # a name that no file can have


def _read(name: str | os.PathLike[str]) -> dict[str, Any]:
    if name in shipped_profiles():
        text = files("govreport.checks").joinpath(f"profiles/{name}.toml").read_text("utf-8")
        return tomllib.loads(text)
    path = Path(name)
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ProfileError(
            phrase(
                "there is no profile {name} ({why}); give a file, or one of {known}",
                name=name,
                why=error.strerror or error,
                known=", ".join(shipped_profiles()),
            )
        ) from None
    except (ValueError, RecursionError) as error:
        raise ProfileError(
            phrase("profile {name} is no TOML: {why}", name=name, why=error)
        ) from None


def _setting(
    check: Check, start: Setting, table: Mapping[str, Any]
) -> tuple[Setting, list[Phrase]]:
    """What a table says of a check, and what of it cannot be used: there ``start`` counts."""
    on, severity, parameters = True, start.severity, dict(start.parameters)
    problems = []
    for key, value in table.items():
        problem = _problem(check, key, value, start)
        if problem is not None:
            problems.append(problem)
        elif key == "on":
            on = value
        elif key == "severity":
            severity = Severity(value)
        else:
            parameters[key] = tuple(value) if isinstance(value, list) else value
    return Setting(on, severity, parameters), problems


def sound(check: Check, setting: Setting) -> tuple[Setting, list[Phrase]]:
    """A setting made in Python as a profile's would be: what cannot be used is the default."""
    if setting.parameters is check.parameters:
        return setting, []
    start = Setting(setting.on, setting.severity, check.parameters)
    found, problems = _setting(check, start, setting.parameters)
    return Setting(setting.on, setting.severity, found.parameters), problems


def _problem(check: Check, key: str, value: Any, start: Setting) -> Phrase | None:
    """What is wrong with one setting of a check, and what counts instead."""
    if key == "on":
        default, wanted = "true", expected(value, True)
    elif key == "severity":
        default, fits = start.severity.value, value in list(Severity)
        wanted = None if fits else phrase("one of {names}", names=listing(Severity))
    elif key in check.parameters:
        default = shown(start.parameters[key])
        wanted = expected(value, check.parameters[key])
    else:
        return phrase(
            "{check}: unknown parameter {key}; there are {known}",
            check=check.identifier,
            key=key,
            known=", ".join((*_SETTINGS, *check.parameters)),
        )
    if wanted is None:
        return None
    return phrase(
        "{check}: {key} must be {wanted}, got {value}; {default} is used until it is corrected or "
        "left out (on = false turns the check off)",
        check=check.identifier,
        key=key,
        wanted=wanted,
        value=shown(value),
        default=default,
    )
