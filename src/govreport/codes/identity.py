"""Year, agency, title, sections."""

from __future__ import annotations

from govreport.codes.code import Code

GROUP = "Year, agency, title, sections"

CODES = (
    Code(
        "title-missing",
        ("info",),
        meaning=(
            "No title of an annual report is printed; year and agency come from other places."
        ),
        example="the document prints no title",
        remedy="Nothing.",
    ),
    Code(
        "year-concluded",
        ("warning",),
        meaning=(
            "No period, title or opening states the year. It was concluded from the date of "
            "publication, one year before."
        ),
        example="no year is stated; 2021 is concluded from the date 2022-01-20",
        remedy="Compare with the list page that the report was linked from.",
    ),
    Code(
        "year-conflict",
        ("warning",),
        meaning=(
            "Two places state different years. The period stated in the text comes before the "
            "title, the title before the opening words."
        ),
        example="the period says 2020, the title says 2021; 2020 is taken",
        remedy="Decide from the original which place is the slip.",
    ),
    Code(
        "year-unknown",
        ("info",),
        meaning="The document does not say its year; `report.year` is `None`.",
        example="the document does not say its year",
        remedy="Supply the year from where the document was found.",
    ),
    Code(
        "date-ambiguous",
        ("info",),
        meaning=(
            "A date has lost its 年, 月 and 日 and can be read in several ways; `report.published` "
            "is `None`."
        ),
        example=(
            "the date lost its separators and can mean 2021-01-29 or 2021-12-09; it is left open"
        ),
        remedy="Look at the date in the original.",
    ),
    Code(
        "agency-concluded",
        ("info",),
        meaning=(
            "The title does not name the agency. It was taken from the signature, the opening "
            "words or the page's own fields."
        ),
        example="no title names the agency; 青石镇 stands in the text",
        remedy="Nothing, if the name is complete; district and city may be missing.",
    ),
    Code(
        "agency-conflict",
        ("warning",),
        meaning="Two places name different agencies.",
        example="the text names 青石镇, the signature names 白水县财政局; 青石镇 is taken",
        remedy="Decide from the original which agency reports.",
    ),
    Code(
        "agency-masked",
        ("warning",),
        meaning="Asterisks stand in the agency's name. No agency is claimed.",
        example="the source masks **县青石镇",
        remedy="Find the report at the agency's own site.",
    ),
    Code(
        "agency-unknown",
        ("info",),
        meaning="The document does not name its agency; `report.agency` is `None`.",
        example="the document does not name its agency",
        remedy="Supply the agency from where the document was found.",
    ),
    Code(
        "heading-fuzzy",
        ("info",),
        meaning=(
            "A heading is not one of the six sections' titles, nor a known variant, and is taken "
            "as the one it resembles. No number depends on it."
        ),
        example="the heading 一、总体清况 is read as 总体情况",
        remedy="Nothing.",
    ),
)
