"""What is to be translated, and the catalogues brought up to date: ``make messages``."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

import govreport
from govreport.codes import groups

SOURCE = Path(govreport.__file__).parent
CATALOGUE = SOURCE / "language" / "zh.po"
KEYWORDS = {"phrase": None, "say": None, "finding": (2,)}
WORDS = {
    "prose": (
        *("period", "title", "opening", "label", "metadata", "publication"),
        *("subtitle", "field", "signature", "text", "mention"),
    ),
    "tables": (
        "{cell} stands where the form has a number",
        "{cell} has a unit that this column does not count in",
        "{cell} stands with {mark}",
        "{cell} has a sign, in a column of numbers without one",
    ),
    "language": ("{first}, {next}", "{first} ..."),
}
"""Words that are put into sentences, and are no literals where that is done."""


def messages() -> dict[str, str]:
    """English sentence -> the file or table it stands in."""
    found: dict[str, str] = {}
    for file, _, message, _, _ in extract_from_dir(
        str(SOURCE),
        [("**.py", "python"), ("**/templates/**.html", "jinja2")],
        {"**.py": {}, "**/templates/**.html": {"trimmed": "true"}},
        KEYWORDS,
    ):
        # A name in capitals is one of a grammar, in a call that happens to be named alike.
        if isinstance(message, str) and not message.isupper():
            found.setdefault(message, file)
    for place, text in (*_tables(), *_commands()):
        found.setdefault(text, place)
    return found


def _tables() -> Iterator[tuple[str, str]]:
    for place, words in WORDS.items():
        yield from ((place, word) for word in words)
    for heading, codes in groups():
        yield "codes", heading
        for code in codes:
            for text in (code.meaning, code.remedy, code.hint, code.basis):
                if text:
                    yield f"codes: {code.name}", text


def _commands() -> Iterator[tuple[str, str]]:
    return iter(())


def update() -> Catalog:
    """The catalogue with the sentences that there are now; translations are kept."""
    with CATALOGUE.open("rb") as stream:
        old = read_po(stream, locale="zh")
    new = Catalog(locale="zh", project="govreport", charset="utf-8")
    for text, place in sorted(messages().items(), key=lambda item: (item[1], item[0])):
        known = old.get(text)
        new.add(text, known.string if known else "", auto_comments=[place])
    return new


def written(catalogue: Catalog) -> str:
    """The text of a catalogue, without dates, so that it changes only with its content."""
    stream = io.BytesIO()
    write_po(stream, catalogue, width=96, omit_header=True, no_location=True)
    header = (
        'msgid ""\nmsgstr ""\n"Language: zh\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    )
    return f"{header}\n{stream.getvalue().decode('utf-8').strip()}\n"


if __name__ == "__main__":
    CATALOGUE.write_text(written(update()), encoding="utf-8")
    click.echo(f"wrote {CATALOGUE}")
