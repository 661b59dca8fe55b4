"""`thidua demo`: the demonstration of Lai Châu 2022, or a sample province of any size."""

import argparse
import sys

from thidua.base.errors import Refusal
from thidua.command.preparing import prepare


def run(argv: list[str]) -> int:
    arguments = _parse(argv)
    prepare()
    from thidua.command.demonstration import lai_chau, sample_province

    try:
        print(lai_chau.load())
        if arguments.size:
            print(sample_province.load(arguments.size, arguments.tasks, arguments.seed))
        print(lai_chau.who_can_log_in())
    except Refusal as refusal:
        print(refusal.message, file=sys.stderr)
        return 1
    return 0


def _parse(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="thidua demo",
        description="Nạp bản trình diễn Lai Châu 2022 (đọc từ chỉ thị thật), thêm một tỉnh mẫu cỡ lớn "
        "để đo nếu có --size. Chạy lại không ghi đè dữ liệu đã có.",
    )
    parser.add_argument(
        "--size", type=int, default=0, help="tạo thêm tỉnh mẫu với chừng này đơn vị, ví dụ 500"
    )
    parser.add_argument("--tasks", type=int, default=60, help="số nhiệm vụ của phong trào mẫu (60)")
    parser.add_argument("--seed", type=int, default=1, help="số gieo: cùng số thì cùng dữ liệu")
    return parser.parse_args(argv)
