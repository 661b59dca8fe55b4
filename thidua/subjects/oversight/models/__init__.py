"""What people say about the work, what becomes of it, and whom they may ask."""

from thidua.subjects.oversight.models.consults import Consulted, OpinionRequest, PassageOpinion
from thidua.subjects.oversight.models.contacts import Remark, SupportContact
from thidua.subjects.oversight.models.opinions import Addition, Answer, Opinion, Sender
from thidua.subjects.oversight.models.questions import LawCitation, Question

__all__ = [
    "Addition",
    "Answer",
    "Consulted",
    "LawCitation",
    "Opinion",
    "OpinionRequest",
    "PassageOpinion",
    "Question",
    "Remark",
    "Sender",
    "SupportContact",
]
