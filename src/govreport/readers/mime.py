"""Web pages saved as one MIME message (.mht, and what Word calls a single-file web page)."""

from __future__ import annotations

import email
import email.policy
import re

from govreport.errors import UnreadableSource

_HEADER = re.compile(rb"\A\s*(?:[\w-]+:[^\n]*\n[ \t]?)*?MIME-Version:\s*1", re.IGNORECASE)


def is_message(head: bytes) -> bool:
    """Whether the file begins with the headers of a MIME message.

    >>> is_message(b"MIME-Version: 1.0\\nContent-Type: multipart/related"), is_message(b"<html>")
    (True, False)
    """
    return bool(_HEADER.match(head[:4096]))


def page_of_message(data: bytes) -> tuple[bytes, str | None]:
    """The first HTML part of the message, and the charset that its header names."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            body = part.get_payload(decode=True)
            if isinstance(body, bytes):
                return body, part.get_content_charset()
    raise UnreadableSource("the MIME message holds no HTML part")
