"""Who was commended and what is known of them. Award lines are only ever added."""

from thidua.subjects.register.enums import BEGINNING, FOREVER
from thidua.subjects.register.models.doubles import Double, Merger
from thidua.subjects.register.models.entries import Batch, Entry, EntryQuerySet
from thidua.subjects.register.models.known import (
    AbsenceRecord,
    CaseUnderReview,
    CheckedComplete,
    DisciplineRecord,
    MeritRecord,
    RecognisedInitiative,
    WordKey,
    YearRating,
    YearWords,
)
from thidua.subjects.register.models.people import (
    HeldPost,
    Holder,
    HolderQuerySet,
    HolderTransfer,
    Person,
    PersonNumber,
)

__all__ = [
    "BEGINNING",
    "FOREVER",
    "AbsenceRecord",
    "Batch",
    "CaseUnderReview",
    "CheckedComplete",
    "DisciplineRecord",
    "Double",
    "Entry",
    "EntryQuerySet",
    "HeldPost",
    "Holder",
    "HolderQuerySet",
    "HolderTransfer",
    "Merger",
    "MeritRecord",
    "Person",
    "PersonNumber",
    "RecognisedInitiative",
    "WordKey",
    "YearRating",
    "YearWords",
]
