"""Corrections that last: people's words about cells, kept beside the sources and applied anew.

A file ``corrections.jsonl`` holds one JSON object a line. `load` reads it, `apply` puts it on a
report after reading: a misreading gets the right value and the status ``corrected``, an error of
the original stays as printed and is marked as known, and a line that no longer fits what is
printed is a finding, never applied silently.
"""

from govreport.corrections.applying import apply, known_errors
from govreport.corrections.current import Conflict, current
from govreport.corrections.hashing import content_hash, hash_bytes, hash_text
from govreport.corrections.lines import (
    CorrectionsFile,
    InvalidCorrections,
    Problem,
    from_line,
    load,
    loads,
    to_line,
)

__all__ = [
    "Conflict",
    "CorrectionsFile",
    "InvalidCorrections",
    "Problem",
    "apply",
    "content_hash",
    "current",
    "from_line",
    "hash_bytes",
    "hash_text",
    "known_errors",
    "load",
    "loads",
    "to_line",
]
