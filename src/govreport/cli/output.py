"""Where a command's output goes: a file that appears when it is whole, or standard output."""

from __future__ import annotations

import contextlib
import errno
import io
import sys
from collections.abc import Iterable, Iterator
from typing import IO

import click

from govreport.errors import UnreadableSource
from govreport.export.files.choosing import UnknownFormat
from govreport.export.files.sink import TooManyRows
from govreport.export.writing import UnwritableOutput, check_outputs, refusal, text_file
from govreport.language import say


class OutputError(click.ClickException):
    """An output that cannot be written ends the command with status 2."""

    exit_code = 2


OUTPUT_ERRORS = (UnwritableOutput, UnknownFormat, TooManyRows, UnreadableSource)


@contextlib.contextmanager
def output(path: str | None) -> Iterator[IO[str]]:
    """A UTF-8 text stream to ``path``, or to standard output for None and ``-``.

    See `govreport.export.writing.text_file`: the file appears when it is whole.
    """
    try:
        if path is None or path == "-":
            with _standard_output() as stream:
                yield stream
        else:
            with text_file(path) as stream:
                yield stream
    except UnwritableOutput as error:
        raise OutputError(str(error)) from error


@contextlib.contextmanager
def writable() -> Iterator[None]:
    """An output that cannot be written ends the command with one line and status 2."""
    try:
        yield
    except OUTPUT_ERRORS as error:
        raise OutputError(str(error)) from error


def distinct(outputs: Iterable[str | None], inputs: Iterable[str] = ()) -> None:
    """End the command when an output is an input or another output."""
    try:
        check_outputs(outputs, inputs)
    except UnwritableOutput as error:
        raise OutputError(str(error)) from error


@contextlib.contextmanager
def _standard_output() -> Iterator[IO[str]]:
    # A pipe gets UTF-8 whatever the terminal speaks; a lone surrogate is written escaped.
    if isinstance(sys.stdout, io.TextIOWrapper):
        encoding = None if sys.stdout.isatty() else "utf-8"
        sys.stdout.reconfigure(encoding=encoding, errors="backslashreplace")
    try:
        yield sys.stdout
        sys.stdout.flush()
    except OSError as error:
        if error.errno == errno.EPIPE:  # the reader has gone: the command ends quietly
            raise
        with contextlib.suppress(OSError):
            sys.stdout.close()  # else the interpreter tries, and fails, once more at its end
        raise refusal(say("standard output"), error) from error
