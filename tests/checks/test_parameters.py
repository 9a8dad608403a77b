"""Parameters of checks: each bad value is named once, with what is expected; the rest goes on."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from tests.checks.reports import GOOD, spoilt

from govreport.checks import (
    Check,
    CheckGroup,
    Examination,
    Profile,
    ProfileError,
    Setting,
    check,
    check_peers,
    check_region,
    checks,
    compare,
    profile,
)
from govreport.checks.items import Items
from govreport.checks.parameters import expected
from govreport.language import say

PARAMETERS = [(one, name) for one in checks() for name in one.parameters]

BAD = {
    "''": "",
    "' '": " ",
    "'31 January'": "31 January",
    "'02-30'": "02-30",
    "'01-31-2022'": "01-31-2022",
    "-1": -1,
    "-0.5": -0.5,
    "nan": math.nan,
    "inf": math.inf,
    "0x" + "f" * 5000: int("f" * 5000, 16),
    "true": True,
    "1.5": 1.5,
    "90": 90,
    "[]": (),
    "['']": ("",),
    "[3]": (3,),
    "['新收件']": ("新收件",),
    "2022-01-31": datetime.date(2022, 1, 31),
    "{ a = 1 }": {"a": 1},
}
"""Values as TOML prints them; most are bad for most parameters, and no test says which."""


def _every_examination(chosen: Profile) -> Iterator[Examination]:
    """Reports of a department, a government, an office and a town, alone and beside others."""
    names = ("临江区民政局", "临江区人民政府", "临江市人民政府", "临江区人民政府办公室", "临江镇")
    published = datetime.date(GOOD.year + 1 if GOOD.year else 2024, 2, 8)
    reports = [spoilt(agency=name, published=published) for name in names]
    for report in reports:
        yield check(report, chosen)
    before = evolve(GOOD, year=(GOOD.year or 0) - 1)
    yield compare(before, GOOD, chosen)
    yield compare(GOOD, spoilt(published=published), chosen)
    yield check_region(reports[1], reports[:1], chosen)
    yield from check_peers(reports, chosen)


def _failed(chosen: Profile) -> list[str]:
    return [
        f"{verdict.check}: {verdict.reason}"
        for found in _every_examination(chosen)
        for verdict in found.verdicts
        if "the check failed" in verdict.reason
    ]


def _identity(value: tuple[Check, str] | str) -> str:
    if isinstance(value, tuple):
        return f"{value[0].identifier}.{value[1]}"
    return value[:20]


@pytest.mark.parametrize("printed", BAD, ids=_identity)
def test_no_value_makes_a_check_fail(tmp_path: Path, printed: str) -> None:
    """Every parameter of every check with the same value: it is used, or named and not used."""
    tables: dict[str, str] = {}
    for one, name in PARAMETERS:
        tables.setdefault(one.identifier, f"[checks.{one.identifier}]\non = true\n")
        tables[one.identifier] += f"{name} = {printed}\n"
    path = tmp_path / "own.toml"
    path.write_text("".join(tables.values()), encoding="utf-8")
    chosen = profile(path)

    assert _failed(chosen) == []
    for one, name in PARAMETERS:
        said = [p for p in chosen.problems if f"{one.identifier}: {name} must be" in p]
        used = chosen.settings[one.identifier].parameters[name]
        wanted = expected(used, one.parameters[name])
        assert wanted is None
        if said:
            assert len(said) == 1
            assert used == one.parameters[name]
            assert str(path) in said[0]


@pytest.mark.parametrize("printed", BAD, ids=_identity)
def test_the_same_of_settings_made_in_python(printed: str) -> None:
    """A profile that no file is behind names them in the notes of what was examined."""
    settings = {
        one.identifier: Setting(
            True, one.severity, dict.fromkeys(one.parameters, BAD[printed]) | {"no such": 3}
        )
        for one, _ in PARAMETERS
    }
    chosen = Profile(settings=settings)
    noted = {str(note) for found in _every_examination(chosen) for note in found.notes}

    assert _failed(chosen) == []
    for one, name in PARAMETERS:
        said = any(note.startswith(f"{one.identifier}: {name} must be") for note in noted)
        assert said == (expected(BAD[printed], one.parameters[name]) is not None)
    assert any("unknown parameter no such" in note for note in noted)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("D1]\ndepartment = ''", "D1: department must be a day of the year, such as 01-31, got ''"),
        ("D1]\ntownship = 3", "D1: township must be a day of the year, such as 01-31, or empty"),
        ("S6]\nmost = -1", "S6: most must be a whole number, 0 or more, got -1; 1000 is used"),
        ("Y1]\nleast = 90", "Y1: least must be a number from 0 to 1, got 90; 0.9 is used"),
        ("G1]\ncomplete = 1", "G1: complete must be true or false, got 1; false is used"),
        ("S11]\nfigures = ['新收件']", "one or more of 新收, 上年结转, 结转下年度, 办结, got"),
        ("S11]\nfigures = []", "one or more of 新收, 上年结转, 结转下年度, 办结, got []"),
    ],
)
def test_the_message(tmp_path: Path, table: str, said: str) -> None:
    """File, check, parameter, what is expected, what is used, and how to turn the check off."""
    path = tmp_path / "own.toml"
    path.write_text(f"[checks.{table}\n", encoding="utf-8")
    (problem,) = profile(path).problems

    assert said in problem
    assert problem.startswith(f"{path}: ")
    assert "(on = false turns the check off)" in problem
    assert "应为" in say(problem, "zh")


def test_what_a_file_extends_stays_in_force(tmp_path: Path) -> None:
    """A value that cannot be used leaves that of the profile below, which may stand beside it."""
    (tmp_path / "city.toml").write_text("[checks.S6]\nmost = 700\n", encoding="utf-8")
    own = tmp_path / "own.toml"
    own.write_text("extends = 'city.toml'\n[checks.S6]\nmost = -5\n", encoding="utf-8")
    found = profile(own)

    assert found.settings["S6"].parameters["most"] == 700
    assert "700 is used" in found.problems[0]


@pytest.mark.parametrize("text", ["a = " + "9" * 5000, "a = " + "[" * 5000, "[checks"])
def test_files_that_no_reader_of_toml_takes(tmp_path: Path, text: str) -> None:
    """Each is an error that names the file."""
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ProfileError, match=r"own\.toml is no TOML"):
        profile(path)


@pytest.mark.parametrize(
    ("value", "default"), [(3, 1), (-3, -1), (0.25, 1.5), ("x", ""), ("x", "y"), ("", "")]
)
def test_what_fits(value: Any, default: Any) -> None:
    """Kinds are those of the defaults; where the default is negative or empty, others may be."""
    assert expected(value, default) is None


def test_a_default_that_its_own_kind_refuses() -> None:
    """A package learns it when it declares the check."""
    group = CheckGroup("own", "for the test")

    def x1(subject: object) -> Items:
        """Something."""
        yield from ()

    with pytest.raises(ValueError, match="check X1: default of most must be a number"):
        group.check(basis="own", most=math.nan)(x1)
