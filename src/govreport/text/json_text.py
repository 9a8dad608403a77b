"""JSON that can be looked at: nothing in it steers a terminal or turns the text around."""

from __future__ import annotations

import json
from typing import Any

from govreport.text.spreadsheets import visible


def json_text(data: Any, *, indent: int | None = None) -> str:
    r"""Plain data as JSON; Chinese characters stand for themselves.

    Characters that cannot be seen stand as the escapes that JSON has for them, and are the same
    when they are read again.

    >>> json_text({"规章": "1\u202e2"})
    '{"规章": "1\\u202e2"}'
    """
    return visible(json.dumps(data, ensure_ascii=False, indent=indent, allow_nan=False))
