"""All that the author of a plugin imports.

Derive a reader from `Reader` and a layout from `Layout`, make a template of `FormTemplate` or
`IndicatorTemplate`, and collect checks in a `CheckGroup`. Everything here is documented, typed, and
keeps its meaning within one version of the plugin interface (`INTERFACE_VERSION`); what cannot be
imported from here may change at any time. What tests need is in `govreport.testing`.

>>> from govreport.plugin import BLANK, ROW_END, Cell, Document, Evidence, Layout, Vocabulary
>>> class Semicolons(Layout):
...     name = "semicolons"
...     description = "a row per line, cells separated by semicolons"
...     states_rows = True
...
...     def detect(self, document: Document) -> Evidence:
...         rows = sum(line.count(";") > 1 for line in document.text.split("\\n"))
...         return Evidence(0.9 if rows else 0.0, found=(f"{rows} lines hold semicolons",))
...
...     def cells(self, document: Document, vocabulary: Vocabulary) -> list[Cell]:
...         found: list[Cell] = []
...         start = 0
...         for line in document.text.split("\\n"):
...             for text in line.split(";"):
...                 found.append((text.strip() or BLANK, start, start + len(text)))
...                 start += len(text) + 1
...             found.append((ROW_END, start - 1, start - 1))
...         return found
>>> Semicolons().detect(Document("规章;1;2;3")).score
0.9
"""

from govreport.checks import Broken, CheckGroup, Subject, Unknown
from govreport.checks.items import Items
from govreport.diagnostics import Diagnostic, Severity
from govreport.document import Document, Grid, GridCell, Place, Source, Span
from govreport.errors import GovReportError, LimitExceeded, PluginError, UnreadableSource
from govreport.grammars import RowRule, TableGrammar, builtin_grammar
from govreport.language import phrase
from govreport.model import (
    Amount,
    AnnualReport,
    ApplicantCounts,
    CaseCounts,
    Count,
    DocumentCounts,
    ExtraRow,
    Fact,
    FeeCounts,
    Forms,
    GenericRow,
    GenericTable,
    Indicator,
    NotProcessed,
    OtherHandling,
    ProactiveDisclosure,
    ProcurementCounts,
    Requests,
    Results,
    ReviewAndLitigation,
    RowTrace,
    ServiceCounts,
    Statistics,
    Status,
    SupplementaryRow,
    SupplementaryTable,
    Unavailable,
    UnplacedNumber,
    Value,
    Withheld,
)
from govreport.plugins.interfaces import INTERFACE_VERSION, Evidence, Layout, Plugin, Reader
from govreport.readers import isolation
from govreport.readers.encodings import Decoded, decode
from govreport.readers.extras import require
from govreport.readers.limits import DEFAULT as DEFAULT_LIMITS
from govreport.readers.limits import Limits
from govreport.records import Record, records
from govreport.tables.building import ReportParts
from govreport.tables.forms import (
    Column,
    ColumnKind,
    FormTemplate,
    TableContext,
    TableForm,
)
from govreport.tables.indicators.form import IndicatorTemplate
from govreport.tables.labelled_rows import LabelledRow
from govreport.tables.outcome import Note, PlacedRow, TableReading
from govreport.tables.placement.rows import Slot
from govreport.tables.placement.sums import Rule, last_is_sum
from govreport.tables.table_finder import Claim, SecondClaim
from govreport.templates.free_form import FREE_FORM
from govreport.templates.national import FORM_2014
from govreport.templates.official import (
    DISCLOSURE_2019,
    DISCLOSURE_2021,
    FORM_2019,
    FORM_2021,
    REQUESTS,
    REVIEW_AND_LITIGATION,
)
from govreport.text.cells import BLANK, PAD, ROW_END, Cell, Reading, read_cell
from govreport.text.labels import Vocabulary
from govreport.views.text import Page, PrintedCell, PrintedLine, PrintedTable

__all__ = [
    "BLANK",
    "DEFAULT_LIMITS",
    "DISCLOSURE_2019",
    "DISCLOSURE_2021",
    "FORM_2014",
    "FORM_2019",
    "FORM_2021",
    "FREE_FORM",
    "INTERFACE_VERSION",
    "PAD",
    "REQUESTS",
    "REVIEW_AND_LITIGATION",
    "ROW_END",
    "Amount",
    "AnnualReport",
    "ApplicantCounts",
    "Broken",
    "CaseCounts",
    "Cell",
    "CheckGroup",
    "Claim",
    "Column",
    "ColumnKind",
    "Count",
    "Decoded",
    "Diagnostic",
    "Document",
    "DocumentCounts",
    "Evidence",
    "ExtraRow",
    "Fact",
    "FeeCounts",
    "FormTemplate",
    "Forms",
    "GenericRow",
    "GenericTable",
    "GovReportError",
    "Grid",
    "GridCell",
    "Indicator",
    "IndicatorTemplate",
    "Items",
    "LabelledRow",
    "Layout",
    "LimitExceeded",
    "Limits",
    "NotProcessed",
    "Note",
    "OtherHandling",
    "Page",
    "Place",
    "PlacedRow",
    "Plugin",
    "PluginError",
    "PrintedCell",
    "PrintedLine",
    "PrintedTable",
    "ProactiveDisclosure",
    "ProcurementCounts",
    "Reader",
    "Reading",
    "Record",
    "ReportParts",
    "Requests",
    "Results",
    "ReviewAndLitigation",
    "RowRule",
    "RowTrace",
    "Rule",
    "SecondClaim",
    "ServiceCounts",
    "Severity",
    "Slot",
    "Source",
    "Span",
    "Statistics",
    "Status",
    "Subject",
    "SupplementaryRow",
    "SupplementaryTable",
    "TableContext",
    "TableForm",
    "TableGrammar",
    "TableReading",
    "Unavailable",
    "Unknown",
    "UnplacedNumber",
    "UnreadableSource",
    "Value",
    "Vocabulary",
    "Withheld",
    "builtin_grammar",
    "decode",
    "isolation",
    "last_is_sum",
    "phrase",
    "read_cell",
    "records",
    "require",
]
