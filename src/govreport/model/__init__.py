"""The data model: what a report says, as frozen attrs classes."""

from govreport.model.corrections import (
    Correction,
    CorrectionKind,
    corrected_cells,
    corrected_figures,
)
from govreport.model.disclosure import (
    DocumentCounts,
    FeeCounts,
    ProactiveDisclosure,
    ProcurementCounts,
    ServiceCounts,
)
from govreport.model.narrative import Fact
from govreport.model.provenance import Choice, IdentitySpans, Provenance, RowTrace
from govreport.model.report import AnnualReport, Forms, Section
from govreport.model.requests import (
    ApplicantCounts,
    NotProcessed,
    OtherHandling,
    Requests,
    Results,
    Unavailable,
    Withheld,
)
from govreport.model.review import CaseCounts, ReviewAndLitigation
from govreport.model.statistics import Indicator, Statistics
from govreport.model.supplementary import (
    ExtraRow,
    SupplementaryRow,
    SupplementaryTable,
    UnplacedNumber,
)
from govreport.model.tables import GenericRow, GenericTable
from govreport.model.values import Amount, Count, Status, Value
from govreport.model.verdicts import Outcome, Verdict

__all__ = [
    "Amount",
    "AnnualReport",
    "ApplicantCounts",
    "CaseCounts",
    "Choice",
    "Correction",
    "CorrectionKind",
    "Count",
    "DocumentCounts",
    "ExtraRow",
    "Fact",
    "FeeCounts",
    "Forms",
    "GenericRow",
    "GenericTable",
    "IdentitySpans",
    "Indicator",
    "NotProcessed",
    "OtherHandling",
    "Outcome",
    "ProactiveDisclosure",
    "ProcurementCounts",
    "Provenance",
    "Requests",
    "Results",
    "ReviewAndLitigation",
    "RowTrace",
    "Section",
    "ServiceCounts",
    "Statistics",
    "Status",
    "SupplementaryRow",
    "SupplementaryTable",
    "Unavailable",
    "UnplacedNumber",
    "Value",
    "Verdict",
    "Withheld",
    "corrected_cells",
    "corrected_figures",
]
