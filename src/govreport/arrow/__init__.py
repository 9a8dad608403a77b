"""Reports as Arrow tables, and rows of texts to rows of reports.

>>> from govreport import parse
>>> tables = to_arrow(parse("某局2021年政府信息公开工作年度报告\\n第二十条第(六)项 | |\\n"
...     "信息内容 | 本年处理决定数量 | |\\n行政处罚 | 12 | |\\n行政强制 | | |\\n"))
>>> tables["cells"].select(["path", "status"]).to_pylist()[0]
{'path': 'proactive_disclosure.penalties.decisions', 'status': 'read'}
"""

from govreport.arrow.outcomes import Options, Outcome
from govreport.arrow.parsing import output_schema, parse_batch
from govreport.arrow.tables import to_arrow, to_pandas, to_polars
from govreport.export.frames.arrow import Tables, schema
from govreport.export.frames.definition import SCHEMA_VERSION, TABLES
from govreport.export.panel.frame import panel_frame
from govreport.readers.columns import Columns

__all__ = [
    "SCHEMA_VERSION",
    "TABLES",
    "Columns",
    "Options",
    "Outcome",
    "Tables",
    "output_schema",
    "panel_frame",
    "parse_batch",
    "schema",
    "to_arrow",
    "to_pandas",
    "to_polars",
]
