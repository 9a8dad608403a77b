"""Profiles: which checks are on, with which parameters and severities, as TOML data."""

from __future__ import annotations

import datetime
import os
import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from attrs import field, frozen

from govreport.checks.registry import Check, checks
from govreport.diagnostics import Severity
from govreport.errors import GovReportError
from govreport.language import listing, phrase

NATIONAL = "national"
_SETTINGS = ("on", "severity")
_KEYS = ("title", "extends", "source", "checks")


class MonthDay(str):
    """A parameter that is a day of the year, such as ``01-31``; empty for none.

    >>> MonthDay.is_one("02-29"), MonthDay.is_one("31 January")
    (True, False)
    """

    @staticmethod
    def is_one(text: str) -> bool:
        """Whether a text is such a day, or empty."""
        try:
            return not text or bool(datetime.datetime.strptime(f"2000-{text}", "%Y-%m-%d"))
        except ValueError:
            return False


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
        other = _profile(str(base), (*below, str(name)))
        settings.update(other.settings)
        problems += other.problems
    known = {check.identifier: check for check in checks()}
    problems += [
        phrase("unknown key {key}; there are {known}", key=key, known=", ".join(_KEYS))
        for key in data
        if key not in _KEYS
    ]
    asked = data.get("checks", {})
    if not isinstance(asked, dict):
        problems.append(phrase("checks must be a table, such as [checks.S6]"))
    for identifier, table in asked.items() if isinstance(asked, dict) else ():
        check = known.get(identifier)
        if check is None:
            problems.append(
                phrase(
                    "unknown check {check}; govreport explain lists those that there are",
                    check=identifier,
                )
            )
        elif not isinstance(table, dict):
            problems.append(phrase("{check}: expected a table of settings", check=identifier))
        else:
            start = settings.get(identifier) or Setting(True, check.severity, check.parameters)
            setting, found = _setting(check, start, table)
            settings[identifier] = setting
            problems += found
    title, source = str(data.get("title", "")), str(data.get("source", ""))
    return Profile(str(name), title, source, settings, tuple(problems))


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
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProfileError(
            phrase("profile {name} is no TOML: {why}", name=name, why=error)
        ) from None


def _setting(
    check: Check, start: Setting, table: Mapping[str, Any]
) -> tuple[Setting, Iterator[str]]:
    on, severity, parameters = True, start.severity, dict(start.parameters)
    problems = []
    for key, value in table.items():
        wanted = bool if key == "on" else str if key == "severity" else None
        if wanted is None and key in parameters:
            wanted = type(parameters[key])
        if wanted is None:
            known = ", ".join((*_SETTINGS, *check.parameters))
            problems.append(
                phrase(
                    "{check}: unknown parameter {key}; there are {known}",
                    check=check.identifier,
                    key=key,
                    known=known,
                )
            )
        elif not _fits(value, wanted) or (key == "severity" and value not in list(Severity)):
            problems.append(
                phrase(
                    "{check}: {key} must be {wanted}, got {value}",
                    check=check.identifier,
                    key=key,
                    wanted=_NAMES.get(wanted, wanted.__name__)
                    if key != "severity"
                    else ", ".join(Severity),
                    value=repr(value),
                )
            )
        elif key == "on":
            on = value
        elif key == "severity":
            severity = Severity(value)
        else:
            parameters[key] = tuple(value) if isinstance(value, list) else value
    return Setting(on, severity, parameters), iter(problems)


_NAMES: dict[type, str] = {
    bool: phrase("true or false"),
    int: phrase("an integer"),
    float: phrase("a number"),
    str: phrase("a text"),
    tuple: phrase("a list of texts"),
    datetime.date: phrase("a date"),
    MonthDay: phrase("a day of the year, such as 01-31, or empty"),
}


def _fits(value: Any, wanted: type) -> bool:
    if wanted is tuple:
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    if wanted is MonthDay:
        return isinstance(value, str) and MonthDay.is_one(value)
    if wanted is float:
        return type(value) in (int, float)
    return type(value) is wanted
