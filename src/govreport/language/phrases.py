"""An English sentence that remembers how it was made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

Argument: TypeAlias = "str | int | Phrase"


class Phrase(str):
    """A string, the sentence in English, with the template and the parts it was made of.

    It compares, prints and is stored as the string that it is. ``+`` and f-strings give a plain
    string, which is not translated; put a phrase into a phrase instead.

    Attributes:
        template: the English sentence with ``{names}``; the key of the catalogues.
        arguments: name -> text, number or phrase.
    """

    __slots__ = ("arguments", "template")

    template: str
    arguments: Mapping[str, Argument]

    def __new__(cls, template: str, arguments: Mapping[str, Argument]) -> Phrase:
        """Fill the template; braces within an argument have no meaning."""
        text = super().__new__(cls, template.format_map(arguments) if arguments else template)
        text.template = template
        text.arguments = dict(arguments)
        return text

    def __getnewargs__(self) -> tuple[str, Mapping[str, Argument]]:  # type: ignore[override]
        """What copying and pickling need."""
        return self.template, self.arguments

    def said(self, translate: Callable[[str], str]) -> str:
        """The sentence with its template and its parts as ``translate`` has them."""
        template = translate(self.template)
        if not self.arguments:
            return template
        return template.format_map(
            {
                name: part.said(translate)
                if isinstance(part, Phrase)
                else translate(part)
                if isinstance(part, str)
                else part
                for name, part in self.arguments.items()
            }
        )


def phrase(template: str, /, **arguments: object) -> Phrase:
    """A sentence in English that can be said in other languages.

    Args:
        template: a literal, so that it is found and translated; ``{name}`` for each part.
        arguments: phrases stay what they are, other values are kept as int or text.

    >>> phrase("{label}: {count} cells", label="规章", count=3)
    '规章: 3 cells'
    """
    return Phrase(template, {name: _kept(value) for name, value in arguments.items()})


def _kept(value: object) -> Argument:
    return value if isinstance(value, (Phrase, str, int)) else str(value)


def listing(items: Iterable[str], *, most: int | None = None) -> str:
    """Several things in a row, separated as the language does it; ``...`` stands for the rest.

    >>> listing(["规章", "行政许可", "行政处罚"], most=2)
    '规章, 行政许可 ...'
    """
    first, *rest = items
    shown = rest if most is None else rest[: most - 1]
    text: str = first
    for item in shown:
        text = phrase("{first}, {next}", first=text, next=item)
    return phrase("{first} ...", first=text) if len(shown) < len(rest) else text


Wording: TypeAlias = "dict[str, Any]"
"""A phrase as plain data: ``template``, and ``arguments`` that are texts, ints or wordings."""


def to_wording(text: Phrase) -> Wording:
    """A phrase as plain data.

    >>> to_wording(phrase("{count} rows", count=2))
    {'template': '{count} rows', 'arguments': {'count': 2}}
    """
    return {
        "template": text.template,
        "arguments": {
            name: to_wording(part) if isinstance(part, Phrase) else part
            for name, part in text.arguments.items()
        },
    }


def from_wording(data: Wording) -> Phrase:
    """The phrase that `to_wording` turned into plain data.

    Raises:
        LookupError, TypeError, ValueError: the data is no wording.
    """
    template, arguments = data["template"], data["arguments"]
    if not isinstance(template, str):
        raise TypeError(f"expected a template, got {type(template).__name__}")
    return Phrase(
        template,
        {
            name: from_wording(part) if isinstance(part, dict) else _kept(part)
            for name, part in arguments.items()
        },
    )
