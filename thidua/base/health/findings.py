"""One line of the examination."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    name: str
    level: Level
    sentence: str
    advice: str = ""  # what to do next


def good(name: str, sentence: str) -> Finding:
    return Finding(name, Level.GOOD, sentence)


def warn(name: str, sentence: str, advice: str) -> Finding:
    return Finding(name, Level.WARN, sentence, advice)


def bad(name: str, sentence: str, advice: str) -> Finding:
    return Finding(name, Level.BAD, sentence, advice)
