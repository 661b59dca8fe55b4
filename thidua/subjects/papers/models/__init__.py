"""What is stored of papers and of the law they rest on."""

from thidua.subjects.papers.models.legal import Citation, LegalDocument
from thidua.subjects.papers.models.paper import (
    Amendment,
    Paper,
    PaperDelivery,
    PaperDraft,
    SignOff,
)

__all__ = [
    "Amendment",
    "Citation",
    "LegalDocument",
    "Paper",
    "PaperDelivery",
    "PaperDraft",
    "SignOff",
]
