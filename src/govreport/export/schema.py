"""JSON Schema from attrs classes: as much of it as the data model needs."""

from __future__ import annotations

import datetime
import enum
import types
from decimal import Decimal
from typing import Any, Union, get_args, get_origin

import attrs

from govreport.diagnostics import Diagnostic
from govreport.document import Place, Source, Span
from govreport.model import GenericTable
from govreport.tables.extensions import TEMPLATE_KEY, Extension

_OPTIONAL_KEYS = (Span, Place, Source)  # written without the keys that hold their defaults
_PLAIN: dict[Any, dict[str, Any]] = {
    int: {"type": "integer"},
    float: {"type": "number"},
    str: {"type": "string"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
    datetime.date: {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
}


def build_schema(
    root: type[Any], version: int, decimal_pattern: str, extensions: tuple[Extension, ...] = ()
) -> dict[str, Any]:
    """The schema (draft 2020-12) of an attrs class with a ``schema_version`` beside its fields.

    >>> from govreport.model import AnnualReport
    >>> build_schema(AnnualReport, 1, ".")["properties"]["year"]
    {'anyOf': [{'type': 'integer'}, {'type': 'null'}]}
    """
    builder = _Builder(decimal_pattern, extensions)
    builder.schema(root)
    body = builder.definitions.pop(root.__name__)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": root.__name__,
        **body,
        "properties": {"schema_version": {"const": version}, **body["properties"]},
        "required": ["schema_version", *body["required"]],
        "$defs": builder.definitions,
    }


@attrs.define
class _Builder:
    """Collects one definition for each class that is met."""

    decimal_pattern: str
    extensions: tuple[Extension, ...] = ()
    definitions: dict[str, dict[str, Any]] = attrs.field(factory=dict)

    def schema(self, kind: Any) -> dict[str, Any]:
        """The schema of one field type."""
        origin, arguments = get_origin(kind), get_args(kind)
        if origin in (Union, types.UnionType):
            return {"anyOf": [self.schema(argument) for argument in arguments]}
        if origin is tuple:
            return self._array(arguments)
        if origin is dict:
            return {"type": "object", "additionalProperties": self.schema(arguments[1])}
        if kind is Any:  # a table that a form adds, by its name
            named = [self._extended(e) for e in self.extensions if e.official is None]
            return {"anyOf": [self._object(GenericTable), *named]}
        if kind is Decimal:
            return {"type": "string", "pattern": self.decimal_pattern}
        if kind in _PLAIN:
            return dict(_PLAIN[kind])
        if issubclass(kind, enum.Enum):
            return {"enum": [member.value for member in kind]}
        extended = [self._extended(e) for e in self.extensions if e.official is kind]
        if extended:
            return {"anyOf": [self._object(kind), *extended]}
        return self._object(kind)

    def _extended(self, extension: Extension) -> dict[str, Any]:
        """A table with rows of a template's own: it carries the template's name."""
        name = f"{extension.template}.{extension.model.__name__}"
        self._object(extension.model, name)
        definition = self.definitions[name]
        definition["properties"] = {
            TEMPLATE_KEY: {"const": extension.template},
            **definition["properties"],
        }
        definition["required"] = [TEMPLATE_KEY, *definition["required"]]
        return {"$ref": f"#/$defs/{name}"}

    def _array(self, arguments: tuple[Any, ...]) -> dict[str, Any]:
        if arguments[-1] is Ellipsis:
            return {"type": "array", "items": self.schema(arguments[0])}
        items = [self.schema(argument) for argument in arguments]
        return {"type": "array", "prefixItems": items, "minItems": len(items), "items": False}

    def _object(self, kind: type[Any], name: str = "") -> dict[str, Any]:
        name = name or kind.__name__
        if name not in self.definitions:
            self.definitions[name] = {}  # a class that refers to itself ends here
            fields = [
                field
                for field in attrs.fields(attrs.resolve_types(kind))
                if field.name != "document"
            ]
            self.definitions[name] = {
                "type": "object",
                "properties": {field.name: self.schema(field.type) for field in fields},
                "required": [
                    field.name
                    for field in fields
                    if kind not in _OPTIONAL_KEYS or field.default is attrs.NOTHING
                ],
                "additionalProperties": False,
            }
            if kind is Diagnostic:
                self._add_wording(self.definitions[name])
        return {"$ref": f"#/$defs/{name}"}

    def _add_wording(self, definition: dict[str, Any]) -> None:
        """What a message is made of, beside the message."""
        reference = {"$ref": "#/$defs/Wording"}
        part = {"anyOf": [{"type": ["string", "integer"]}, reference]}
        self.definitions["Wording"] = {
            "type": "object",
            "properties": {
                "template": {"type": "string"},
                "arguments": {"type": "object", "additionalProperties": part},
            },
            "required": ["template", "arguments"],
            "additionalProperties": False,
        }
        definition["properties"]["wording"] = {"anyOf": [reference, {"type": "null"}]}
