"""`thidua audit verify | head`."""

import argparse
from pathlib import Path

from thidua.base.audit.heads import heads_file, keep_head
from thidua.base.audit.verifying import verify


def run(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="thidua audit",
        description="Nhật ký: xác minh toàn bộ chuỗi, hoặc ghi đầu chuỗi ra ngoài cơ sở dữ liệu.",
    )
    parser.add_argument(
        "action",
        choices=["verify", "head"],
        help="verify: tìm mọi dòng bị sửa, mất, đảo, khóa bị gỡ; head: lưu đầu chuỗi có chữ ký",
    )
    parser.add_argument("--head", type=Path, help="tệp đầu chuỗi đã cất ở nơi khác", metavar="TỆP")
    arguments = parser.parse_args(argv)
    if arguments.action == "head":
        return _head(arguments.head)
    return _verify(arguments.head)


def _head(place: Path | None) -> int:
    head = keep_head(place)
    print(f"Dòng {head.sequence}, dấu {head.hash}")
    print(f"Đã lưu tại {place or heads_file()}. Hãy cất một bản ở máy khác.")
    return 0


def _verify(place: Path | None) -> int:
    if place and not place.exists():
        print(f"Không có tệp {place}.")
        return 2
    report = verify(place)
    for sentence in report.faults:
        print(f"SAI: {sentence}")
    for sentence in report.warnings:
        print(f"Lưu ý: {sentence}")
    verdict = "toàn vẹn" if report.ok else f"{len(report.faults)} chỗ sai"
    print(f"Đã đọc {report.events} dòng, dòng cuối {report.last_sequence}: {verdict}.")
    return 0 if report.ok else 1
