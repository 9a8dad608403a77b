"""Endings of the names of files that are looked for in a folder."""

from __future__ import annotations

DOCUMENTS = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".mht", ".mhtml")
OFFICE = (".pdf", ".docx", ".doc", ".wps", ".rtf", ".odt", ".xls", ".xlsx")
ARCHIVES = (".zip", ".warc", ".gz", ".jsonl", ".ndjson", ".parquet")
SUFFIXES = frozenset(DOCUMENTS + OFFICE + ARCHIVES)
"""Kinds of files that are looked for in a folder; a file that is named is read in any case."""
