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


def pictures_of_message(data: bytes) -> dict[str, bytes]:
    """The pictures of the message by the addresses and ids that its page refers to them with."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    found: dict[str, bytes] = {}
    for part in message.walk():
        body = part.get_payload(decode=True)
        if part.get_content_maintype() != "image" or not isinstance(body, bytes):
            continue
        names = (part.get("Content-Location"), (part.get("Content-ID") or "").strip("<> "))
        found.update((name.strip(), body) for name in names if name)
    return found
