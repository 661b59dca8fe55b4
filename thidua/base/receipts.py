"""What a stranger gets in return for what was sent: a number to name, a secret code to ask with.

The code is made from the ticket of the form that was sent, so that the same form sent twice gives
the same code; of it only a keyed hash is kept.
"""

from datetime import date
from hashlib import sha256

from django.utils.crypto import constant_time_compare, salted_hmac

from thidua.base.numbering import next_number

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that are taken for another; 5 bits each
LENGTH, GROUP = 12, 4


def next_receipt(kind: str, day: date) -> str:
    """The next number of the year for this kind, inside the caller's transaction: "YK-2022-0007"."""
    return f"{kind}-{day.year}-{next_number(f'receipts:{kind}', day.year):04}"


def code_of(ticket: str) -> str:
    """ "K7QM-3FHT-9XWA": sixty bits that only this server can make from the ticket."""
    bits = int.from_bytes(salted_hmac("thidua.receipts.code", ticket, algorithm="sha256").digest())
    letters = "".join(LETTERS[bits >> (5 * place) & 31] for place in range(LENGTH))
    return "-".join(letters[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def kept(code: str) -> str:
    """What is stored of a code."""
    plain = "".join(letter for letter in code.upper() if letter in LETTERS)
    return salted_hmac("thidua.receipts.kept", plain, algorithm="sha256").hexdigest()


def fits(code: str, stored: str) -> bool:
    """Whether a code as people type it is the one of which `stored` was kept."""
    return bool(stored) and constant_time_compare(kept(code), stored)


def fingerprint(ticket: str) -> str:
    """Kept unique beside what was sent: the same form sent twice is one thing."""
    return sha256(ticket.encode()).hexdigest()
