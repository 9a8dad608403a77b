"""Ask plugins, and keep what one of them does wrong to itself.

A plugin may raise, loop, or answer nonsense; it is then named in a `Problem`, which becomes a
diagnostic of the report, and the others are asked as if it were not there. Built-in plugins are
asked in the same way, only without the time limit: their time is tested.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from attrs import frozen

from govreport.diagnostics import Diagnostic, Severity
from govreport.document import Document
from govreport.errors import GovReportError, PluginError
from govreport.plugins.registry import Evidence, Registry, is_strict
from govreport.plugins.timeout import TooSlow, limited
from govreport.text.cells import Cell
from govreport.trace import Asked

DETECTION_SECONDS = 2.0
"""Time that a plugin which is not built in may take to judge one document."""

READING_SECONDS = 20.0
"""Time that it may take to find the cells of a document, or to read one table."""

_Result = TypeVar("_Result")


def spoken(error: BaseException) -> str:
    """An exception in words, also one whose own words cannot be had.

    >>> spoken(ValueError("no table"))
    'ValueError: no table'
    """
    try:
        text = str.__str__(str(error))  # of a subclass of str, the plain text
    except Exception:
        text = "its message cannot be read"
    return f"{type(error).__name__}: {text[:2000]}"


def unfit_document(document: Any) -> str | None:
    """What is wrong with what a reader returned, None for a sound `Document`."""
    if not isinstance(document, Document):
        return f"{type(document).__name__}, no Document"
    if type(document.text) is not str:
        return f"a text of type {type(document.text).__name__}"
    size = len(document.text)
    try:
        cells: list[Any] = [cell for grid in document.grids for cell in grid.cells]
        places = [(item.start, item.end) for item in [*cells, *document.places]]
        places += [(start, end) for _, _, start, end in document.notes]
        words = [word for code, message, _, _ in document.notes for word in (code, message)]
    except Exception as error:
        return f"a document that cannot be read: {spoken(error)}"
    if any(type(a) is not int or type(b) is not int or not 0 <= a <= b <= size for a, b in places):
        return "a document with places outside its text"
    if not all(isinstance(word, str) for word in words):
        return "a document with notes that are no text"
    return None


@frozen
class Problem:
    """What a plugin did wrong: the code and the message of a diagnostic.

    ``plugin-failed``: it raised or took too long; ``plugin-nonsense``: its answer has no meaning.
    """

    code: str
    message: str

    def diagnostic(self) -> Diagnostic:
        """The finding as it stands on the report."""
        return Diagnostic(
            self.code,
            Severity.WARNING,
            self.message,
            hint="GOVREPORT_DISABLE_PLUGINS leaves a plugin out, "
            "GOVREPORT_STRICT_PLUGINS=1 raises its error",
        )


def problem(code: str, message: str, cause: BaseException | None = None) -> Problem:
    """Note what a plugin did wrong, or raise it where the user asked for that.

    Raises:
        PluginError: ``GOVREPORT_STRICT_PLUGINS=1`` is set.
    """
    if is_strict():
        raise PluginError(message) from cause
    return Problem(code, message)


def run(
    family: Registry, plugin: Any, task: str, seconds: float, action: Callable[[], _Result]
) -> _Result | Problem:
    """The result of ``action``, a step of ``plugin``, or what went wrong in it.

    Args:
        family: the registry that the plugin is of.
        plugin: the plugin that does the step.
        task: the step in words, for the message: ``"the judging of the document"``.
        seconds: time limit, for plugins that are not built in.
        action: the step.
    """
    where = f"{family.family[:-1]} {family.describe(plugin)}"
    try:
        if family.is_own(plugin):
            return action()
        with limited(seconds):
            return action()
    except TooSlow as error:
        return problem("plugin-failed", f"{where}: {task} took more than {seconds:g} s", error)
    except GovReportError as error:
        said = spoken(error).partition(": ")[2]
        return problem("plugin-failed", f"{where}: {task} failed: {said}", error)
    except (Exception, SystemExit) as error:
        return problem("plugin-failed", f"{where}: {task} failed: {spoken(error)}", error)


def evidence(family: Registry, plugin: Any, *arguments: Any) -> Evidence | Problem:
    """What a reader or layout finds in a document."""
    found: Evidence | Problem = run(
        family,
        plugin,
        "the judging of the document",
        DETECTION_SECONDS,
        lambda: plugin.detect(*arguments),
    )
    if isinstance(found, Problem):
        return found
    reason = _nonsense(found)
    if reason is None:
        return found
    where = f"{family.family[:-1]} {family.describe(plugin)}"
    return problem("plugin-nonsense", f"{where}: its judgement of the document is {reason}")


def asked(plugin: Any, answer: Evidence | Problem) -> Asked:
    """An answer as a trace keeps it."""
    if isinstance(answer, Problem):
        return Asked(plugin.name, problem=answer.message)
    return Asked(plugin.name, answer.score, answer.found, answer.missing)


def _nonsense(found: Any) -> str | None:
    if not isinstance(found, Evidence):
        return f"no Evidence but {_shown(found)}"
    if type(found.score) not in (int, float, bool) or not 0 <= found.score <= 1:
        return f"a score of {_shown(found.score)}, which is not between 0 and 1"
    for signals in (found.found, found.missing):
        if type(signals) is not tuple or not all(type(signal) is str for signal in signals):
            return f"signals that are no tuple of strings: {_shown(signals)}"
    return None


def _shown(value: Any) -> str:
    try:
        return str.__str__(repr(value))[:80]
    except Exception:
        return f"an object of type {type(value).__name__}"


def cells(family: Registry, layout: Any, document: Any, words: Any) -> Sequence[Cell] | Problem:
    """The cells that a layout finds; those of others than the built-in ones are looked through."""
    found = run(
        family,
        layout,
        "the search for cells",
        READING_SECONDS,
        lambda: list(layout.cells(document, words)),
    )
    if isinstance(found, Problem) or family.is_own(layout):
        return found
    size = len(document.text)
    for cell in found:
        if not _is_cell(cell, size):
            where = f"layout {family.describe(layout)}"
            return problem("plugin-nonsense", f"{where}: {cell!r:.80} is no cell of the document")
    return found


def _is_cell(cell: Any, size: int) -> bool:
    if not isinstance(cell, tuple) or len(cell) != 3:
        return False
    text, start, end = cell
    if not (isinstance(text, str) and isinstance(start, int) and isinstance(end, int)):
        return False
    return 0 <= start <= end <= size
