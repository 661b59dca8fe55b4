"""Text messages (SMS, Zalo …) through a gateway of the province's choice, spoken to by HTTP.

The gateway's address, headers and body are settings with {to}, {text} and {key} in them; {key} is
the same over retries, so that a gateway that knows it never sends twice.
"""

import json
import re
from collections.abc import Callable
from http.client import HTTPMessage
from typing import IO
from unicodedata import combining, normalize
from urllib.parse import quote, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings

from thidua.base.outbox.models import OutgoingMail

LONGEST_UNACCENTED = 160  # one message of the old alphabet
LONGEST = 480
SIMPLER = {"“": '"', "”": '"', "’": "'", "–": "-", "…": "..."}
NUMBER = re.compile(r"\+?\d{9,15}")


class GatewayError(Exception):
    """The gateway did not take the message."""


class _NoRedirect(HTTPRedirectHandler):
    """A message that wanders off may arrive without its body."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None


def is_set() -> bool:
    return bool(settings.SMS_URL)


def number_of(phone: str) -> str:
    """A number the gateway can take, or nothing: 0912 345 678, with the country's code if asked."""
    digits = re.sub(r"[\s.\-()]", "", phone)
    if not NUMBER.fullmatch(digits):
        return ""
    if settings.SMS_COUNTRY and digits.startswith("0"):
        return f"{settings.SMS_COUNTRY}{digits[1:]}"
    return digits.removeprefix("+")


def text_of(mail: OutgoingMail) -> str:
    """The subject, then the address if there is room for the whole of it."""
    words = f"Thi Đua: {mail.subject}"
    limit = LONGEST
    if settings.SMS_UNACCENTED:
        words, limit = without_marks(words), LONGEST_UNACCENTED
    link = f" {mail.body}" if mail.body else ""
    if len(words) + len(link) <= limit:
        return words + link
    return words if len(words) <= limit else f"{words[: limit - 3].rstrip()}..."


def without_marks(text: str) -> str:
    plain = (letter for letter in normalize("NFD", text) if not combining(letter))
    kept = "".join(plain).replace("đ", "d").replace("Đ", "D")
    for sign, simple in SIMPLER.items():
        kept = kept.replace(sign, simple)
    return kept.encode("ascii", "ignore").decode()


def send_text(mail: OutgoingMail) -> None:
    """Raises when the gateway cannot be reached or does not say 2xx."""
    request = request_of({"to": mail.to, "text": text_of(mail), "key": mail.message_id.strip("<>")})
    if urlsplit(request.full_url).scheme not in ("http", "https"):
        raise GatewayError("THIDUA_SMS_URL phải bắt đầu bằng http:// hoặc https://")
    with build_opener(_NoRedirect).open(request, timeout=settings.SMS_TIMEOUT) as answer:
        if not 200 <= answer.status < 300:
            raise GatewayError(f"HTTP {answer.status}")


def request_of(values: dict[str, str]) -> Request:
    headers = {"User-Agent": "ThiDua", **settings.SMS_HEADERS}
    kind = next((v for name, v in headers.items() if name.lower() == "content-type"), "")
    in_body = _in_json if "json" in kind else _in_address if "form" in kind else str
    body = _fill(settings.SMS_BODY, values, in_body)
    return Request(
        _fill(settings.SMS_URL, values, _in_address),
        data=body.encode() if body else None,
        headers={name: _fill(value, values, _in_header) for name, value in headers.items()},
        method=settings.SMS_METHOD,
    )


def _fill(pattern: str, values: dict[str, str], write: Callable[[str], str]) -> str:
    """In one pass, so that words of a message are never taken for a place to fill."""
    return re.sub(r"\{(to|text|key)\}", lambda found: write(values[found[1]]), pattern)


def _in_json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _in_address(text: str) -> str:
    return quote(text, safe="")


def _in_header(text: str) -> str:
    return quote(text, safe=" :;,@.-_")
