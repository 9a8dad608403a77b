"""Run mutations over documents: deterministic for a seed, until the time is up."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import count
from pathlib import Path
from random import Random

from attrs import evolve, frozen

from benchmarks.attack.documents import (
    ALL_LAYOUTS,
    generated,
    generated_page,
    page_values,
    printed,
    published,
)
from benchmarks.attack.judging import SILENT, Fate, Verdict, judge
from benchmarks.attack.mutations import MUTATIONS, Changed, Mutation
from benchmarks.attack.sheets import Sheet
from govreport.model import Value

FORMS = ("2019", "2021", "2014")


@frozen
class Case:
    """One mutated document and what became of its numbers."""

    mutation: Mutation
    before: Sheet
    after: Sheet
    verdicts: tuple[Verdict, ...]

    @property
    def silent(self) -> list[Verdict]:
        """The verdicts that break the promise."""
        return [verdict for verdict in self.verdicts if verdict.fate in SILENT]


@frozen
class Plan:
    """What is attacked.

    Attributes:
        mutations: which.
        seed: of everything that is drawn.
        folders: sheets of published documents, beside the generated ones.
        forms: forms of the generated reports.
        layouts: layouts of the generated reports.
        fillings: seeds of the numbers in the generated reports.
        glued_fillings: the same for the layout without separators, whose tables are solved.
    """

    mutations: tuple[Mutation, ...]
    seed: int = 0
    folders: tuple[Sheet, ...] = ()
    forms: tuple[str, ...] = FORMS
    layouts: tuple[str, ...] = ALL_LAYOUTS
    fillings: tuple[int, ...] = tuple(range(40))
    glued_fillings: tuple[int, ...] = tuple(range(40))


def loaded(folders: Sequence[Path]) -> tuple[Sheet, ...]:
    """The documents of some folders, doubtful where the undamaged document is."""
    return tuple(baselined(sheet) for folder in folders for sheet in published(folder))


def baselined(sheet: Sheet) -> Sheet:
    """The sheet with a fair doubt about what is not right before any damage."""
    doubtful = {verdict.piece for verdict in judge(sheet) if verdict.fate is not Fate.RIGHT}
    pieces = tuple(
        evolve(piece, doubt=True) if number in doubtful else piece
        for number, piece in enumerate(sheet.pieces)
    )
    return evolve(sheet, pieces=pieces)


@lru_cache(maxsize=256)
def _generated(form: str, layout: str, seed: int) -> Sheet:
    return baselined(generated(form, layout, seed))


def attack(plan: Plan, more: Callable[[int], bool]) -> Iterator[Case]:
    """Rounds of attacks, each mutation once a round on another document; the first is whole.

    Args:
        plan: what is attacked.
        more: whether a round of this number (from 0) is still wanted.
    """
    for turn in count():
        if not more(turn):
            return
        for mutation in plan.mutations:
            if turn and not more(turn):
                return
            case = one(plan, mutation, turn)
            if case is not None:
                yield case


def one(plan: Plan, mutation: Mutation, turn: int) -> Case | None:
    """The case of one mutation in one round; None where it has nothing to damage."""
    # A string as seed does not depend on the hash seed of the process.
    random = Random(f"{plan.seed}:{mutation.name}:{turn}")
    for _ in range(12):
        made = _made(plan, mutation, random)
        if made is not None:
            before, after = made
            if mutation.fair:
                after = after.all_doubted()
            return Case(mutation, before, after, tuple(judge(after)))
    return None


def _made(plan: Plan, mutation: Mutation, random: Random) -> tuple[Sheet, Sheet] | None:
    layouts = [name for name in plan.layouts if not mutation.layouts or name in mutation.layouts]
    documents = [s for s in plan.folders if not mutation.layouts or s.layout in mutation.layouts]
    if mutation.sheet is not None and documents and (not layouts or random.random() < 0.4):
        before = documents[random.randrange(len(documents))]
        return _with(before, mutation.sheet(before, random))
    if not layouts:
        return None
    form = plan.forms[random.randrange(len(plan.forms))]
    layout = layouts[random.randrange(len(layouts))]
    fillings = plan.glued_fillings if layout == "glued" else plan.fillings
    seed = fillings[random.randrange(len(fillings))]
    before = _generated(form, layout, seed)
    if mutation.sheet is not None:
        return _with(before, mutation.sheet(before, random))
    assert mutation.page is not None
    page = generated_page(form, seed)
    changed = mutation.page(page, random)
    if changed is None or changed.page == page:
        return None
    return before, _printed(changed, before, page_values(page))


def _with(before: Sheet, after: Sheet | None) -> tuple[Sheet, Sheet] | None:
    return None if after is None or after.text == before.text else (before, after)


def _printed(changed: Changed, before: Sheet, original: dict[str, Value]) -> Sheet:
    """The damaged page in the same layout, with what the damage says of its cells."""
    sheet = printed(changed.page, before.layout, before.name, original)
    doubtful = {piece.path for piece in before.pieces if piece.doubt}
    pieces = []
    for piece in sheet.pieces:
        if piece.kind == "value" and piece.path is not None:
            doubt = piece.path in doubtful or piece.path.startswith(changed.doubted or ("?",))
            accepts = changed.accepts.get(piece.path, piece.accepts)
            piece = evolve(piece, doubt=doubt, accepts=accepts)
        pieces.append(piece)
    return evolve(sheet, pieces=tuple(pieces))


def rounds(number: int) -> Callable[[int], bool]:
    """So many rounds."""
    return lambda turn: turn < number


def minutes(number: float) -> Callable[[int], bool]:
    """Rounds until so many minutes are over."""
    end = time.monotonic() + 60 * number
    return lambda turn: turn == 0 or time.monotonic() < end


def chosen(only: Sequence[str]) -> tuple[Mutation, ...]:
    """Mutations by name or family; all of them where none is named.

    Raises:
        ValueError: a name that is no mutation and no family.
    """
    if not only:
        return tuple(MUTATIONS.values())
    families = {mutation.family for mutation in MUTATIONS.values()}
    for name in only:
        if name not in MUTATIONS and name not in families:
            raise ValueError(f"no mutation or family {name!r}; there are: {', '.join(MUTATIONS)}")
    return tuple(m for m in MUTATIONS.values() if m.name in only or m.family in only)
