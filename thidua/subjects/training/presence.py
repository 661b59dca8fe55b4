"""The code on the wall, the ticket a telephone gets for it, and a person's own code.

The code changes every few seconds and is signed for its session, so that a picture of an old one
is refused. Whoever scans it in time gets a ticket, kept by the browser that scanned, with time
enough to sign in. All of it is computed: nothing of it lies in the database but the session's
secret.
"""

import hmac
import re
import time
from base64 import b32encode
from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings
from django.core import signing

from thidua.subjects.training.errors import OldCode
from thidua.subjects.training.models import Participant, Session

TURN = 20  # seconds for which one code stands
GRACE = 1  # turns before the present one that still count: a phone needs a moment
TICKET_SECONDS = 600
SALT = "training.presence"
LETTERS = 8
CODE = re.compile(r"(\d{1,18})\.(\d{1,11})\.([0-9a-f]{24})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Ticket:
    session_id: int


def code_of(session: Session, now: float | None = None) -> str:
    """What the wall shows now."""
    turn = int((time.time() if now is None else now) // TURN)
    return f"{session.pk}.{turn}.{_mac(session, turn)}"


def seconds_left(now: float | None = None) -> int:
    return TURN - int((time.time() if now is None else now) % TURN)


def session_of(code: str, now: float | None = None) -> Session:
    """The session whose code this is; refused when it is old, early or forged."""
    shape = CODE.fullmatch(code)
    session = (
        Session.objects.filter(pk=int(shape[1])).select_related("course").first() if shape else None
    )
    if shape is None or session is None:
        raise OldCode("Mã không đúng. Quét lại mã đang hiện trên màn hình của lớp.")
    turn = int(shape[2])
    if not hmac.compare_digest(shape[3], _mac(session, turn)):
        raise OldCode("Mã không đúng. Quét lại mã đang hiện trên màn hình của lớp.")
    present = int((time.time() if now is None else now) // TURN)
    if not present - GRACE <= turn <= present:
        raise OldCode("Mã này đã cũ (ảnh chụp lại?). Quét mã đang hiện trên màn hình của lớp.")
    return session


def _mac(session: Session, turn: int) -> str:
    words = f"{session.pk}|{turn}|{settings.SECRET_KEY}".encode()
    return hmac.new(bytes.fromhex(session.secret), words, sha256).hexdigest()[:24]


def ticket_for(session: Session) -> str:
    return signing.dumps({"session": session.pk}, salt=SALT)


def read_ticket(ticket: str) -> Ticket:
    try:
        found = signing.loads(ticket, salt=SALT, max_age=TICKET_SECONDS)
    except signing.BadSignature as error:
        raise OldCode("Lượt quét đã hết hạn. Quét lại mã trên màn hình của lớp.") from error
    return Ticket(found["session"])


def personal_code(participant: Participant) -> str:
    """Eight letters in the summons of a person without an account."""
    words = f"{SALT}|{participant.pk}|{participant.course_id}".encode()
    digest = hmac.new(settings.SECRET_KEY.encode(), words, sha256).digest()
    code = b32encode(digest).decode()[:LETTERS]
    return f"{code[:4]}-{code[4:]}"


def participant_by_code(session: Session, code: str) -> Participant | None:
    """Whose code it is among those of the course; letters may come small and without the dash."""
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    if len(plain) != LETTERS:
        return None
    people = Participant.objects.filter(course_id=session.course_id).order_by("pk")
    return next((p for p in people if _same(personal_code(p), plain)), None)


def _same(code: str, plain: str) -> bool:
    return hmac.compare_digest(code.replace("-", ""), plain.encode("ascii", "ignore").decode())
