"""`thidua keys`: the keys of citizen numbers: a new one, everything sealed anew, the old ones out."""

import argparse
import os
import sys
from pathlib import Path

from django.conf import settings

from thidua.base import clock, sealing
from thidua.base.access import Actor
from thidua.command.preparing import prepare
from thidua.subjects.register.models import PersonNumber
from thidua.subjects.register.services.numbers import reseal_numbers


def run(argv: list[str]) -> int:
    arguments = _parse(argv)
    prepare()
    if arguments.verb == "reseal":
        print(f"Đã mã hóa lại {reseal_numbers(actor=Actor.system(clock.today()))} số định danh.")
        return 0
    if settings.SEAL_KEYS:
        return _tell_of_environment(arguments.verb)
    return _new() if arguments.verb == "new" else _retire()


def _parse(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="thidua keys",
        description="Đổi khóa mã hóa số định danh: new (thêm khóa mới), khởi động lại máy chủ, "
        "reseal (mã hóa lại), retire (bỏ khóa cũ).",
    )
    parser.add_argument("verb", choices=("new", "reseal", "retire"), metavar="new|reseal|retire")
    return parser.parse_args(argv)


def _tell_of_environment(verb: str) -> int:
    if verb == "new":
        print(f"Đặt khóa này lên đầu THIDUA_SEAL_KEYS rồi khởi động lại:\n{sealing.new_key()}")
        return 0
    print("Khóa nằm ở THIDUA_SEAL_KEYS: bỏ các khóa sau khóa đầu tiên khi đã reseal.")
    return 0


def _place() -> Path:
    return Path(settings.DATA) / sealing.FILE


def _new() -> int:
    _write([sealing.new_key(), *sealing.kept_keys(Path(settings.DATA))])
    print("Đã thêm khóa mới. Khởi động lại máy chủ, chạy “thidua keys reseal”, rồi “retire”.")
    return 0


def _retire() -> int:
    """Only when nothing is sealed with an older key any more."""
    left = sum(
        not sealing.is_sealed_with_first_key(sealed)
        for sealed in PersonNumber.objects.values_list("sealed", flat=True).iterator()
    )
    if left:
        print(
            f"Còn {left} số mã hóa bằng khóa cũ: chạy “thidua keys reseal” trước.", file=sys.stderr
        )
        return 1
    _write(sealing.kept_keys(Path(settings.DATA))[:1])
    print("Đã bỏ khóa cũ. Bản sao lưu cũ vẫn cần khóa nằm trong chính nó.")
    return 0


def _write(keys: list[str]) -> None:
    rough = _place().with_suffix(".part")
    with os.fdopen(os.open(rough, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as out:
        out.write("\n".join(keys) + "\n")
        out.flush()
        os.fsync(out.fileno())
    rough.replace(_place())
