"""What a paragraph has said so far."""

from __future__ import annotations

from attrs import define, field

from govreport.prose.narrative.identifiers import FOREIGN, ITEMS, SEVERAL

_TOPICAL = ("requests", "review", "litigation", "complaints", "proactive")
_OF_PRODUCED = ("proactive.items", "produced.on_request", "produced.not_disclosed")


@define
class Context:
    """What earlier phrases of a paragraph leave for the later ones.

    Attributes:
        topic: requests, review, litigation, complaints or proactive.
        documents: normative_documents or rules, where their figures follow each other.
        whole: identifier and unit of the figure that parts are parts of.
        grown: the whole is cumulative, so that 新增 behind it is the year's.
        counts_on: the paragraph has given a cumulative figure, so that 累计 is meant so.
        series: identifier and unit of a part whose whole is not printed; others follow it.
        last: the identifier stated last.
        stated: identifiers that the sentence has stated.
        known: identifiers that the paragraph has stated, of the year.
        place: the channel named last.
        part: the phrases after 其中 or in brackets.
        listing: parts go on behind the end of the sentence.
        inherited: the topic comes from an earlier sentence.
        dated: the paragraph says which year it is about.
        of_all: its reviews and lawsuits are all those of the agency, whatever they are about.
    """

    topic: str | None = None
    documents: str | None = None
    whole: tuple[str, str | None] | None = None
    grown: bool = False
    counts_on: bool = False
    series: tuple[str, str | None] | None = None
    last: str | None = None
    stated: set[str] = field(factory=set)
    known: set[str] = field(factory=set)
    place: str | None = None
    part: bool = False
    listing: bool = False
    inherited: bool = False
    dated: bool = False
    of_all: bool = False

    def begin(self, *, continued: bool) -> None:
        """Start a sentence; one that begins with 其中 goes on with the last."""
        self.part = False
        self.inherited = not continued
        if not continued:
            self.stated.clear()
            self.place = None
            if not self.listing:
                self.whole = None
            self.series = None

    def state(self, identifier: str, unit: str | None, *, cumulative: bool = False) -> None:
        """Remember a figure; parts do not become wholes."""
        is_part = identifier.endswith(".part")
        self.series = (identifier, unit) if is_part and identifier.startswith(ITEMS) else None
        of_whole = self.of_produced and identifier in _OF_PRODUCED
        of_whole |= identifier == "proactive.full_text_electronic" and self.listing
        if not self.part and not is_part and not of_whole:
            self.whole = (identifier, unit)
            self.grown = cumulative
            self.counts_on |= cumulative
            self.listing = identifier.startswith(ITEMS)
        self.stated.add(identifier)
        self.known.add(identifier)
        self.last = identifier
        if identifier.startswith(("proactive.normative_documents", "proactive.rules")):
            self.documents = "rules" if "rules" in identifier else "normative_documents"
        head = identifier.partition(".")[0]
        if head in _TOPICAL:
            self.topic = head
            self.inherited = False

    def divide(self, identifier: str, unit: str | None) -> None:
        """Take a figure as the whole of what follows: …60件，其中网上20件，其中重复申请3件."""
        self.whole = (identifier, unit)
        self.grown = False

    def mention(self, topic: str | None) -> None:
        """Take a clause's topic, see `govreport.prose.narrative.identifiers.topic_of`."""
        if topic is None:
            return
        if topic == FOREIGN:
            self.topic = self.whole = self.series = None
            self.listing = False
        elif topic == SEVERAL:
            self.topic = None
        else:
            self.topic = topic
            self.inherited = False

    @property
    def of_produced(self) -> bool:
        """Whether the figures are those of the documents that the organ produced."""
        return self.whole is not None and self.whole[0] == "produced.items"
