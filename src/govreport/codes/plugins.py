"""Choice of plugins."""

from __future__ import annotations

from govreport.codes.code import Code

GROUP = "Choice of plugins"

CODES = (
    Code(
        "layout-ambiguous",
        ("info",),
        meaning=(
            "Two layouts explain the text nearly as well. The better one was used; "
            "`report.provenance.choices` says why."
        ),
        example="layout spaced was chosen, glued fits nearly as well",
        remedy="If values are missing, name the layout: `parse(text, layout=...)`.",
    ),
    Code(
        "plugin-failed",
        ("warning",),
        meaning=(
            "A plugin raised an exception or took too long. It counts as not fitting, and the "
            "others were asked. With `GOVREPORT_STRICT_PLUGINS=1` it is an error."
        ),
        example=(
            "layout example (example-plugin 1.0): detect() failed: "
            "ZeroDivisionError: division by zero"
        ),
        remedy=("Report it to the plugin's author; `GOVREPORT_DISABLE_PLUGINS` leaves it out."),
    ),
    Code(
        "plugin-nonsense",
        ("warning",),
        meaning=(
            "A plugin answered with something that cannot be: a score outside 0 to 1, a cell that "
            "does not say what the text says at its place, a value without a record, a number that "
            "is used twice; or it changed the document. The answer was not used, and the document "
            "is as it was: other plugins read the tables, or their numbers have no place."
        ),
        example=("layout example (example-plugin 1.0): detect() returned 3, expected Evidence"),
        remedy=("Report it to the plugin's author; `GOVREPORT_DISABLE_PLUGINS` leaves it out."),
    ),
)
