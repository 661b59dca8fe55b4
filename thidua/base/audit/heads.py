"""The chain's last link, kept where the database cannot reach: a signed file, one line a day.

Without it a chain whose tail was cut, or that was written anew from some point on, verifies.
"""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from thidua.base.audit.models import FIRST_HASH, AuditEvent


@dataclass(frozen=True, slots=True)
class Head:
    sequence: int
    hash: str
    at: str
    signature: str

    @property
    def signed(self) -> bool:
        return constant_time_compare(self.signature, sign(self.sequence, self.hash, self.at))


def heads_file() -> Path:
    return Path(settings.DATA) / "audit-heads.jsonl"


def sign(sequence: int, hash_: str, at: str) -> str:
    key = getattr(settings, "AUDIT_KEY", "") or settings.SECRET_KEY
    text = f"{sequence} {hash_} {at}"
    return salted_hmac("thidua.audit.head", text, secret=key, algorithm="sha256").hexdigest()


def current_head() -> Head:
    last = AuditEvent.objects.order_by("-sequence").values_list("sequence", "hash").first()
    sequence, hash_ = last or (0, FIRST_HASH)
    at = timezone.now().isoformat(timespec="seconds")
    return Head(sequence, hash_, at, sign(sequence, hash_, at))


def keep_head(path: Path | None = None) -> Head:
    """Add the present head to the file, unless nothing happened since its last line."""
    place = path or heads_file()
    head = current_head()
    kept = read_heads(place)
    if kept and (kept[-1].sequence, kept[-1].hash) == (head.sequence, head.hash):
        return kept[-1]
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("a", encoding="utf-8") as out:
        out.write(json.dumps(asdict(head)) + "\n")
        out.flush()
        os.fsync(out.fileno())
    return head


def read_heads(path: Path | None = None) -> list[Head]:
    """Lines that cannot be read come back unsigned, so that verifying reports them."""
    place = path or heads_file()
    if not place.exists():
        return []
    lines = place.read_text(encoding="utf-8", errors="replace").splitlines()
    return [_parse(line) for line in lines if line.strip()]


def _parse(line: str) -> Head:
    try:
        row = json.loads(line)
        return Head(int(row["sequence"]), str(row["hash"]), str(row["at"]), str(row["signature"]))
    except (ValueError, KeyError, TypeError):
        return Head(0, "", "", "")
