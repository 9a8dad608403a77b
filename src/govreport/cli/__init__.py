"""The ``govreport`` command."""

from __future__ import annotations


def main() -> None:
    """Run the command; the entry point of the console script."""
    import io
    import sys

    from govreport.cli.app import govreport
    from govreport.export.writing import ended_cleanly

    # What a terminal cannot show is shown escaped, instead of ending the command.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    with ended_cleanly():
        govreport()
