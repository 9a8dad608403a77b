"""The errors that leave the library: nothing else escapes ``parse`` or ``read``."""

from __future__ import annotations

from collections.abc import Sequence


class GovReportError(Exception):
    """Root of every error that this library raises on purpose.

    >>> issubclass(UnrecognisedReport, GovReportError)
    True
    """


class UnrecognisedReport(GovReportError):
    """No template fits the document.

    Attributes:
        declined: one sentence for each candidate that was asked, saying why it declined.

    >>> print(UnrecognisedReport("no table or title found", declined=("2019: no label found",)))
    no table or title found
      - 2019: no label found
    """

    def __init__(self, message: str, *, declined: Sequence[str] = ()) -> None:
        """Keep the reasons so that a caller can list them one by one."""
        self.message = message
        self.declined = tuple(declined)
        super().__init__("\n  - ".join((message, *self.declined)))


class UnreadableSource(GovReportError):
    """The source cannot be opened: encoding, broken file, password, or over a limit."""


class LimitExceeded(UnreadableSource):
    """A safety limit was reached; the message names the limit and the parameter that lifts it."""


class PluginError(GovReportError):
    """A plugin is missing, broken or named twice; names the plugin and its distribution."""


class MissingExtra(GovReportError):
    """An optional package is not installed; the message names the command that installs it.

    >>> print(MissingExtra("pages need the package jinja2", "pages"))
    pages need the package jinja2: pip install "govreport[pages]"
    """

    def __init__(self, what: str, extra: str) -> None:
        """Say what is missing, and the extra that brings it."""
        self.extra = extra
        super().__init__(f'{what}: pip install "govreport[{extra}]"')
