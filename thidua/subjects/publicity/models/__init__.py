"""Good examples and what is agreed and told about them; press work; congresses."""

from thidua.subjects.publicity.models.congress import (
    Congress,
    CongressTask,
    Delegate,
    ProgrammeItem,
    Seats,
    Wish,
)
from thidua.subjects.publicity.models.examples import (
    Consent,
    Example,
    ExampleField,
    ExampleText,
    FollowUp,
    Picture,
    Replication,
    Suggester,
)
from thidua.subjects.publicity.models.papers import PublicPaper
from thidua.subjects.publicity.models.press import PressOutput, PressPlan, PressTask, Release

__all__ = [
    "Congress",
    "CongressTask",
    "Consent",
    "Delegate",
    "Example",
    "ExampleField",
    "ExampleText",
    "FollowUp",
    "Picture",
    "PressOutput",
    "PressPlan",
    "PressTask",
    "ProgrammeItem",
    "PublicPaper",
    "Release",
    "Replication",
    "Seats",
    "Suggester",
    "Wish",
]
