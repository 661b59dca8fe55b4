"""Word 97-2003 files, through a program that is installed or not at all."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from thidua.core.directives.sources import limits
from thidua.core.directives.sources.docx import docx_text
from thidua.core.directives.sources.errors import UnreadableFile
from thidua.core.text import repair

_SAVE_AS = "Hãy mở bằng Word rồi lưu lại dạng .docx."


def doc_text(data: bytes) -> str:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    antiword = shutil.which("antiword")
    if not office and not antiword:
        raise UnreadableFile(
            "needs_converter",
            f"Tệp .doc (Word cũ) chưa đọc được vì máy chủ chưa cài LibreOffice hoặc antiword. {_SAVE_AS}",
        )
    with tempfile.TemporaryDirectory(prefix="thidua-doc-") as name:
        folder = Path(name)
        (folder / "in.doc").write_bytes(data)
        text = _by_office(office, folder) if office else _by_antiword(antiword or "", folder)
    return repair(text)


def _by_office(program: str, folder: Path) -> str:
    profile = f"-env:UserInstallation=file://{folder}/profile"
    _run(
        [
            program,
            profile,
            "--headless",
            "--convert-to",
            "docx",
            "--outdir",
            str(folder),
            str(folder / "in.doc"),
        ]
    )
    made = folder / "in.docx"
    if not made.exists():
        raise UnreadableFile("broken", f"Tệp .doc bị hỏng, không mở được. {_SAVE_AS}")
    return docx_text(made.read_bytes())


def _by_antiword(program: str, folder: Path) -> str:
    return _run([program, "-m", "UTF-8.txt", "-w", "0", str(folder / "in.doc")]).decode(
        "utf-8", "replace"
    )


def _run(command: list[str]) -> bytes:
    try:
        return subprocess.run(
            command, capture_output=True, timeout=limits.CONVERT_SECONDS, check=False
        ).stdout
    except (subprocess.TimeoutExpired, OSError):
        raise UnreadableFile("broken", f"Không chuyển được tệp .doc. {_SAVE_AS}") from None
