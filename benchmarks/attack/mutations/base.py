"""What a mutation is, and the tools to write one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from random import Random

from attrs import evolve, field, frozen

from benchmarks.attack.sheets import ANY_UNIT, Accepted, Piece, Sheet, plain
from govreport.model import Value
from govreport.views.text import Page, PrintedCell, PrintedTable
from govreport.views.text.page import PrintedRow


@frozen
class Changed:
    """A damaged page, and what the judge has to know about it.

    Attributes:
        page: what is printed now.
        accepts: for some cells, what may be read there now.
        doubted: beginnings of the record paths about which findings are fair.
    """

    page: Page
    accepts: dict[str, tuple[Accepted, ...]] = field(factory=dict)
    doubted: tuple[str, ...] = ()


SheetAct = Callable[[Sheet, Random], Sheet | None]
PageAct = Callable[[Page, Random], Changed | None]

ONE_LINE = ("spaced", "glued")


@frozen
class Mutation:
    """One kind of damage.

    Attributes:
        name: short, for the table of results.
        family: ``"rows"``, ``"labels"``, ``"headers"``, ``"cells"``, ``"numbers"``, ``"units"``,
            ``"furniture"``, ``"blanks"``, ``"tables"``, ``"layout"`` or ``"html"``.
        about: what it does, with the number of the damage (D1 ... D27) where it has one.
        sheet: mutates a sheet, or None.
        page: mutates a printed page before it is laid out, or None.
        layouts: the only layouts it works on; empty for all.
        fair: whether findings about any cell are fair after it (else only where it says so).
    """

    name: str
    family: str
    about: str
    sheet: SheetAct | None = None
    page: PageAct | None = None
    layouts: tuple[str, ...] = ()
    fair: bool = False

    def __repr__(self) -> str:
        """Just the name."""
        return self.name


MUTATIONS: dict[str, Mutation] = {}
"""All mutations by name; filled when `benchmarks.attack.mutations` is imported."""


def _register(mutation: Mutation) -> None:
    if mutation.name in MUTATIONS:
        raise ValueError(f"two mutations are called {mutation.name}")
    MUTATIONS[mutation.name] = mutation


def on_sheet(family: str, *layouts: str, fair: bool = False) -> Callable[[SheetAct], SheetAct]:
    """Register a function that mutates a sheet; its docstring says what it does."""

    def register(act: SheetAct) -> SheetAct:
        name, about = _named(act)
        _register(Mutation(name, family, about, sheet=act, layouts=layouts, fair=fair))
        return act

    return register


def on_page(family: str, *layouts: str, fair: bool = False) -> Callable[[PageAct], PageAct]:
    """Register a function that mutates a page."""

    def register(act: PageAct) -> PageAct:
        name, about = _named(act)
        _register(Mutation(name, family, about, page=act, layouts=layouts, fair=fair))
        return act

    return register


def _named(act: Callable[..., object]) -> tuple[str, str]:
    return act.__name__.replace("_", "-"), (act.__doc__ or "").strip().split("\n")[0]


def add(
    name: str, family: str, about: str, act: SheetAct, *layouts: str, fair: bool = False
) -> None:
    """Register a mutation that is made from a table of texts."""
    _register(Mutation(name, family, about, sheet=act, layouts=layouts, fair=fair))


def pick(numbers: list[int], random: Random) -> int | None:
    """One of these, or None."""
    return numbers[random.randrange(len(numbers))] if numbers else None


def value_of(piece: Piece) -> Value:
    """What the piece held before any mutation."""
    return piece.accepts[0][0] if piece.accepts else None


def is_count(piece: Piece) -> bool:
    """A whole number printed in plain digits, in a column of counts."""
    return (
        piece.kind == "value"
        and piece.path is not None
        and not is_money(piece)
        and piece.text.isascii()
        and piece.text.isdigit()
    )


def is_money(piece: Piece) -> bool:
    """A cell of a column of money."""
    return piece.path is not None and piece.path.endswith(".amount")


def is_change(piece: Piece) -> bool:
    """A cell of the only signed column."""
    return piece.path is not None and piece.path.endswith(".change")


def retype(
    sheet: Sheet,
    number: int,
    text: str,
    accepts: Iterable[Accepted] | None = None,
    *,
    sure: bool = False,
    words: bool = False,
) -> Sheet:
    """Another text in one cell.

    Args:
        sheet: the sheet.
        number: index of the piece.
        text: what is printed now.
        accepts: what may be read there without a doubt now; None for what it was.
        sure: nobody would doubt it: a finding about it is needless.
        words: it holds no number any more.
    """
    piece = sheet.pieces[number]
    allowed = piece.accepts if accepts is None else tuple(accepts)
    changed = sheet.with_piece(number, text=text, accepts=allowed, words=words)
    if sure and sheet.layout != "glued":
        return changed
    if sheet.layout == "glued":
        return changed.all_doubted()
    return changed.with_piece(number, doubt=True).doubted([piece.row])


def exactly(value: Value, unit: str | None = ANY_UNIT) -> tuple[Accepted, ...]:
    """One value, in one unit, may be read."""
    return ((value, unit),)


def number(text: str) -> tuple[Accepted, ...]:
    """What a plainly printed number says, in any unit."""
    return exactly(plain(text))


def insert(sheet: Sheet, place: int, *texts: str) -> Sheet:
    """Text before a piece that belongs to no row."""
    return sheet.with_pieces(place, place, [Piece(text) for text in texts])


# -- pages ---------------------------------------------------------------------------------------


def cells_of(page: Page) -> list[PrintedCell]:
    """All cells of a page's tables."""
    return [
        cell for part in page if isinstance(part, PrintedTable) for row in part.rows for cell in row
    ]


def map_rows(page: Page, table: str, change: Callable[[PrintedRow], PrintedRow]) -> Page:
    """A page with each row of one table changed; the grid grows with its longest row."""
    parts: list[object] = []
    for part in page:
        if isinstance(part, PrintedTable) and part.identifier == table:
            rows = tuple(change(row) for row in part.rows)
            more = max(map(len, rows)) - max(map(len, part.rows))
            part = evolve(part, rows=rows, width=part.width + more)
        parts.append(part)
    return tuple(parts)  # type: ignore[arg-type]


def map_cells(page: Page, change: Callable[[PrintedCell], PrintedCell]) -> Page:
    """A page with each cell of its tables changed."""
    for table in ("proactive_disclosure", "requests", "review_and_litigation"):
        page = map_rows(page, table, lambda row: tuple(change(cell) for cell in row))
    return page
