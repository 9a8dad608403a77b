"""Many documents unattended: all cores, bounded memory, a run that can be killed and taken up.

>>> import tempfile
>>> with tempfile.TemporaryDirectory() as folder:
...     result = batch(["examples/reports"], f"{folder}/out", jobs=1)
...     result.documents, result.table("reports").count_rows()
(5, 5)
"""

from govreport.batching.running import BatchResult, batch
from govreport.batching.settings import BatchError, Settings

__all__ = ["BatchError", "BatchResult", "Settings", "batch"]
