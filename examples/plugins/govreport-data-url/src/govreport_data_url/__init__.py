"""A reader: a text kept as a data URL, as browsers and archives of single pages keep it."""

from __future__ import annotations

import base64
import binascii

from govreport.plugin import (
    Document,
    Evidence,
    Limits,
    Page,
    PrintedLine,
    Reader,
    Source,
    UnreadableSource,
    decode,
)

MARK = b"data:text/plain;base64,"


class DataUrlReader(Reader):
    """Opens ``data:text/plain;base64,...``."""

    name = "data-url"
    description = "a text kept as a data URL"

    def detect(self, data: bytes, name: str | None) -> Evidence:
        """By its beginning."""
        if data.startswith(MARK):
            return Evidence(0.95, found=("it begins with data:text/plain;base64,",))
        return Evidence(0.0, missing=("data:text/plain;base64, at the beginning",))

    def read(self, data: bytes, name: str | None, limits: Limits) -> Document:
        """The text, with its encoding found by its bytes."""
        limits.check("max_bytes", len(data), "the data URL is large")
        try:
            unpacked = base64.b64decode(data.removeprefix(MARK), validate=True)
        except (binascii.Error, ValueError) as error:
            where = name or "the source"
            raise UnreadableSource(f"{where}: damaged base64 ({error}): fetch it again") from None
        decoded = decode(unpacked)
        source = Source(name, "data-url", decoded.encoding, decoded.certainty, self.name)
        return Document(decoded.text, source=source, notes=decoded.notes)

    def write(self, page: Page) -> bytes:
        """The inverse of `read`, for the conformance suite: rows between pipes."""
        lines: list[str] = []
        for part in page:
            if isinstance(part, PrintedLine):
                lines.append(part.text)
            else:
                lines += ["".join(f"{cell.text} | " for cell in row).rstrip() for row in part.rows]
        return MARK + base64.b64encode("\n".join([*lines, ""]).encode())
