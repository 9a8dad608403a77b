"""Which tests are slow, and how many examples Hypothesis tries.

``make test`` leaves the slow ones out, ``make test-slow`` runs them, and the property tests once
more with more examples; hosted checks run both.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent

SLOW = {
    "attack/test_mutations.py::test_no_mutation_makes_a_number_silently_wrong": "198 attacks",
    "batching": "worker processes that are killed, clusters, full disks",
    "docs/test_examples.py::test_commands": "runs every command of the documentation",
    "docs/test_site.py": "builds the site in both languages",
    "examples/test_bare_wheel.py": "builds the wheel and installs it bare",
    "examples/test_packages.py": "builds and installs the example plugins",
    "export/test_writing.py::test_no_room_for_what_a_format_needs": "full disks",
    "frames/test_files.py::test_a_full_disk_is_one_line": "full disks",
    "frames/test_frames.py::test_every_published_document_concatenates_without_a_cast": (
        "every document in pandas, Polars and DuckDB; those of every layout are quick"
    ),
    "hostile/test_batch.py": "worker processes over hostile files",
    "hostile/test_fuzz.py": "a second of fuzzing for each target",
    "hostile/test_hostile.py::test_half_a_table_is_half_a_report[glued]": "cut at 60 places",
    "hostile/test_hostile.py::test_large_repetitive_input_is_survived['0 0 0 0 0 0 ']": "15 s",
    "hostile/test_network.py::test_libreoffice_fetches_and_runs_nothing": "runs LibreOffice",
    "plugins/test_matrix.py::test_loading": "every fault at every entry point",
    "plugins/test_matrix.py::test_templates": "templates with every fault in every answer",
    "readers/test_isolation.py": "child processes with limits of time and memory",
    "readers/test_limits.py::test_limits_of_the_child_are_settable": "child processes",
    "readers/test_picture_damage.py": "recognition of pictures",
    "readers/test_pictures.py": "recognition of pictures",
    "readers/test_real_programs.py": "files of real programs, some converted by LibreOffice",
    "readers/test_ruling_lines.py": "images of pages",
    "readers/test_scanned_pdf.py": "recognition of scanned pages",
    "readers/test_spreadsheet.py::test_damaged_workbook_of_before_2007": "300 damaged workbooks",
    "review/test_browser.py": "pages in Chromium",
    "review/test_hostile_pages.py::test_a_folder_of_hostile_pages": "pages in Chromium",
    "review/test_hostile_pages.py::test_a_server_of_hostile_pages": "servers and pages in Chromium",
    "review/test_keyboard.py": "pages in Chromium",
    "review/test_server.py": "servers that are started and killed",
    "review/test_site.py::test_a_picture_file_is_shown_with_the_boxes_of_its_cells": "a picture",
    "scaling": "measures time and memory over growing input",
    "testing/test_strategies.py": "draws and shrinks many reports",
    "views/test_feedback_sheet.py::test_one_page_of_paper": "pages in Chromium",
    "views/test_notebook.py::test_a_notebook_is_executed": "starts a kernel",
    "views/test_round_trip_programs.py": "pages and files made by Chromium and LibreOffice",
}
"""Folders, files and tests below ``tests`` that ``make test`` leaves out, and what takes long."""

_CHECKS = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example)

settings.register_profile(
    "quick", derandomize=True, deadline=None, max_examples=4, suppress_health_check=_CHECKS
)
settings.register_profile(
    "ci", derandomize=True, deadline=None, max_examples=25, suppress_health_check=_CHECKS
)
settings.register_profile(
    "deep", deadline=None, max_examples=2500, suppress_health_check=_CHECKS, print_blob=True
)
settings.load_profile(os.environ.get("GOVREPORT_HYPOTHESIS", "quick"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that `SLOW` names."""
    for item in items:
        if ROOT not in item.path.parents:
            continue
        file = item.path.relative_to(ROOT)
        names = (item.name, getattr(item, "originalname", item.name))
        tests = [f"{file.as_posix()}::{name}" for name in names]
        places = [file.as_posix(), *(folder.as_posix() for folder in file.parents), *tests]
        if any(place in SLOW for place in places):
            item.add_marker("slow")
