"""`thidua restore FILE`: into an empty place only; hashes and the audit chain are checked."""

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from thidua.command import tables
from thidua.command.archive import (
    SQLITE_COPY,
    BadArchive,
    Manifest,
    is_empty_place,
    put_files,
    unpack,
)


def run(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="thidua restore",
        description="Khôi phục từ tệp sao lưu vào thư mục dữ liệu và cơ sở dữ liệu còn trống.",
    )
    parser.add_argument("archive", type=Path, metavar="TỆP", help="tệp do “thidua backup” tạo")
    arguments = parser.parse_args(argv)
    if not is_empty_place():
        print(
            f"Nơi này đã có dữ liệu ({settings.DATA}): không ghi đè. "
            "Đặt THIDUA_DATA và THIDUA_DATABASE sang nơi trống rồi chạy lại."
        )
        return 1
    try:
        return _restore(arguments.archive)
    except (BadArchive, ValueError) as error:
        print(error)
        return 1


def _restore(archive: Path) -> int:
    Path(settings.DATA).mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.DATA, prefix="restore-") as scratch:
        folder = Path(scratch)
        manifest = unpack(archive, folder)
        _put_database(folder, manifest)
        count = put_files(folder)
    print(f"Đã khôi phục bản sao lưu lúc {manifest.made_at}: {count} tệp.")
    return _verify_audit()


def _put_database(folder: Path, manifest: Manifest) -> None:
    if manifest.engine != connection.vendor:
        raise BadArchive(
            f"Bản sao lưu của {manifest.engine}, nơi này dùng {connection.vendor}: "
            "đặt THIDUA_DATABASE cho đúng loại."
        )
    if connection.vendor == "sqlite":
        connection.close()
        place = Path(settings.DATABASES["default"]["NAME"])
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(folder / SQLITE_COPY, place)
        call_command("migrate", verbosity=0, interactive=False)
    else:
        tables.copy_in(folder / "tables", [(app, name) for app, name in manifest.migrations])


def _verify_audit() -> int:
    """In a process of its own: this one was started with another signing key."""
    connection.close()
    command = [sys.executable, "-m", "thidua.command.main", "audit", "verify"]
    return subprocess.run(command, check=False).returncode
