"""`thidua backup`: the whole installation in one file, while people go on working."""

import argparse
import tempfile
import time
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from thidua.base.files.upkeep import damaged_contents
from thidua.base.health.backups import note_backup
from thidua.command.archive import write_archive

PATTERN = "thidua-*.tar.gz"


def run(argv: list[str]) -> int:
    arguments = _parse(argv)
    damaged = damaged_contents()
    if damaged:
        print(f"Có {len(damaged)} tệp mất hoặc hỏng trong kho, không sao lưu được:")
        print("\n".join(f"  {sha256}" for sha256 in damaged[:20]))
        return 1
    folder: Path = arguments.to or Path(settings.DATA) / "backups"
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"thidua-{timezone.localtime():%Y%m%d-%H%M%S}.tar.gz"
    started = time.monotonic()
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        manifest = write_archive(target, Path(scratch))
    note_backup(target)
    size = f"{target.stat().st_size / (1 << 20):.1f}".replace(".", ",")
    seconds = f"{time.monotonic() - started:.1f}".replace(".", ",")
    print(f"Đã sao lưu {len(manifest.members)} mục vào {target} ({size} MB, {seconds} giây).")
    print("Hãy chép tệp này sang máy khác; tệp chứa dữ liệu cá nhân và khóa ký.")
    _forget_oldest(folder, arguments.keep)
    return 0


def _parse(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="thidua backup",
        description="Sao lưu cơ sở dữ liệu, tệp, đầu chuỗi nhật ký vào một tệp .tar.gz.",
    )
    parser.add_argument("--to", type=Path, metavar="THƯ_MỤC", help="nơi đặt (mặc định: backups)")
    parser.add_argument(
        "--keep", type=int, default=0, metavar="SỐ", help="chỉ giữ chừng này bản mới nhất"
    )
    return parser.parse_args(argv)


def _forget_oldest(folder: Path, keep: int) -> None:
    if keep > 0:
        for path in sorted(folder.glob(PATTERN))[:-keep]:
            path.unlink()
            print(f"Đã xóa bản cũ {path.name}.")
