"""The template engine: escaping always on, missing names are errors, two languages."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from govreport.errors import MissingExtra
from govreport.language import LANGUAGES, say

if TYPE_CHECKING:
    from jinja2 import Environment

_TAGS = {"zh": "zh-CN", "en": "en"}


@lru_cache(maxsize=16)
def environment(language: str, *packages: str) -> Environment:
    """The templates of this package, and of ``packages``, that speak ``language``.

    Raises:
        ValueError: there is no such language.
        MissingExtra: jinja2 is not installed.
    """
    if language not in LANGUAGES:
        raise ValueError(f"there is no language {language!r}; there are {', '.join(LANGUAGES)}")
    try:
        from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
    except ImportError as error:
        raise MissingExtra("pages need the package jinja2", "pages") from error
    sources = ("govreport.views.pages", *packages)
    engine = Environment(
        loader=ChoiceLoader([PackageLoader(name) for name in sources]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    engine.globals.update(
        say=lambda text: say(text, language), tag=_TAGS[language], language=language
    )
    return engine


def render(language: str, name: str, *packages: str, **values: Any) -> str:
    """One template as text.

    A page must be encodable: a lone surrogate from a broken source becomes a question mark, and
    a control character becomes one that can be seen.
    """
    return encodable(environment(language, *packages).get_template(name).render(**values))


def encodable(text: str) -> str:
    """Text of a page without lone surrogates and control characters.

    >>> encodable("1\\x9b2\\ud800")
    '1�2?'
    """
    text = _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)
    return text.encode("utf-8", "replace").decode("utf-8")


def asset(name: str, package: str = "govreport.views.pages") -> str:
    """A style sheet or script of a package."""
    return files(package).joinpath("static", name).read_text(encoding="utf-8")


def inline_hash(text: str) -> str:
    """What a Content-Security-Policy calls an inline style or script.

    >>> inline_hash("")
    'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='
    """
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


_CONTROLS = re.compile(
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069]"
)
"""C0, C1 and bidirectional controls: none of them belongs on a page."""
