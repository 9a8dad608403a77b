"""Write the files of a package, with its name where a placeholder stands."""

from __future__ import annotations

import keyword
import re
from collections.abc import Mapping
from pathlib import Path

from govreport.errors import GovReportError
from govreport.export.writing import make_folder, text_file
from govreport.language import phrase

_NAME = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")


def package(family: str, target: str, what: str, steps: str) -> dict[str, str]:
    """The files that every package has.

    Args:
        family: the family of plugins, e.g. ``"layouts"``.
        target: the object in the module that the entry point names.
        what: what the package is, e.g. ``"The layout @NAME@"``.
        steps: the numbered steps of the README, before those that are the same for all.
    """
    count = steps.count("\n") + 1
    return {
        "pyproject.toml": f"""\
[build-system]
requires = ["hatchling>=1.25"]
build-backend = "hatchling.build"

[project]
name = "govreport-@NAME@"
version = "0.1.0"
description = "{what} for govreport."
readme = "README.md"
requires-python = ">=3.11"
dependencies = ["govreport>=0.1"]

[project.optional-dependencies]
test = ["govreport[test]"]

[project.entry-points."govreport.{family}"]
@NAME@ = "@MODULE@:{target}"

[tool.hatch.build.targets.wheel]
packages = ["src/@MODULE@"]
""",
        "README.md": f"""\
# govreport-@NAME@

{what} for [govreport](https://pypi.org/project/govreport/).

{steps}
{count + 1}. Run the conformance suite: `pip install -e '.[test]'`, then `pytest`.
{count + 2}. Look for flaws: `govreport plugins --check @NAME@`.
{count + 3}. Build and publish: `python -m build`, `twine upload dist/*`.
""",
        "src/@MODULE@/py.typed": "",
    }


def write_files(name: str, folder: Path, files: Mapping[str, str]) -> list[Path]:
    """Write the files of a package, with its name in the place of ``@NAME@`` and the like.

    Args:
        name: name of the plugin, e.g. ``"hunan-2022"``; the package is ``govreport-NAME``.
        folder: where the package's folder is made.
        files: path -> text.

    Returns:
        The files.

    Raises:
        GovReportError: the name cannot be one, or the folder is there already.
    """
    if not _NAME.fullmatch(name):
        raise GovReportError(
            phrase(
                "{name} cannot be the name of a plugin: use small letters, digits and hyphens, "
                "for instance hunan-2022",
                name=repr(name),
            )
        )
    module = "govreport_" + name.replace("-", "_")
    assert not keyword.iskeyword(module)
    root = folder / f"govreport-{name}"
    if root.exists():
        raise GovReportError(
            phrase("{folder} is there already: choose another name or --directory", folder=root)
        )
    letters = "".join(part[0] for part in re.split(r"[-_]", name)) + "x"
    words = {
        "@NAME@": name,
        "@MODULE@": module,
        "@CLASS@": "".join(part.capitalize() for part in re.split(r"[-_]", name)),
        "@ID@": letters.upper(),
        "@id@": letters,
    }
    written = []
    for path, text in files.items():
        for word, value in words.items():
            path, text = path.replace(word, value), text.replace(word, value)
        target = root / path
        make_folder(target.parent)
        with text_file(target) as stream:
            stream.write(text)
        written.append(target)
    return written
