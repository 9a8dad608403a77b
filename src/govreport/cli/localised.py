"""Help of the commands in the language of the user."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import IO, Any

import click

from govreport.language import LANGUAGES, current_language, in_language, phrase, say


class Formatter(click.HelpFormatter):
    """Writes help with every text as the catalogue of the current language has it."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the usage line."""
        super().write_usage(prog, args, say("Usage: ") if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        """Write a heading."""
        super().write_heading(say(heading))

    def write_text(self, text: str) -> None:
        """Write paragraphs."""
        said = map(_paragraph, inspect.cleandoc(text).split("\n\n"))
        super().write_text("\n\n".join(said))

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write a list of options or commands."""
        super().write_dl([(name, _row(text)) for name, text in rows], col_max, col_spacing)


_KEPT = "\b\n"
"""What begins a paragraph whose lines stay as they are."""

_EXAMPLE = "Example:\n"


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a help text that are translated; examples are not.

    >>> paragraphs("Read it.\\n\\n\\b\\nExample:\\n  govreport show a.txt")
    ['Read it.']
    """
    found = [part.removeprefix(_KEPT) for part in inspect.cleandoc(text).split("\n\n")]
    return [part for part in found if not part.startswith(_EXAMPLE)]


def _paragraph(text: str) -> str:
    kept = _KEPT if text.startswith(_KEPT) else ""
    words = text.removeprefix(_KEPT)
    if words.startswith(_EXAMPLE):
        return f"{kept}{say('Example')}:\n{words.removeprefix(_EXAMPLE)}"
    return kept + say(words)


def _row(text: str) -> str:
    """The help of an option, which may go on with its default in brackets."""
    words, bracket, more = text.partition("  [")
    return say(words) + bracket + more


class Context(click.Context):
    """A context whose help is localised."""

    formatter_class = Formatter


@contextmanager
def _localised() -> Iterator[None]:
    """Errors of the command line that are raised within print themselves localised."""
    try:
        yield
    except click.ClickException as error:
        error.show = partial(_show, error)  # type: ignore[method-assign]
        raise


def _show(error: click.ClickException, file: IO[Any] | None = None) -> None:
    """Print an error of the command line, as click does, in the current language."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is not None:
        click.echo(context.get_usage(), err=True, color=context.color)
        names = context.command.get_help_option(context)
        if names is not None:
            command = f"{context.command_path} {context.help_option_names[-1]}"
            click.echo(say(phrase("Try '{command}' for help.", command=command)), err=True)
        click.echo(err=True)
    message = phrase("Error: {message}", message=_message(error))
    click.echo(say(message), err=True)


def _message(error: click.ClickException) -> str:
    """What is wrong; a phrase stays one. Click's own sentences are recognised by their words."""
    text = error.format_message()
    return error.message if text == error.message else text


class Group(click.Group):
    """The command group: ``--lang`` may stand anywhere, and errors are said in its language."""

    context_class = Context

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """As click's."""
        with _localised():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """As click's."""
        with _localised():
            return super().invoke(ctx)

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Add a command, with ``--lang`` among its options."""
        members = cmd.commands.values() if isinstance(cmd, click.Group) else ()
        for one in (cmd, *members):
            one.context_class = Context
            if all(parameter.name != "lang" for parameter in one.params):
                one.params.append(language_option())
        super().add_command(cmd, name)

    def main(self, args: Sequence[str] | None = None, *rest: Any, **more: Any) -> Any:
        """Run in the language that is asked for."""
        given = list(sys.argv[1:] if args is None else args)
        with in_language(_asked(given) or current_language()):
            return super().main(given, *rest, **more)


def language_option() -> click.Option:
    """``--lang``: read by `Group.main` before anything is shown."""
    return click.Option(
        ["--lang"],
        type=click.Choice(LANGUAGES),
        expose_value=False,
        help="Language of the messages; else GOVREPORT_LANG or the locale.",
    )


def _asked(arguments: Sequence[str]) -> str | None:
    """The value of ``--lang`` on a command line, None for none or an unknown one.

    >>> _asked(["check", "a.txt", "--lang", "zh"]), _asked(["--lang=en"]), _asked(["--lang"])
    ('zh', 'en', None)
    """
    found = None
    for argument, following in zip(arguments, [*arguments[1:], ""], strict=True):
        name, sign, value = argument.partition("=")
        if name == "--lang":
            found = value if sign else following
    return found if found in LANGUAGES else None
