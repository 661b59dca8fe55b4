"""Links for one use: the person gets the token, the database only its hash."""

import hashlib
import secrets


def new_token() -> tuple[str, str]:
    """(token for the link, hash to keep)."""
    token = secrets.token_urlsafe(32)
    return token, hash_of(token)


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
