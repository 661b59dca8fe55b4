"""Citizen numbers: how they are read, kept and found. Nothing here ever shows one."""

import re
from collections.abc import Iterable

from thidua.base import sealing
from thidua.subjects.register.errors import BadInput
from thidua.subjects.register.models import PersonNumber

NOT_DIGIT = re.compile(r"\D+")
LENGTHS = (9, 12)
TAIL = 3


def read_number(text: str) -> str:
    """The digits of a citizen number (12) or an old identity card (9)."""
    if NOT_DIGIT.sub("", text) != re.sub(r"[\s.\-]+", "", text):
        raise BadInput("Số định danh, số chứng minh chỉ gồm chữ số.")
    digits = NOT_DIGIT.sub("", text)
    if len(digits) not in LENGTHS:
        raise BadInput(
            f"Số định danh cá nhân có 12 chữ số, số chứng minh cũ có 9; số vừa ghi có {len(digits)}."
        )
    return digits


def sealed_number(holder_id: int, digits: str) -> PersonNumber:
    """A row not yet saved: sealed for this holder, found by its blind index."""
    return PersonNumber(
        holder_id=holder_id,
        sealed=sealing.seal(digits, belongs_to=owner(holder_id)),
        index=sealing.blind_index(digits),
        digits=len(digits),
        tail=digits[-TAIL:],
    )


def open_number(number: PersonNumber) -> str:
    return sealing.unseal(number.sealed, belongs_to=owner(number.holder_id))


def owner(holder_id: int) -> str:
    return f"register.number:{holder_id}"


def indexes(numbers: Iterable[str]) -> dict[str, str]:
    """Blind index under any key → the number it stands for."""
    return {index: digits for digits in numbers for index in sealing.blind_indexes(digits)}
