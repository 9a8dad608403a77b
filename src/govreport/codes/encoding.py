"""Bytes, characters and files."""

from __future__ import annotations

from govreport.codes.code import Code

GROUP = "Bytes, characters and files"

CODES = (
    Code(
        "encoding-unknown",
        ("warning",),
        meaning=(
            "The page declares a charset that does not exist. The encoding was detected from the "
            "bytes."
        ),
        example="the declared charset 'x-nothing' is unknown",
        remedy="Nothing, if the Chinese text is readable.",
    ),
    Code(
        "encoding-contradicted",
        ("warning",),
        meaning=(
            "The bytes are not valid in the charset that the page declares. The encoding was "
            "detected from the bytes."
        ),
        example="the declared charset 'gbk' does not fit the bytes",
        remedy="Nothing, if the Chinese text is readable.",
    ),
    Code(
        "encoding-uncertain",
        ("warning",),
        meaning="No encoding is declared and none fits with certainty.",
        example=(
            "the encoding is not certain; read as gb18030, characters may be wrong: no detector "
            "recognised the encoding"
        ),
        remedy=("Look at some sentences. The extra `govreport[encodings]` recognises Big5."),
    ),
    Code(
        "character-replaced",
        ("warning",),
        meaning=(
            "Bytes are no character of the encoding, or a character that no text may hold; "
            "U+FFFD stands in their place. Labels and digits around it may be damaged."
        ),
        example="bytes that are no character of this encoding",
        remedy="Fetch the file again; the bytes were damaged before they came here.",
    ),
    Code(
        "source-cut-off",
        ("warning",),
        meaning="A record of an archive breaks off before its stated end.",
        example="the record breaks off; the end is missing",
        remedy="Fetch the page again. Tables at the end may be incomplete.",
    ),
)
