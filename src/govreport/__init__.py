"""govreport: China's government-information annual reports, read cell by cell.

>>> import govreport
>>> report = govreport.parse("某局2021年政府信息公开工作年度报告\\n第二十条第(六)项 | |\\n"
...     "信息内容 | 本年处理决定数量 |\\n行政处罚 | 12 |\\n行政强制 | 0 |\\n")
>>> [(record.path, record.value) for record in govreport.records(report)][0]
('proactive_disclosure.penalties.decisions', 12)
"""

import typing as _typing
from importlib import import_module as _import_module

from govreport.api import account, parse, read, read_all
from govreport.corrections import InvalidCorrections
from govreport.diagnostics import Diagnostic, Severity
from govreport.document import Document, Span
from govreport.errors import (
    GovReportError,
    LimitExceeded,
    PluginError,
    UnreadableSource,
    UnrecognisedReport,
)
from govreport.export.serialize import from_dict, from_json, json_schema, to_dict, to_json
from govreport.model import Amount, AnnualReport, Correction, CorrectionKind, Status
from govreport.plotting import plot
from govreport.plugins.registry import list_plugins
from govreport.records import Record, records

if _typing.TYPE_CHECKING:
    from govreport.arrow import panel_frame, to_arrow
    from govreport.batching import batch

    __version__: str

_LATE = {
    "to_arrow": "govreport.arrow",
    "panel_frame": "govreport.arrow",
    "batch": "govreport.batching",
}
"""Names whose modules are loaded when somebody asks for them: they need an extra."""


def __getattr__(name: str) -> _typing.Any:
    """The frames and the batch, and the version as it is installed."""
    if name == "__version__":
        from importlib.metadata import version

        return version("govreport")
    if name not in _LATE:
        raise AttributeError(f"module 'govreport' has no attribute {name!r}")
    return getattr(_import_module(_LATE[name]), name)


__all__ = [
    "Amount",
    "AnnualReport",
    "Correction",
    "CorrectionKind",
    "Diagnostic",
    "Document",
    "GovReportError",
    "InvalidCorrections",
    "LimitExceeded",
    "PluginError",
    "Record",
    "Severity",
    "Span",
    "Status",
    "UnreadableSource",
    "UnrecognisedReport",
    "account",
    "batch",
    "from_dict",
    "from_json",
    "json_schema",
    "list_plugins",
    "panel_frame",
    "parse",
    "plot",
    "read",
    "read_all",
    "records",
    "to_arrow",
    "to_dict",
    "to_json",
]
