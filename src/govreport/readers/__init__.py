"""Readers: from the file that somebody has to a `govreport.document.Document`.

>>> from govreport.readers import open_document
>>> open_document("<table><tr><td>规章<td>7</table>".encode()).text
'规章 | 7\\n'
"""

from govreport.readers.limits import DEFAULT, Limits
from govreport.readers.opening import open_document, open_documents

__all__ = ["DEFAULT", "Limits", "open_document", "open_documents"]
