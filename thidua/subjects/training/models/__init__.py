"""What is stored of training."""

from thidua.subjects.training.models.courses import Course, Session
from thidua.subjects.training.models.learning import (
    AskedQuestion,
    Attempt,
    Evaluation,
    Material,
    Question,
)
from thidua.subjects.training.models.people import Attendance, Participant, Summons

__all__ = [
    "AskedQuestion",
    "Attempt",
    "Attendance",
    "Course",
    "Evaluation",
    "Material",
    "Participant",
    "Question",
    "Session",
    "Summons",
]
