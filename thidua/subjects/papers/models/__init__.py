from thidua.subjects.papers.models.legal import Citation, LegalDocument
from thidua.subjects.papers.models.paper import Amendment, Paper, PaperDelivery, SignOff

__all__ = ["Amendment", "Citation", "LegalDocument", "Paper", "PaperDelivery", "SignOff"]
