"""Report campaigns, what each unit owes and answers, and the province's consolidated report."""

from thidua.subjects.reports.models.campaigns import Heading, ReportCampaign
from thidua.subjects.reports.models.consolidated import (
    ConsolidatedReport,
    Excerpt,
    FigureCorrection,
    ReportBlock,
    ReportPart,
)
from thidua.subjects.reports.models.owed import (
    Answer,
    Attachment,
    OwedReport,
    ReportCorrection,
    ReportFigure,
)

__all__ = [
    "Answer",
    "Attachment",
    "ConsolidatedReport",
    "Excerpt",
    "FigureCorrection",
    "Heading",
    "OwedReport",
    "ReportBlock",
    "ReportCampaign",
    "ReportCorrection",
    "ReportFigure",
    "ReportPart",
]
