"""Facts out of sentences: phrases are parsed one by one, the sentence says whose and when."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from attrs import define, evolve, field

from govreport.document import Document
from govreport.model.narrative import Fact
from govreport.prose.narrative.identifiers import Context, identify, needs_subject_matter
from govreport.prose.narrative.outline import Clause, Part, Plan, outline
from govreport.prose.narrative.phrases import Phrase
from govreport.prose.narrative.sentences import Sentence, candidate_sentences, prose_stretches

_YEAR = re.compile(r"20\d\d(?=年)")


def find_facts(
    document: Document, stretches: Sequence[tuple[int, int]] | None = None
) -> tuple[Fact, ...]:
    """The figures that the prose of a report states, in reading order.

    Args:
        document: the opened report; Traditional characters are understood, and ``raw`` and
            ``sentence`` stay as printed.
        stretches: offsets (start, end) of the prose in ``document.text``; None for all of it.

    Returns:
        One `Fact` a figure. Identifiers are those of the national table before 2019 where the
        meaning is the same, else the narrative's own (``docs/narrative.md``). Percentages,
        averages, plans, comparisons and figures of other years are not facts; a part carries
        its organ, or an identifier that ends in ``.part``.

    >>> document = Document("全年共受理政府信息公开申请85件,其中,区政府受理26件。")
    >>> [(fact.identifier, fact.value, fact.unit, fact.organ) for fact in find_facts(document)]
    [('requests.received', 85, '件', None), ('requests.received', 26, '件', '区政府')]
    """
    text = document.text
    facts: list[Fact] = []
    reader: _Reader | None = None
    for start, end in prose_stretches(text, stretches):
        last = start
        for begin, stop in candidate_sentences(text, start, end):
            if reader is None:
                reader = _Reader(document)
            if "\n" in text[last:begin] or begin == start:
                reader.context = Context()
            facts.extend(reader.read(begin, stop))
            last = stop
    return tuple(facts)


@define
class _Reader:
    document: Document
    context: Context = field(factory=Context)
    _year: str | None = None
    _year_known: bool = False

    def read(self, begin: int, stop: int) -> list[Fact]:
        """The facts of one sentence."""
        sentence = Sentence(self.document.text, begin, stop)
        text = sentence.text
        context = self.context
        context.begin(continued=text.lstrip().startswith("其中"))
        facts: list[tuple[Fact, str | None]] = []
        skipping = False  # another year's figures, or plans
        for step in outline(text):
            if isinstance(step, Clause):
                if not skipping:
                    for phrase in step.phrases:
                        context.mention(phrase.topic)
                        self._state(phrase, sentence, facts)
                context.mention(step.topic)
            elif isinstance(step, Part):
                context.part = step.begins
            else:
                skipping = isinstance(step, Plan) or self._is_other_year(step.year)
        return _with_organs(facts)

    def _is_other_year(self, year: str) -> bool:
        if not self._year_known:
            counted = Counter(_YEAR.findall(self.document.text)).most_common(1)
            self._year = counted[0][0] if counted else None
            self._year_known = True
        return year != self._year

    def _state(
        self,
        phrase: Phrase,
        sentence: Sentence,
        facts: list[tuple[Fact, str | None]],
    ) -> None:
        """Turn one phrase into facts, in the light of the sentence."""
        context = self.context
        organ = phrase.organ
        context.place = phrase.place or context.place
        identifiers = identify(
            phrase.name, phrase.words, context, sentence, phrase.has_subject, organ
        )
        if not identifiers:
            return
        if needs_subject_matter(identifiers[0]) and not sentence.is_about_disclosure:
            return
        if phrase.value is None:
            return
        start, end, unit = phrase.start, phrase.end, phrase.unit
        for identifier in identifiers:
            if identifier == "part":
                if context.whole is None or context.whole[1] != unit:
                    continue
                identifier = context.whole[0]
                if organ is None:
                    identifier += ".part"
            elif context.part and identifier in context.stated:
                if organ is None or identifier.startswith("proactive.channels"):
                    identifier, organ = identifier + ".part", None
            elif context.part:
                organ = None
            stated_part = context.part and organ is not None
            fact = Fact(
                identifier,
                phrase.value,
                unit,
                phrase.approximate,
                sentence.quotation,
                organ if stated_part else None,
                sentence.printed[start:end],
                self.document.span(sentence.begin + start, sentence.begin + end),
            )
            facts.append((fact, organ))
            context.state(identifier, unit)


def _with_organs(facts: list[tuple[Fact, str | None]]) -> list[Fact]:
    """Figures of one kind that one sentence gives to several organs are parts, each with its own.

    >>> _with_organs([])
    []
    """
    kinds = Counter(fact.identifier for fact, _ in facts)
    if not facts or max(kinds.values()) < 2:
        return [fact for fact, _ in facts]
    result = []
    seen: set[str] = set()
    for fact, organ in facts:
        if (
            organ
            and not fact.organ
            and kinds[fact.identifier] > 1
            and not (fact.identifier not in seen and _first_is_whole(facts, fact))
        ):
            fact = evolve(fact, organ=organ)
        seen.add(fact.identifier)
        result.append(fact)
    return result


def _first_is_whole(facts: list[tuple[Fact, str | None]], first: Fact) -> bool:
    """Whether the others are stated as parts of it (其中), so that it stays the whole."""
    return any(fact.organ for fact, _ in facts if fact.identifier == first.identifier)
