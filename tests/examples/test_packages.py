"""The example plugins, built and installed beside our wheel as anybody would."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import PLUGINS, Environment, build_wheel

pytestmark = pytest.mark.packages

TEXT = Path(__file__).with_name("hubei_2020.txt")


def test_our_wheel_is_what_is_tested(environment: Environment) -> None:
    """The library comes from the environment, not from the source tree."""
    shown = environment.run("-c", "import govreport; print(govreport.__file__)").stdout

    assert str(environment.folder) in shown


def test_the_plugins_are_listed(environment: Environment) -> None:
    """``govreport plugins`` lists the three examples beside the built-in plugins."""
    shown = environment.run("-m", "govreport.cli", "plugins", "--json").stdout
    listed = {(p["family"], p["name"]): p for p in json.loads(shown)}

    for family, name, distribution in (
        ("templates", "hubei-2020", "govreport-hubei-2020"),
        ("layouts", "boxes", "govreport-boxes"),
        ("readers", "csv", "govreport-csv"),
    ):
        assert listed[family, name]["distribution"] == distribution
        assert listed[family, name]["state"] == "ok"
    assert {p["state"] for p in listed.values()} == {"ok"}
    assert ("templates", "2019") in listed


def test_the_added_row_is_a_typed_field(environment: Environment) -> None:
    """With the package installed the row is a field; without it, an extra row."""
    code = (
        "import sys, json, govreport\n"
        "report = govreport.read(sys.argv[1])\n"
        "again = govreport.from_json(govreport.to_json(report))\n"
        "row = getattr(again.proactive_disclosure, 'other_disclosed_documents', None)\n"
        "paths = [r.path for r in govreport.records(report) if r.value == 5]\n"
        "print(json.dumps([row and row.total_disclosed, paths, list(report.extra)]))\n"
    )
    with_it = environment.run("-c", code, str(TEXT)).stdout
    disabled = f"import os; os.environ['GOVREPORT_DISABLE_PLUGINS'] = 'hubei-2020'\n{code}"
    without_it = environment.run("-c", disabled, str(TEXT)).stdout

    path = "proactive_disclosure.other_disclosed_documents.total_disclosed"
    assert json.loads(with_it) == [5, [path], []]
    extra = "extra.proactive_disclosure[0].values[2]"
    assert json.loads(without_it) == [None, [extra], ["proactive_disclosure"]]


@pytest.mark.parametrize("project", sorted(path.name for path in PLUGINS.iterdir()))
def test_their_own_tests_pass(environment: Environment, project: str) -> None:
    """Each example's tests pass against the installed wheels."""
    environment.run("-m", "pytest", "-q", "-p", "no:cacheprovider", str(PLUGINS / project))


def test_the_suite_runs_without_test_code(environment: Environment) -> None:
    """``pytest --govreport-plugin NAME`` runs the conformance suite for installed plugins."""
    options = ("-v", "-p", "no:cacheprovider", "--govreport-plugin", "boxes")
    shown = environment.run("-m", "pytest", *options).stdout

    assert "Test_layouts_boxes::test_round_trip PASSED" in shown
    assert "skipped" not in shown


@pytest.mark.parametrize(
    ("command", "name", "options"),
    [
        ("new-template", "made-form", []),
        ("new-template", "made-list", ["--list"]),
        ("new-layout", "made-layout", []),
        ("new-reader", "made-reader", []),
        ("new-check", "made-check", []),
    ],
)
def test_a_new_package_works_as_it_is_written(
    environment: Environment, tmp_path: Path, command: str, name: str, options: list[str]
) -> None:
    """What ``govreport new-...`` writes builds, installs, and passes its own tests."""
    where = ["--directory", str(tmp_path)]
    environment.run("-m", "govreport.cli", command, name, *where, *options)
    project = tmp_path / f"govreport-{name}"
    environment.install(build_wheel(project, tmp_path))
    shown = environment.run("-m", "pytest", "-q", "-p", "no:cacheprovider", str(project)).stdout
    listed = environment.run("-m", "govreport.cli", "plugins", "--json").stdout
    module = f"govreport_{name.replace('-', '_')}"
    environment.run("-c", f"import {module}")

    assert " passed" in shown
    assert name in [p["name"] for p in json.loads(listed) if p["state"] == "ok"]
