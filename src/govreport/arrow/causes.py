"""Why a document could not be read: one code and one line, the same for all that share a cause."""

from __future__ import annotations

import re
from typing import Final

from govreport.errors import GovReportError, LimitExceeded, UnrecognisedReport
from govreport.model import AnnualReport

CAUSES: Final = {
    "empty-file": "the file is empty",
    "web-error-page": "a web server's error page, not the report",
    "image-only": "pictures without text; text recognition (OCR) is needed first",
    "damaged-file": "the file is damaged and cannot be opened; fetch it again",
    "not-a-report": "no annual report that any template knows",
    "not-found": "the file cannot be opened",
    "no-text": "the row holds no text",
    "over-limit": "a safety limit was reached",
    "missing-package": "a package for this kind of file is not installed",
    "unreadable": "the file cannot be read",
    "time-limit": "it took longer than --timeout allows",
    "memory-limit": "it needed more memory than --memory allows",
    "worker-crashed": "the process that read it ended abruptly",
    "internal-error": "an error of govreport itself; please report this file",
}
"""Every cause, with what it means."""

_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"RIFF")
_DAMAGED = re.compile(
    r"(?:is|are) broken|is no valid|cut off|could not open|cannot be decoded|damaged|corrupt"
)
_ERROR_PAGE = re.compile(
    r"\b(?:40[0134]|50[0234])\b[\s:-]*(?:not found|forbidden|bad request|unauthorized|error|"
    r"bad gateway|internal server|service unavailable|gateway time)|not found|访问的?页面不存在|"
    r"页面不存在|页面未找到|找不到.{0,6}页面|无法找到.{0,6}(?:页面|资源)|禁止访问|服务器错误|"
    r"访问出错|拒绝访问|访问过于频繁|access denied",
    re.I,
)
_HEAD = 4_000


def cause(error: BaseException, data: bytes | None) -> tuple[str, str]:
    """Code and one line for an exception; ``data`` is what was read, where it is known.

    >>> cause(UnrecognisedReport("no title"), b" ")
    ('empty-file', 'the file is empty')
    """
    if data is not None and not data.strip(b"\xef\xbb\xbf \t\r\n\0"):
        return "empty-file", CAUSES["empty-file"]
    if _is_out_of_memory(error):
        return "memory-limit", CAUSES["memory-limit"]
    if not isinstance(error, GovReportError):
        return "internal-error", f"{type(error).__name__}: {_line(error)}"
    message = _line(error)
    if isinstance(error, UnrecognisedReport):
        return _unrecognised(data, error.message.splitlines()[0])
    if isinstance(error, LimitExceeded):
        return "over-limit", message
    for code, sign in (
        ("missing-package", "pip install"),
        ("image-only", "is a scan"),
        ("not-found", "cannot be opened:"),
    ):
        if sign in message:
            return code, message
    return ("damaged-file" if _DAMAGED.search(message) else "unreadable"), message


def _is_out_of_memory(error: BaseException | None) -> bool:
    while error is not None and not isinstance(error, MemoryError):
        error = error.__cause__
    return error is not None


def _unrecognised(data: bytes | None, message: str) -> tuple[str, str]:
    if data is not None:
        if data.startswith(_IMAGES):
            return "image-only", CAUSES["image-only"]
        if _is_error_page(data):
            return "web-error-page", CAUSES["web-error-page"]
    return "not-a-report", message


def no_report(report: AnnualReport, data: bytes | None) -> tuple[str, str] | None:
    """The cause when a page was taken for a report by the title in its head alone.

    >>> no_report(AnnualReport(title="404 Not Found"), b"<title>404 Not Found</title>")
    ('web-error-page', "a web server's error page, not the report")
    """
    if report.provenance.rows or report.unplaced or report.narrative:
        return None
    if report.provenance.identity.title is not None:
        return None
    if data is not None and _is_error_page(data):
        return "web-error-page", CAUSES["web-error-page"]
    if data is not None and re.search(rb"<img\b", data, re.I):
        return "image-only", CAUSES["image-only"]
    return "not-a-report", CAUSES["not-a-report"]


def _is_error_page(data: bytes) -> bool:
    if len(data) > 50_000:
        return False
    for encoding in ("utf-8", "gb18030"):
        try:
            return _ERROR_PAGE.search(data.decode(encoding)[:_HEAD]) is not None
        except UnicodeDecodeError:
            continue
    return False


def _line(error: BaseException) -> str:
    """The first line of a message, without control characters."""
    first = next(iter(str(error).splitlines()), "")
    return "".join(sign if sign.isprintable() else " " for sign in first).strip()
