"""The table classes that templates bring along, by the template's name.

A template may extend an official table with rows of its own (`TableForm.model`). In plain data
such a table carries the name of its template, so that it is read back into the right class; a
class is never looked up by a name that stands in the data.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import frozen

from govreport.errors import PluginError
from govreport.model import GenericTable
from govreport.plugins.registry import registry
from govreport.tables.forms import OFFICIAL_MODELS, FormTemplate

TEMPLATE_KEY = "template"
"""The key that names the template of a table whose class is not the official one."""


@frozen
class Extension:
    """A table class of a template.

    Attributes:
        template: the template's name.
        table: the table's name.
        official: the class that it extends, None for a table of the template's own.
        model: the class.
    """

    template: str
    table: str
    official: type[Any] | None
    model: type[Any]


def extensions() -> Iterator[Extension]:
    """Those of all templates that are installed; the built-in ones have none.

    >>> [extension for extension in extensions() if extension.template == "2019"]
    []
    """
    for template in registry("templates").all():
        yield from _of(template)


def template_of(model: type[Any]) -> str:
    """The name of the template whose table has this class.

    Raises:
        PluginError: no template that is installed has it.
    """
    for extension in extensions():
        if extension.model is model:
            return extension.template
    raise PluginError(
        f"{model.__module__}.{model.__qualname__} is the table class of no template that is "
        "installed: register the template as an entry point of govreport.templates"
    )


def model_of(template: Any, official: type[Any]) -> type[Any]:
    """The class with which a template extends an official table.

    Raises:
        PluginError: the template is not installed, or does not extend this table.
    """
    for extension in _of(registry("templates").get(str(template))):
        if extension.official is official:
            return extension.model
    raise PluginError(f"template {template} has no class of its own for {official.__name__}")


def named_model_of(template: Any, table: str) -> type[Any]:
    """The class of a table that a template adds.

    Raises:
        PluginError: the template is not installed, or has no class for this table.
    """
    for extension in _of(registry("templates").get(str(template))):
        if extension.official is None and extension.table == table:
            return extension.model
    raise PluginError(f"template {template} has no class for the table {table}")


def _of(template: Any) -> Iterator[Extension]:
    if not isinstance(template, FormTemplate):
        return
    for form in template.tables:
        official = OFFICIAL_MODELS.get(form.table)
        if form.model is not None and form.model not in (official, GenericTable):
            yield Extension(template.name, form.table, official, form.model)
