"""Reports as files: the format follows from the ending of the name.

>>> sorted(FORMATS)
['csv', 'dta', 'feather', 'jsonl', 'parquet', 'sqlite', 'xlsx']
"""

from govreport.export.files.choosing import FORMATS, UnknownFormat, form_of

__all__ = ["FORMATS", "UnknownFormat", "form_of"]
