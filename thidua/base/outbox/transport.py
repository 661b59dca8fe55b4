"""How a letter is carried: by the mail server when one is set, else into a folder to be read."""

import os
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage as ParsedMessage
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend
from django.utils import timezone


def carry(message: EmailMessage) -> None:
    if settings.EMAIL_HOST:
        EmailBackend().send_messages([message])
    else:
        _put_in_folder(message)


def _put_in_folder(message: EmailMessage) -> None:
    """The file's name comes from the Message-ID: a second sending is the same file."""
    folder = Path(settings.MAIL_FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    message_id = message.extra_headers["Message-ID"]
    known = sorted(folder.glob(f"*-{_short(message_id)}.eml"))
    stamp = f"{timezone.localtime():%Y%m%d-%H%M%S}"
    place = known[0] if known else folder / f"{stamp}-{_short(message_id)}.eml"
    rough = place.with_suffix(".part")
    with rough.open("wb") as out:
        out.write(message.message().as_bytes())
        out.flush()
        os.fsync(out.fileno())
    rough.replace(place)


def _short(message_id: str) -> str:
    return sha256(message_id.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class FolderLetter:
    name: str
    to: str
    subject: str
    date: str
    body: str


def folder_letters(limit: int = 200) -> list[FolderLetter]:
    """The letters of the folder, newest first."""
    files = sorted(Path(settings.MAIL_FOLDER).glob("*.eml"), reverse=True)[:limit]
    return [read_letter(file) for file in files]


def read_letter(file: Path) -> FolderLetter:
    parsed = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert isinstance(parsed, ParsedMessage)
    body = parsed.get_body(("plain",))
    return FolderLetter(
        name=file.name,
        to=str(parsed["To"]),
        subject=str(parsed["Subject"]),
        date=str(parsed["Date"]),
        body=str(body.get_content()) if body else "",
    )
