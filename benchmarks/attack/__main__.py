"""The command: attack folders and generated reports, print the table, save the failures."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.attack.judging import SILENT
from benchmarks.attack.reporting import Tally, save, table
from benchmarks.attack.running import Plan, attack, chosen, loaded, minutes, rounds
from benchmarks.attack.shrinking import shrink


def main(arguments: Sequence[str] | None = None) -> int:
    """Status 1 when a number is silently wrong or missing, 2 for a wrong call."""
    options = _options(arguments)
    try:
        plan = Plan(chosen(options.only), options.seed, loaded(options.folders))
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    more = rounds(options.rounds) if options.rounds else minutes(options.minutes)
    tallies: dict[str, Tally] = {}
    shrunk: dict[tuple[str, str], int] = {}
    for case in attack(plan, more):
        tallies.setdefault(case.mutation.name, Tally()).add(case)
        for failure in case.silent[:1]:
            key = case.mutation.name, failure.fate.value
            shrunk[key] = shrunk.get(key, 0) + 1
            if options.save and shrunk[key] <= options.most:
                smallest = shrink(case.after, failure)
                number = sum(n for (name, _), n in shrunk.items() if name == case.mutation.name)
                print(save(options.save, case, smallest, failure, number), flush=True)
    print(table(tallies))
    return 1 if any(tally.fates[fate] for tally in tallies.values() for fate in SILENT) else 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.attack",
        description="Damage documents whose values are known, and judge what is read.",
    )
    add = parser.add_argument
    add("folders", nargs="*", type=Path, metavar="FOLDER", help="documents with expected/*.json")
    add("--seed", type=int, default=0, help="of everything that is drawn (0)")
    add("--minutes", type=float, default=1.0, help="how long (1)")
    add("--rounds", type=int, default=0, help="so many rounds instead of minutes")
    add("--only", action="append", default=[], metavar="NAME", help="a mutation or a family")
    add("--save", type=Path, metavar="DIR", help="shrink the failures and save them here")
    add("--most", type=int, default=3, help="failures saved for each mutation and kind (3)")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    raise SystemExit(main())
