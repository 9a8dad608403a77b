"""Ask plugins, and keep what one of them does wrong to itself.

A plugin may raise, loop, or answer nonsense; it is then named in a `Problem`, which becomes a
diagnostic of the report, and the others are asked as if it were not there. Built-in plugins are
asked in the same way, only without the time limit: their time is tested.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any, TypeVar

from attrs import frozen

from govreport.diagnostics import Diagnostic, Severity
from govreport.document import Document
from govreport.errors import GovReportError, PluginError
from govreport.language import phrase
from govreport.plugins.answers import (
    Untouched,
    spoken,
    unfit_cells,
    unfit_evidence,
    words_of,
)
from govreport.plugins.registry import Evidence, Registry, is_strict
from govreport.plugins.timeout import TooSlow, limited
from govreport.text.cells import Cell
from govreport.trace import Asked

DETECTION_SECONDS = 2.0
"""Time that a plugin which is not built in may take to judge one document."""

READING_SECONDS = 20.0
"""Time that it may take to find the cells of a document, or to read one table."""

_MOST_CELLS = 20
"""Cells for each character of a text, blank ones and ends of rows included; none has so many."""

_Result = TypeVar("_Result")


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
    family: Registry,
    plugin: Any,
    task: str,
    seconds: float,
    action: Callable[[], _Result],
    document: Document | None = None,
    fault: Callable[[_Result], str | None] | None = None,
) -> _Result | Problem:
    """The result of ``action``, a step of ``plugin``, or what went wrong in it.

    Args:
        family: the registry that the plugin is of.
        plugin: the plugin that does the step.
        task: the step in words, for the message: ``"detect()"``.
        seconds: time limit, for plugins that are not built in.
        action: the step.
        document: what the step is given; a plugin that is not built in may look at it, and what
            it changes is undone.
        fault: says what is wrong with the result of a plugin that is not built in; it looks at
            objects of that plugin, and is therefore watched as the plugin is.
    """
    reason = None
    try:
        if family.is_own(plugin):
            return action()
        untouched = Untouched(document)
        with untouched.watching(), limited(seconds):
            result = action()
            reason = fault(result) if fault is not None else None
    except TooSlow as error:
        where = _named(family, plugin)
        return problem("plugin-failed", f"{where}: {task} took more than {seconds:g} s", error)
    except GovReportError as error:
        where, said = _named(family, plugin), words_of(error)
        return problem("plugin-failed", f"{where}: {task} failed: {said}", error)
    except BaseException as error:
        if type(error) is KeyboardInterrupt:  # of the user, as far as anybody can tell
            raise
        where = _named(family, plugin)
        return problem("plugin-failed", f"{where}: {task} failed: {spoken(error)}", error)
    if untouched.changed:
        where, what = _named(family, plugin), ", ".join(untouched.changed)
        return problem("plugin-nonsense", f"{where}: {task} changed the document ({what})")
    if reason is not None:
        where = _named(family, plugin)
        return problem("plugin-nonsense", f"{where}: its answer cannot be used: {reason}")
    return result


def _named(family: Registry, plugin: Any) -> str:
    """A plugin in the words of a message; put together only where there is one."""
    return f"{family.family[:-1]} {family.describe(plugin)}"


def evidence(family: Registry, plugin: Any, *arguments: Any) -> Evidence | Problem:
    """What a reader or layout finds in a document."""
    found: Evidence | Problem = run(
        family,
        plugin,
        "detect()",
        DETECTION_SECONDS,
        lambda: plugin.detect(*arguments),
        arguments[0] if isinstance(arguments[0], Document) else None,
        _unfit_answer,
    )
    if isinstance(found, Problem) or not family.is_own(plugin):
        return found
    reason = unfit_evidence(found)
    if reason is None:
        return found
    where = _named(family, plugin)
    return problem("plugin-nonsense", f"{where}: detect() returned {reason}")


def _unfit_answer(found: Any) -> str | None:
    reason = unfit_evidence(found)
    return reason and phrase("detect() returned {reason}", reason=reason)


def asked(plugin: Any, answer: Evidence | Problem) -> Asked:
    """An answer as a trace keeps it."""
    if isinstance(answer, Problem):
        return Asked(plugin.name, problem=answer.message)
    return Asked(plugin.name, answer.score, answer.found, answer.missing)


def cells(family: Registry, layout: Any, document: Any, words: Any) -> Sequence[Cell] | Problem:
    """The cells that a layout finds; those of others than the built-in ones are looked through."""
    most = _MOST_CELLS * (len(document.text) + 1)
    return run(
        family,
        layout,
        "the search for cells",
        READING_SECONDS,
        lambda: list(islice(layout.cells(document, words), most + 1)),
        document,
        lambda found: (
            unfit_cells(found, document.text)
            if len(found) <= most
            else phrase("it finds more than {most} cells", most=most)
        ),
    )
