"""What becomes of every line of a corrections file, held against the documents it speaks of."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from govreport.corrections.applying import apply
from govreport.corrections.current import current, place_of
from govreport.corrections.hashing import content_hash
from govreport.model import AnnualReport, Correction


class State(enum.StrEnum):
    """What becomes of one correction."""

    APPLIED = "applied"
    STALE = "stale"  # what it speaks of is printed or read otherwise now
    CONFLICT = "conflict"  # another person says something else
    REPLACED = "replaced"  # a later line of the same person counts, or it is withdrawn
    NO_DOCUMENT = "no document"  # no source has this content hash


@frozen
class Checked:
    """One correction, what becomes of it, the document it speaks of, and why."""

    correction: Correction
    state: State
    source: str | None = None
    message: str = ""


def check_corrections(
    corrections: Sequence[Correction], reports: Iterable[tuple[str, AnnualReport]]
) -> Iterator[Checked]:
    """Hold every correction against the reports, in the order of the file.

    Args:
        corrections: all lines of a file.
        reports: name and report of each source, without corrections.

    >>> list(check_corrections((), []))
    []
    """
    wanted = {item.content_hash for item in corrections}
    states: dict[int, Checked] = {}
    for name, report in reports:
        digest = content_hash(report)
        if digest in wanted:
            own = [item for item in corrections if item.content_hash == digest]
            states.update(_of_document(name, report, own))
    for item in corrections:
        yield states.get(id(item)) or Checked(item, State.NO_DOCUMENT)


def _of_document(
    name: str, report: AnnualReport, own: Sequence[Correction]
) -> Mapping[int, Checked]:
    found, conflicts = current(own)
    done = apply(report, own, own[0].content_hash)
    places = {place_of(item) for item in done.corrections}
    messages = {
        item.path: item.message for item in done.diagnostics if item.code == "correction-stale"
    }
    states = {id(item): Checked(item, State.REPLACED, name) for item in own}
    for item in found:
        if place_of(item) in places:
            states[id(item)] = Checked(item, State.APPLIED, name)
        else:
            states[id(item)] = Checked(item, State.STALE, name, messages.get(item.path, ""))
    for conflict in conflicts:
        for item in conflict.corrections:
            states[id(item)] = Checked(item, State.CONFLICT, name, conflict.claims)
    return states
