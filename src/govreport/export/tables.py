"""Tables as plain data: the official ones, perhaps extended by a template, and named ones.

A table whose class is a template's carries that template's name, see `govreport.tables.extensions`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from govreport.export.refusing import Refused, kind_of
from govreport.model import Amount, Count, GenericTable
from govreport.model.tables import OFFICIAL, CellContent
from govreport.tables.extensions import TEMPLATE_KEY, model_of, named_model_of, template_of
from govreport.tables.form_checks import is_table_name
from govreport.tables.forms import OFFICIAL_MODELS

if TYPE_CHECKING:
    from cattrs.preconf.json import JsonConverter


class TableData:
    """Writes and reads tables with a converter, whose hooks for them it registers."""

    def __init__(self, converter: JsonConverter) -> None:
        """Register the official tables and the cells of generic rows."""
        self._converter = converter
        self._writers: dict[type[Any], Any] = {}
        self._readers: dict[type[Any], Any] = {}
        for official in OFFICIAL_MODELS.values():
            self._register(official)
        converter.register_structure_hook_func(
            lambda kind: kind == CellContent, lambda value, _: self._read_content(value)
        )

    def write_named(self, tables: Mapping[str, Any]) -> dict[str, Any]:
        """The tables that forms of plugins add, by name."""
        return {name: self._write(table, GenericTable) for name, table in tables.items()}

    def read_named(self, value: Any, _: Any = None) -> dict[str, Any]:
        """Those tables again.

        Raises:
            Refused: a name or a table is none.
            PluginError: the template that has the class of a table is not installed.
        """
        if not isinstance(value, Mapping):
            raise Refused(f"expected an object, got {kind_of(value)}")
        for name in value:
            if not is_table_name(name) or name in OFFICIAL:
                raise Refused(f"expected the name of a table that a form adds, got {kind_of(name)}")
        return {name: self._read(table, GenericTable, name) for name, table in value.items()}

    def _register(self, official: type[Any]) -> None:
        self._converter.register_unstructure_hook(
            official, lambda table: self._write(table, official)
        )
        self._converter.register_structure_hook_func(
            lambda kind: kind is official, lambda value, _: self._read(value, official)
        )

    def _write(self, table: Any, plain: type[Any]) -> dict[str, Any]:
        from cattrs.gen import make_dict_unstructure_fn

        model: Any = type(table)
        if model not in self._writers:
            self._writers[model] = make_dict_unstructure_fn(model, self._converter)
        written: dict[str, Any] = self._writers[model](table)
        return written if model is plain else {TEMPLATE_KEY: template_of(model), **written}

    def _read(self, value: Any, plain: type[Any], name: str | None = None) -> Any:
        if not isinstance(value, Mapping):
            raise Refused(f"expected an object, got {kind_of(value)}")
        if TEMPLATE_KEY not in value:
            return self._structure(value, plain)
        template = value[TEMPLATE_KEY]
        model = model_of(template, plain) if name is None else named_model_of(template, name)
        rest = {key: item for key, item in value.items() if key != TEMPLATE_KEY}
        return self._structure(rest, model)

    def _structure(self, value: Mapping[str, Any], model: Any) -> Any:
        from cattrs.gen import make_dict_structure_fn

        if model not in self._readers:
            self._readers[model] = make_dict_structure_fn(
                model, self._converter, _cattrs_forbid_extra_keys=True
            )
        return self._readers[model](value, model)

    def _read_content(self, value: Any) -> CellContent:
        kind: Any = Amount if isinstance(value, Mapping) else Count
        found: CellContent = None if value is None else self._converter.structure(value, kind)
        return found
