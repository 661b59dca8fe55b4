"""ClamAV, when its daemon is configured: THIDUA_CLAMD=/run/clamav/clamd.ctl or host:port."""

import socket
import struct

from django.conf import settings
from django.utils.translation import gettext as _

from thidua.base.files.errors import BadFile

CHUNK = 1 << 16
TIMEOUT = 30


def scan(content: bytes) -> None:
    """BadFile when a virus is found, or when the scanner cannot be asked: closed by default."""
    if not settings.CLAMD:
        return
    try:
        answer = ask(b"zINSTREAM\0", content)
    except OSError as error:
        raise BadFile(
            _("Chưa quét được vi-rút nên chưa nhận tệp: hãy thử lại sau ít phút.")
        ) from error
    if answer.endswith("FOUND"):
        virus = answer.removeprefix("stream:").removesuffix("FOUND").strip()
        raise BadFile(_("Tệp có vi-rút (%(virus)s) nên không nhận.") % {"virus": virus})
    if not answer.endswith("OK"):
        raise BadFile(_("Chưa quét được vi-rút nên chưa nhận tệp: hãy thử lại sau ít phút."))


def ask(command: bytes, content: bytes | None = None) -> str:
    with _connect() as daemon:
        daemon.sendall(command)
        if content is not None:
            for start in range(0, len(content), CHUNK):
                piece = content[start : start + CHUNK]
                daemon.sendall(struct.pack("!L", len(piece)) + piece)
            daemon.sendall(struct.pack("!L", 0))
        answer = b""
        while piece := daemon.recv(4096):
            answer += piece
    return answer.rstrip(b"\0\n").decode(errors="replace")


def _connect() -> socket.socket:
    address = settings.CLAMD
    if address.startswith("/"):
        daemon = socket.socket(socket.AF_UNIX)
        daemon.settimeout(TIMEOUT)
        daemon.connect(address)
        return daemon
    host, _colon, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=TIMEOUT)
