"""Plain, canonical values: what is hashed today must read the same from either database later."""

import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from unicodedata import normalize

from django.db.models import Model

PERSONAL_MARK = "$personal"


@dataclass(frozen=True, slots=True)
class Personal:
    """A value about a living person: the chain keeps its seal, the words can be erased."""

    subject: str  # whose it is, "user:12"
    value: Any


@dataclass(frozen=True, slots=True)
class Thing:
    """Something acted upon that is no row of the database."""

    type: str
    id: str
    label: str | Personal


def thing_of(thing: Any) -> Thing:
    if isinstance(thing, Thing):
        return thing
    if isinstance(thing, Model):
        return Thing(thing._meta.label, str(thing.pk), str(thing))
    raise TypeError(f"audit: neither a row nor a Thing: {thing!r}")


@dataclass(frozen=True, slots=True)
class Sealed:
    """One personal value taken out of an event, with the salt that makes its seal blind."""

    path: str
    subject: str
    salt: str
    value: Any


def seal(salt: str, value: Any) -> str:
    return hmac.new(salt.encode(), canonical(value).encode(), hashlib.sha256).hexdigest()


def plain(value: Any, path: str, sealed: list[Sealed]) -> Any:
    """`value` in JSON's own types; personal parts go to `sealed` and leave their seal."""
    match value:
        case Personal():
            kept = Sealed(
                path, value.subject, secrets.token_hex(32), plain(value.value, path, sealed)
            )
            sealed.append(kept)
            return {PERSONAL_MARK: seal(kept.salt, kept.value)}
        case None | bool() | int():
            return value
        case str():
            return normalize("NFC", str(value)).replace("\0", "")
        case datetime():
            return moment(value) if value.tzinfo else value.isoformat()
        case date():
            return value.isoformat()
        case dict():
            return {str(key): plain(part, f"{path}.{key}", sealed) for key, part in value.items()}
        case set() | frozenset():
            return plain(sorted(value, key=str), path, sealed)
        case list() | tuple():
            return [plain(part, f"{path}.{place}", sealed) for place, part in enumerate(value)]
        case Model():
            return f"{value._meta.label}:{value.pk} {value}"
    return str(value)  # Decimal, float, enum: their printed form is exact and engine-free


def moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="microseconds")


def canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest(fields: dict[str, Any]) -> str:
    return hashlib.sha256(canonical(fields).encode()).hexdigest()
