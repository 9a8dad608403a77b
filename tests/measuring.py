"""While coverage is measured, the processes that read files end by themselves with their data."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess

ENDS_WITHIN = 1.0
"""Seconds until a child that does not end is killed."""


def is_measured() -> bool:
    """Whether coverage measures the processes that this one starts."""
    return "COVERAGE_PROCESS_CONFIG" in os.environ


def let_children_end() -> None:
    """Close the input of a child and wait, where it is killed otherwise.

    Coverage keeps what was run also when a process is asked to end; tests that look at how that
    is done need the answer of the system in their own process.
    """
    from govreport.readers import isolation

    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    kill = isolation._Child.end

    def end(child: isolation._Child) -> None:
        with contextlib.suppress(OSError):
            child.requests.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.process.wait(ENDS_WITHIN)
        kill(child)

    isolation._Child.end = end  # type: ignore[method-assign, assignment]
