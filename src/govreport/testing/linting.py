"""What is wrong with a plugin: by its declarations, and by what it does on a few pages.

``govreport plugins --check`` prints it, and the conformance suite demands that there is nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from govreport.document import Document
from govreport.plugins.answers import spoken, unfit_cells, unfit_evidence
from govreport.plugins.discovery import unfit
from govreport.plugins.registry import registry
from govreport.plugins.timeout import TooSlow, limited
from govreport.tables.forms import FormTemplate
from govreport.tables.indicators.form import IndicatorTemplate
from govreport.tables.linting.flaws import Flaw
from govreport.tables.linting.templates import flaws_of_template
from govreport.tables.selection import label_vocabulary, usable_templates
from govreport.testing.conformance.installing import family_of, installed
from govreport.testing.conformance.pages import PROSE, TITLE, example_pages
from govreport.text.cells import BLANK
from govreport.text.labels import Vocabulary
from govreport.views.text import LAYOUTS, Page, PrintedTable, print_page
from govreport.views.text.page import VALUE

_FILES = (
    b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n",
    b"PK\x03\x04" + bytes(60),
    "<html><body><p>一、总体情况</p></html>".encode(),
    "一、总体情况\n规章 | 1 | 2 | 3 |\n".encode(),
    b"",
    bytes(range(256)),
)


def lint(plugin: Any) -> tuple[Flaw, ...]:
    """The flaws of a plugin, each with its name, what is wrong and what to do.

    >>> from govreport.templates.official import FORM_2021
    >>> lint(FORM_2021)
    ()
    """
    it = plugin() if isinstance(plugin, type) else plugin
    family = family_of(it)
    reason = unfit(it, family, getattr(it, "name", "?"))
    if reason is not None:
        return (Flaw("interface", reason, "derive from govreport.plugin", unusable=True),)
    found: list[Flaw] = []
    if family == "templates":
        found += flaws_of_template(it)
        if not any(flaw.unusable for flaw in found):
            found += _claims(it)
    elif family == "layouts":
        found += _layout(it)
    elif family == "readers" and hasattr(it, "read"):
        found += _answers(it, [(data, None) for data in _FILES])
    return tuple(dict.fromkeys(found))


_SECONDS = 30.0


def unusable(plugin: Any) -> str | None:
    """Why a plugin is not to be used, None when it may; also of one that raises or loops."""
    try:
        with limited(_SECONDS):
            return next((str(flaw) for flaw in lint(plugin) if flaw.unusable), None)
    except TooSlow:
        return f"too-slow: it takes more than {_SECONDS:g} s for a few pages; make it linear"
    except BaseException as error:
        if type(error) is KeyboardInterrupt:
            raise
        return f"declaration: {spoken(error)}; derive from govreport.plugin"


# -- what a plugin answers -----------------------------------------------------------------------


def _answers(plugin: Any, asked: Sequence[tuple[Any, ...]]) -> Iterator[Flaw]:
    """Evidence that is none, that names no sign, or that is the same whatever is asked."""
    scores = set()
    for arguments in asked:
        try:
            answer = plugin.detect(*arguments)
        except Exception as error:
            yield Flaw(
                "detect-raises",
                f"detect raises {spoken(error)}",
                "return Evidence(0.0, missing=(...)) for what is not yours",
                unusable=True,
            )
            return
        reason = unfit_evidence(answer)
        if reason is not None:
            yield Flaw(
                "evidence-odd",
                f"detect returned {reason}",
                "return Evidence(score from 0 to 1, found=(...), missing=(...))",
                unusable=True,
            )
            return
        if not (answer.found or answer.missing):
            yield Flaw(
                "evidence-without-signs",
                f"detect returned the score {answer.score:g} and no sign",
                "name what was found or is missing: govreport debug shows it",
            )
        scores.add(answer.score)
    if len(scores) == 1 and scores != {0}:
        yield Flaw(
            "evidence-constant",
            f"detect returns {scores.pop():g} whatever it is asked",
            "judge the document: the highest score is chosen, and a constant takes what is others'",
            unusable=True,
        )


# -- layouts -------------------------------------------------------------------------------------


def _pages(*, blanks: int = 0) -> list[Page]:
    template = registry("templates").get("2019")
    return list(example_pages(template, count=2, blanks=blanks))


def _layout(layout: Any) -> Iterator[Flaw]:
    foreign = [print_page(_pages()[0], name) for name in LAYOUTS if name != layout.name]
    texts = [TITLE + "\n" + PROSE, "", *foreign]
    print_ = _printer(layout)
    own = [print_(page) for page in _pages()] if print_ is not None else []
    found = list(_answers(layout, [(Document(text),) for text in (*texts, *own)]))
    yield from found
    if any(flaw.unusable for flaw in found):
        return
    words = label_vocabulary(usable_templates(None)[0])
    for text in (*own, *texts):
        reason = _cells_fault(layout, text, words)
        if reason is not None:
            yield Flaw(
                "cells-misplaced",
                reason,
                "a cell is (text, start, end), and document.text[start:end] is its text",
                unusable=True,
            )
            return
    if print_ is not None:
        yield from _kept(layout, print_, words)


def _printer(layout: Any) -> Callable[[Page], str] | None:
    if layout.name in LAYOUTS:
        return lambda page: print_page(page, layout.name)
    found: Callable[[Page], str] | None = getattr(layout, "print", None)
    return found


def _cells_fault(layout: Any, text: str, words: Vocabulary) -> str | None:
    try:
        cells = list(layout.cells(Document(text), words))
    except Exception as error:
        return f"cells raises {spoken(error)}"
    return unfit_cells(cells, text)


def _kept(layout: Any, print_: Callable[[Page], str], words: Vocabulary) -> Iterator[Flaw]:
    """Whether blank cells and numbers of a printed page are all among the cells."""
    glued = getattr(layout, "glued", False) or getattr(layout, "running", False)
    for page in _pages(blanks=0 if glued else 15):
        printed, blanks = _printed(page)
        cells = [text for text, _, _ in layout.cells(Document(print_(page)), words)]
        if getattr(layout, "keeps_blanks", True) and cells.count(BLANK) < blanks:
            yield Flaw(
                "blanks-dropped",
                f"of {blanks} blank cells before values it yields {cells.count(BLANK)}",
                "yield (BLANK, start, start) for a cell that is there and empty; a layout that "
                "cannot know them says keeps_blanks = False",
                unusable=True,
            )
            return
        digits = sum(map(len, filter(str.isdigit, printed)))
        if sum(map(len, filter(str.isdigit, cells))) < digits and not glued:
            yield Flaw(
                "numbers-lost",
                "numbers of a page are in no cell",
                "yield every field, also one that looks like nothing",
                unusable=True,
            )
            return


def _printed(page: Page) -> tuple[list[str], int]:
    """The values of a page, and how many blank cells stand before a value of their row."""
    values: list[str] = []
    blanks = 0
    for part in page:
        for row in part.rows if isinstance(part, PrintedTable) else ():
            texts = [cell.text for cell in row if cell.kind == VALUE]
            filled = [index for index, text in enumerate(texts) if text]
            blanks += max(filled, default=-1) + 1 - len(filled)
            values += texts
    return values, blanks


# -- templates -----------------------------------------------------------------------------------


def _claims(template: FormTemplate) -> Iterator[Flaw]:
    """Whether a claim takes what is other templates', or says of everything the same."""
    if template.claim is None:
        return
    evidence: list[float] = []
    for text in _foreign(template):
        try:
            claims = list(template.claim(Document(text), [], True))
        except Exception as error:
            message = f"claim raises {spoken(error)}"
            yield Flaw("claim-raises", message, "return an empty list", unusable=True)
            return
        evidence += [float(getattr(claim, "evidence", 0.5)) for claim in claims]
    if evidence and min(evidence) > 0 and not isinstance(template, IndicatorTemplate):
        yield Flaw(
            "evidence-constant",
            f"it claims tables of other templates with the evidence {min(evidence):g}",
            "give the claim an evidence that counts what speaks for it, 0 for any table at all",
        )


def _foreign(template: FormTemplate) -> Iterator[str]:
    yield TITLE + "\n" + PROSE
    with installed(template) as family:
        for other in family.all():
            if other.name != template.name and isinstance(other, FormTemplate):
                for page in example_pages(other, count=1):
                    yield print_page(page, "piped_rows")


__all__ = ["Flaw", "lint", "unusable"]
