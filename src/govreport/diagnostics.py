"""Diagnostics: everything the parser concluded, doubted or left out, in words and with a place."""

from __future__ import annotations

import enum

from attrs import field, frozen

from govreport.codes import codes
from govreport.document import Span
from govreport.language import phrase, say


class Severity(enum.StrEnum):
    """How much a finding matters to somebody who uses the numbers."""

    ERROR = "error"  # a printed number is not in the model
    WARNING = "warning"  # a number or its place was concluded, or a rule is broken
    INFO = "info"  # worth knowing; no number depends on it


@frozen
class Diagnostic:
    """One finding about one place of a report.

    Attributes:
        code: stable identifier, an entry of the reference of diagnostics
            or the id of a check (``R1``, ``S5`` ...).
        severity: see `Severity`.
        message: one sentence for a person, in English; `message_in` gives it in Chinese, where
            it is a `govreport.language.Phrase`.
        span: the place in the document, when there is one.
        hint: what to do about it, where that helps.
        path: the record path concerned, when there is one.
        paths: the record paths of all cells concerned, where they are several.
        spans: the places of all cells concerned, where they are several.
        stated: what the report states there, of a broken check.
        expected: what it should state, where that can be said.
        also: ids of the other checks that the same cell breaks.

    >>> from govreport.diagnostics import Diagnostic, Severity
    >>> finding = Diagnostic("label-lost", Severity.WARNING, "three values without a label")
    >>> str(finding)
    'warning[label-lost]: three values without a label'
    """

    code: str
    severity: Severity = field(converter=Severity)
    message: str
    span: Span | None = None
    hint: str | None = None
    path: str | None = None
    paths: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    stated: str | None = None
    expected: str | None = None
    also: tuple[str, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """The code and those of the other checks that the same cell breaks."""
        return (self.code, *self.also)

    def __str__(self) -> str:
        """Show the finding on one line, without its place."""
        return f"{self.severity.value}[{self.code}]: {self.message}"

    def _repr_html_(self) -> str | None:
        from govreport.views.notebook import findings_html

        return findings_html((self,))

    def message_in(self, language: str | None = None) -> str:
        """The message in ``"en"`` or ``"zh"``; None for the current language.

        >>> finding("year-unknown", "the document does not say its year").message_in("zh")
        '文中没有写明年度'
        """
        return say(self.message, language)

    def hint_in(self, language: str | None = None) -> str | None:
        """The hint in ``"en"`` or ``"zh"``; None where there is none."""
        return None if self.hint is None else say(self.hint, language)


def finding(
    code: str,
    template: str,
    span: Span | None = None,
    *,
    severity: Severity | None = None,
    hint: str | None = None,
    path: str | None = None,
    **arguments: object,
) -> Diagnostic:
    """A diagnostic whose message can be said in several languages.

    Args:
        code: a code of the table in `govreport.codes`.
        template: the sentence in English, a literal, with a ``{name}`` for each part.
        span: the place.
        severity: None for the usual one of the code.
        hint: None for that of the code.
        path: the record path concerned.
        arguments: the parts of the sentence: texts, numbers, phrases.

    Raises:
        KeyError: the table has no such code.

    >>> str(finding("label-lost", "a row is read as {label}", label="规章"))
    'warning[label-lost]: a row is read as 规章'
    """
    known = codes()[code]
    return Diagnostic(
        code,
        severity or Severity(known.severity),
        phrase(template, **arguments),
        span,
        hint or known.hint,
        path,
    )
