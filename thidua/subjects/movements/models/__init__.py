"""Readings, movements and their parts, deliveries and duties."""

from thidua.subjects.movements.models.duties import Delivery, Duty, LaunchEvent
from thidua.subjects.movements.models.movements import (
    Amendment,
    Content,
    Criterion,
    LegalBasis,
    Movement,
    MovementForm,
    MovementTarget,
    Phase,
    Recipient,
    Task,
    TaskUnit,
)
from thidua.subjects.movements.models.readings import Reading, ReadingItem

__all__ = [
    "Amendment",
    "Content",
    "Criterion",
    "Delivery",
    "Duty",
    "LaunchEvent",
    "LegalBasis",
    "Movement",
    "MovementForm",
    "MovementTarget",
    "Phase",
    "Reading",
    "ReadingItem",
    "Recipient",
    "Task",
    "TaskUnit",
]
