"""Values kept encrypted in the database, and blind indexes that find them.

AES-256-GCM with a key that never stands in the database; what the value belongs to is bound in, so
that a sealed value copied to another row does not open. The first key seals, every key opens: a new
key is put in front, `thidua reseal` writes everything anew, then the old one is taken out.
"""

import hashlib
import hmac
import os
import secrets
from base64 import b64decode, b64encode, urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

KEY_BYTES = 32
NONCE_BYTES = 12
FILE = "seal_keys"


class CannotOpen(ValueError):
    """None of the keys opens this value: the key was lost, or the value was moved or changed."""


@dataclass(frozen=True, slots=True)
class Key:
    id: str
    cipher: bytes
    index: bytes


def seal(text: str, *, belongs_to: str) -> str:
    key = keys()[0]
    nonce = secrets.token_bytes(NONCE_BYTES)
    sealed = AESGCM(key.cipher).encrypt(nonce, text.encode(), belongs_to.encode())
    return f"{key.id}:{b64encode(nonce + sealed).decode()}"


def unseal(sealed: str, *, belongs_to: str) -> str:
    id_, _, body = sealed.partition(":")
    raw = b64decode(body)
    for key in keys():
        if key.id == id_:
            try:
                opened = AESGCM(key.cipher).decrypt(
                    raw[:NONCE_BYTES], raw[NONCE_BYTES:], belongs_to.encode()
                )
            except InvalidTag as error:
                raise CannotOpen(id_) from error
            return opened.decode()
    raise CannotOpen(id_)


def is_sealed_with_first_key(sealed: str) -> bool:
    return sealed.partition(":")[0] == keys()[0].id


def blind_index(text: str) -> str:
    """What a row is found by: the same for the same text, telling nothing without the key."""
    return _index(keys()[0], text)


def blind_indexes(text: str) -> list[str]:
    """Under every key: while keys change, a row may still stand under an older one."""
    return [_index(key, text) for key in keys()]


def _index(key: Key, text: str) -> str:
    return hmac.new(key.index, text.encode(), hashlib.sha256).hexdigest()


def keys() -> tuple[Key, ...]:
    return _derived(tuple(settings.SEAL_KEYS) or tuple(kept_keys(Path(settings.DATA))))


@lru_cache(maxsize=8)
def _derived(masters: tuple[str, ...]) -> tuple[Key, ...]:
    return tuple(_derive(urlsafe_b64decode(master)) for master in masters)


def _derive(master: bytes) -> Key:
    if len(master) != KEY_BYTES:
        raise ValueError("a key of THIDUA_SEAL_KEYS is not 32 bytes in base64")

    def part(name: str) -> bytes:
        return hmac.new(master, name.encode(), hashlib.sha256).digest()

    return Key(part("id").hex()[:8], part("cipher"), part("index"))


def new_key() -> str:
    return urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def kept_keys(folder: Path) -> list[str]:
    """The keys of the data folder, one a line, the newest first; the first start makes one."""
    place = folder / FILE
    if not place.exists():
        folder.mkdir(parents=True, exist_ok=True)
        try:
            with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
                out.write(new_key() + "\n")
        except FileExistsError:
            pass  # another process was first
    return place.read_text().split()
