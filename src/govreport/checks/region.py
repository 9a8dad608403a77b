"""Checks on many reports: G1 of a region with its units, G3 and G4 of peers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govreport.checks.items import Broken, Items, Unknown
from govreport.checks.parameters import Share
from govreport.checks.registry import CheckGroup
from govreport.checks.sections import TITLES
from govreport.checks.subject import Subject
from govreport.checks.years import PROSE, likeness
from govreport.language import listing, phrase

GROUP = CheckGroup("region", "many reports: a region with its units, and peers")


def _is_summed(path: str) -> bool:
    """Whether a region's cell is the sum of its units' (tables 2 to 4, totals only)."""
    if path.startswith("requests."):
        return path.endswith(".total")
    return not path.endswith((".change", ".previous_year_items", ".in_force"))


@GROUP.check(
    basis="practice",
    scope="region",
    complete=False,
    example="一、本年新收政府信息公开申请数量 总计: the region has 3, its units have 5",
)
def g1(region: Subject, units: Sequence[Subject]) -> Items:
    """A region's figure is the sum of its units', and so at least that of each.

    Evaluators add them up. A unit without a report is unknown and not zero, so that a region
    may have more; with the parameter ``complete`` all units are there, and the sums are equal. A
    review agency that is co-defendant does not count the lawsuit (国办公开办函〔2016〕201号).
    """
    if not units:
        yield Unknown(phrase("no report of a unit was given"))
        return
    for cell in region.cells:
        if cell.value is None or not _is_summed(cell.path):
            continue
        values = [unit.cells.get(cell.path).value for unit in units]
        known = [value for value in values if value is not None]
        if not known:
            continue
        total = sum(known)
        exact = region.parameters["complete"] and len(known) == len(values)
        if cell.value < total or (exact and cell.value != total):
            yield Broken(
                phrase(
                    "{figure}: the region has {value}, its units have {sum}",
                    figure=region.cells.name(cell.path),
                    value=cell.value,
                    sum=total,
                ),
                (cell.path,),
                cause="sums",
                stated=f"{cell.value}",
                expected=f"{total}" if exact else f"≥{total}",
            )


@GROUP.check(
    basis="law",
    scope="peers",
    least=Share(0.9),
    length=150,
    example="一、总体情况 is nearly the text of 某局 (95 %)",
)
def g3(subject: Subject, peers: Sequence[Subject]) -> Items:
    """The text is not nearly that of another agency's report of the year.

    国办公开办函〔2021〕30号: no reports whose "内容雷同".
    """
    year = subject.report.year
    others = [peer for peer in peers if peer.report.year == year]
    if not others:
        yield Unknown(phrase("no report of another agency for the year was given"))
        return
    for section in PROSE:
        alike = sorted(_alike(subject, others, section), key=lambda one: -one[0])
        if alike:
            named = [phrase("{organ} ({percent} %)", organ=o, percent=p) for p, o in alike]
            yield Broken(
                phrase(
                    "{block} is nearly the text of {organs}",
                    block=TITLES[section],
                    organs=listing(named, most=_MOST_NAMED),
                ),
                span=subject.place(section),
                cause="text",
                stated=f"{alike[0][0]} %",
            )


_MOST_NAMED = 5


def _alike(subject: Subject, others: Sequence[Subject], section: str) -> Iterator[tuple[int, str]]:
    """Per cent of likeness and name of each agency whose section is nearly the same."""
    for peer in others:
        alike, length = likeness(subject, peer, section)
        if length >= subject.parameters["length"] and alike >= subject.parameters["least"]:
            yield int(alike * 100), peer.report.agency or "?"


@GROUP.check(
    basis="own",
    scope="peers",
    mean=100,
    example="行政许可 本年处理决定数量: 0, the mean of 12 peers is 340",
)
def g4(subject: Subject, peers: Sequence[Subject]) -> Items:
    """No figure is 0 where the mean of the peers is above 100.

    Ours: such a zero is often a cell that was not filled in.
    """
    for cell in subject.cells:
        if cell.value != 0 or not _is_summed(cell.path):
            continue
        values = [peer.cells.get(cell.path).value for peer in peers]
        known = [value for value in values if value is not None]
        if len(known) > 2 and sum(known) / len(known) > subject.parameters["mean"]:
            yield Broken(
                phrase(
                    "{cell}: 0, the mean of {count} peers is {mean}",
                    cell=subject.cells.name(cell.path),
                    count=len(known),
                    mean=int(sum(known) / len(known)),
                ),
                (cell.path,),
                stated="0",
            )
