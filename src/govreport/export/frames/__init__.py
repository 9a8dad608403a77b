"""Reports as tables: one schema, from which Arrow, every file format and a page of docs are made.

>>> from govreport.export.frames import table
>>> [column.name for column in table("cells").columns][:3]
['report', 'id', 'source']
"""

from govreport.export.frames.definition import SCHEMA_VERSION, TABLES, Column, Table, table
from govreport.export.frames.identity import Identity
from govreport.export.frames.rows import Rows, rows_of

__all__ = [
    "SCHEMA_VERSION",
    "TABLES",
    "Column",
    "Identity",
    "Rows",
    "Table",
    "rows_of",
    "table",
]
