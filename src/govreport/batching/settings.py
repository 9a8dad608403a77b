"""What a run is told."""

from __future__ import annotations

from attrs import field, frozen
from attrs.validators import ge

from govreport.arrow.outcomes import Options
from govreport.errors import GovReportError
from govreport.readers.columns import Columns


class BatchError(GovReportError):
    """A run cannot begin or go on; the message says what to do."""


@frozen
class Settings:
    """How a run works.

    Attributes:
        jobs: worker processes.
        timeout: seconds that one document may take.
        memory: megabytes that one worker may allocate; None for no limit.
        shard: documents of one shard, the unit that is written and that a resumed run keeps.
        chunk: documents that are handed to a worker at once.
        columns: names of the columns of Parquet and JSON Lines sources.
        options: names of plugins, and safety limits.
    """

    jobs: int = field(default=1, validator=ge(1))
    timeout: float = field(default=60.0, validator=ge(0.1))
    memory: int | None = 4096
    shard: int = field(default=1024, validator=ge(1))
    chunk: int = field(default=32, validator=ge(1))
    columns: Columns = field(factory=Columns)
    options: Options = field(factory=Options)
