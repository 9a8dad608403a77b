"""Every sentence exists in both languages, and both say it with the same parts."""

from __future__ import annotations

import copy
import pickle
import re
import string
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from tests.language.extraction import CATALOGUE, messages

from govreport import Diagnostic, Severity, from_dict, json_schema, parse, to_dict
from govreport.diagnostics import finding
from govreport.language import current_language, in_language, listing, phrase, say
from govreport.language.catalogues import catalogue
from govreport.model import AnnualReport

TRANSLATED = catalogue("zh")


def _names(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_no_entry_is_missing() -> None:
    """Each sentence of the source has its Chinese; ``make messages`` adds what is new."""
    assert [text for text in messages() if not TRANSLATED.get(text)] == []


def test_no_entry_is_stale() -> None:
    """The catalogue has no sentence that the source no longer says."""
    assert set(TRANSLATED) - set(messages()) == set()


@pytest.mark.parametrize("text", sorted(text for text in TRANSLATED if "{" in text))
def test_parts_are_the_same(text: str) -> None:
    """A translation has the parts of its sentence, no other and none less."""
    assert _names(TRANSLATED[text]) == _names(text)


def test_the_loader_reads_as_babel_does() -> None:
    """Babel finds the same entries in the file."""
    with CATALOGUE.open("rb") as stream:
        expected = {entry.id: entry.string for entry in read_po(stream) if entry.id}

    assert expected == TRANSLATED


def test_a_message_in_both_languages() -> None:
    """English is what is stored; Chinese is made of the same parts when asked for."""
    found = finding(
        "year-concluded",
        "no year is stated; {year} is concluded from the date {date}",
        year=2021,
        date="2022-01-20",
    )

    assert found.message == "no year is stated; 2021 is concluded from the date 2022-01-20"
    assert found.message_in("zh") == "文中没有写明年度，由日期 2022-01-20 推定为 2021"
    assert found.message_in("en") == found.message
    assert found.severity == Severity.WARNING


def test_parts_within_parts() -> None:
    """A phrase within a phrase is said in the same language."""
    inner = phrase("title")
    text = phrase(
        "no title names the agency; {name} stands in the {source}", name="某局", source=inner
    )

    assert say(text, "zh") == "标题没有写明机关，标题中出现某局"
    assert say(listing(["规章", "行政许可", "行政处罚"], most=2), "zh") == "规章、行政许可等"


def test_braces_in_a_part_mean_nothing() -> None:
    """What a document prints cannot steer a sentence."""
    text = phrase("the source masks {name}", name="{date}{0.__class__}")

    assert str(text) == "the source masks {date}{0.__class__}"
    assert say(text, "zh").endswith("{date}{0.__class__}")


def test_equality_and_copies() -> None:
    """A diagnostic with a phrase equals the one with the plain text; copies keep the phrase."""
    made = finding("agency-masked", "the source masks {name}", name="**局")
    plain = Diagnostic("agency-masked", Severity.WARNING, "the source masks **局")

    assert made == plain
    assert hash(made) == hash(plain)
    for copied in (pickle.loads(pickle.dumps(made)), copy.deepcopy(made)):
        assert copied == made
        assert copied.message_in("zh") == made.message_in("zh")


def test_json_keeps_the_parts() -> None:
    """A report read from its JSON can still say its diagnostics in Chinese."""
    made = finding("agency-masked", "the source masks {name}", name="**局")
    data = to_dict(AnnualReport(diagnostics=(made,)))
    (back,) = from_dict(data).diagnostics

    assert data["diagnostics"][0]["message"] == "the source masks **局"
    assert type(data["diagnostics"][0]["message"]) is str
    assert back == made
    assert back.message_in("zh") == "来源页面以星号遮去了机关名称 **局"


def test_a_sentence_from_elsewhere_is_recognised() -> None:
    """English text whose parts are not known is said in Chinese by its words, with its parts."""
    text = str(phrase("no table is printed")) + " x"

    assert (
        say("published on 2024-04-01, after 2024-03-31", "zh")
        == "发布日期为 2024-04-01，晚于 2024-03-31"
    )
    assert say("3 passed", "zh") == "3 项通过"
    assert say(text, "zh") == text


def test_json_schema_knows_the_parts() -> None:
    """What is written is what the schema says."""
    from jsonschema import Draft202012Validator

    inner = phrase("title")
    made = finding("agency-concluded", "{name} stands in the {source}", name="某局", source=inner)
    data = to_dict(AnnualReport(diagnostics=(made, Diagnostic("x", Severity.INFO, "y"))))

    assert list(Draft202012Validator(json_schema()).iter_errors(data)) == []


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "GOVREPORT_LANG": "zh"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "GOVREPORT_LANG": "en"}, "en"),
    ],
)
def test_current_language(
    environment: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The variable of the program comes before the locale."""
    for name in ("GOVREPORT_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert current_language() == expected


def test_asked_language_comes_first() -> None:
    """Within `in_language` nothing else counts; an unknown language is refused."""
    with in_language("zh"):
        assert current_language() == "zh"
    with pytest.raises(ValueError, match="there is no language 'fr'"), in_language("fr"):
        pass


def test_nothing_is_loaded_for_english() -> None:
    """Making and showing a diagnostic imports no gettext, no Babel, and reads no catalogue."""
    code = (
        "import sys, govreport.diagnostics as d, govreport.language.catalogues as c\n"
        "str(d.finding('agency-masked', 'the source masks {name}', name='x').message_in('en'))\n"
        "print(sorted({'gettext', 'babel'} & set(sys.modules)), c.catalogue.cache_info().currsize)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[] 0"


def test_catalogue_is_part_of_the_package() -> None:
    """The file lies beside the code that reads it, where wheels take it along."""
    import govreport.language

    assert CATALOGUE.parent == Path(govreport.language.__file__).parent


def test_documents_are_told_in_chinese() -> None:
    """Of real damage nothing is left in English: codes, names and units aside."""
    folder = Path(__file__).resolve().parents[1] / "golden" / "documents"
    english = re.compile(r"[a-z]{3,} [a-z]{2,} [a-z]{2,}")
    left = set()
    for file in folder.glob("*.txt"):
        text = file.read_text(encoding="utf-8").partition("---input---\n")[2]
        report = parse(text.rpartition("\n---expected---\n")[0], check=True)
        for found in (*report.diagnostics, *report.findings):
            for said in (found.message_in("zh"), found.hint_in("zh") or ""):
                if english.search(said):
                    left.add(said)

    assert left == set()


def test_a_count_is_a_number() -> None:
    """A sentence is no longer template with words where that one has a number."""
    with in_language("zh"):
        said = say("layout grid: no tables with known geometry")

    assert said == "版式 grid：没有结构已知的表格"
