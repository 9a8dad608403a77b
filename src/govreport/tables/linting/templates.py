"""The flaws of a whole template."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from govreport.errors import GovReportError
from govreport.grammars.faults import GrammarFault
from govreport.plugins.discovery import OWN
from govreport.plugins.registry import registry
from govreport.tables.form_checks import fault_of_declaration
from govreport.tables.forms import FormTemplate, TableForm
from govreport.tables.indicators.form import IndicatorTemplate
from govreport.tables.linting.flaws import Flaw
from govreport.tables.linting.forms import flaws_of_form
from govreport.tables.linting.grammars import flaws_of_grammar
from govreport.tables.linting.models import flaws_of_model
from govreport.tables.linting.official import (
    flaws_against_official,
    flaws_of_list_units,
    flaws_of_units,
)

_LEAST_SHARE = 0.4


def fault(template: Any) -> str | None:
    """Why a template cannot be used, None when it can: a sentence for its author.

    >>> fault(object())
    'declaration: it is a object, not a FormTemplate; make it with govreport.plugin.FormTemplate'
    """
    return next((str(flaw) for flaw in flaws_of_template(template) if flaw.unusable), None)


@lru_cache(maxsize=64)
def flaws_of_template(template: Any) -> tuple[Flaw, ...]:
    """What is wrong with a template, by its declarations alone.

    >>> from govreport.grammars import builtin_grammar
    >>> broad = IndicatorTemplate(
    ...     name="broad", description="", years="", grammar=builtin_grammar("statistics"), share=0
    ... )
    >>> [flaw.code for flaw in flaws_of_template(broad)]
    ['share-constant']
    """
    declaration = fault_of_declaration(template)
    if declaration is not None:
        message, remedy = declaration
        return (Flaw("declaration", message, remedy, unusable=True),)
    found: list[Flaw] = []
    for form in template.tables:
        found += _guarded(_of_table(form), f"table {form.table}: ")
    if isinstance(template, IndicatorTemplate):
        found += _guarded(_of_list(template), "")
    return tuple(dict.fromkeys(found))


def _of_table(form: TableForm) -> Iterator[Flaw]:
    yield from flaws_of_grammar(form.grammar, in_sequence=form.reader is not None)
    columns = list(flaws_of_form(form))
    yield from columns
    if not any(flaw.code == "columns-missing" for flaw in columns):
        yield from flaws_of_model(form)
        yield from flaws_of_units(form, _official_forms())
    yield from flaws_against_official(form.grammar, form.table)


def _of_list(template: IndicatorTemplate) -> Iterator[Flaw]:
    if not _LEAST_SHARE <= template.share <= 1:
        yield Flaw(
            "share-constant",
            f"a table is claimed from a share of {template.share:g} of its rows on",
            f"choose a share from {_LEAST_SHARE:g} to 1, else it claims other lists or none",
            unusable=True,
        )
    yield from flaws_of_grammar(template.grammar, in_sequence=True)
    yield from flaws_against_official(template.grammar, "statistics")
    yield from flaws_of_list_units(template.grammar)


def _guarded(flaws: Iterator[Flaw], where: str) -> Sequence[Flaw]:
    """All flaws; a grammar that is none, or declarations of odd types, end the list."""
    found: list[Flaw] = []
    try:
        for flaw in flaws:
            found.append(Flaw(flaw.code, f"{where}{flaw.message}", flaw.remedy, flaw.unusable))
    except GrammarFault as error:
        what = str(error).removesuffix(f"; {error.remedy}")
        found.append(Flaw("grammar-broken", f"{where}{what}", error.remedy, unusable=True))
    except Exception as error:  # whatever an odd declaration provokes
        said = (
            str(error) if isinstance(error, GovReportError) else f"{type(error).__name__}: {error}"
        )
        remedy = "compare with the docstring of govreport.plugin.TableForm"
        found.append(Flaw("declaration", f"{where}{said}", remedy, unusable=True))
    return found


def _official_forms() -> tuple[TableForm, ...]:
    family = registry("templates")
    own = [p.name for p in family.points.values() if p.dist is not None and p.dist.name == OWN]
    found: dict[TableForm, None] = {}
    for name in own:
        template = family.get(name)
        if isinstance(template, FormTemplate):
            found.update(dict.fromkeys(template.tables))
    return tuple(found)
