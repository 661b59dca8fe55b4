"""`thidua`: what operators do, one word each."""

import os
import sys
from dataclasses import dataclass
from importlib import import_module


@dataclass(frozen=True, slots=True)
class Command:
    """A module with `run(argv) -> exit code`; `django` says whether it needs the database."""

    module: str
    help: str
    django: bool = True


COMMANDS = {
    "read": Command("read", "đọc chỉ thị, kế hoạch phát động thành dữ liệu có cấu trúc", False),
    "judge": Command(
        "judge", "xét điều kiện khen thưởng theo luật, từng tình huống hoặc hàng loạt", False
    ),
    "serve": Command("serve", "chạy máy chủ và tiến trình nền"),
    "worker": Command("worker", "chỉ chạy tiến trình nền (thư, công việc dài)"),
    "demo": Command("demo", "nạp dữ liệu trình diễn Lai Châu 2022 hoặc tỉnh mẫu cỡ lớn"),
    "backup": Command("backup", "sao lưu cơ sở dữ liệu, tệp và nhật ký vào một tệp"),
    "restore": Command("restore", "khôi phục từ tệp sao lưu vào thư mục dữ liệu trống"),
    "check": Command("check", "kiểm tra cấu hình, dữ liệu, dung lượng, sao lưu"),
    "audit": Command("audit", "xác minh chuỗi nhật ký, ghi đầu chuỗi ra ngoài"),
    "keys": Command("keys", "đổi khóa mã hóa số định danh cá nhân"),
    "user": Command("user", "tạo tài khoản quản trị đầu tiên, đặt lại mật khẩu"),
    "manage": Command("manage", "lệnh quản lý của Django (migrate, shell…)"),
}


def usage() -> str:
    lines = [f"  {name:<9} {command.help}" for name, command in COMMANDS.items()]
    return (
        "Cách dùng: thidua LỆNH [tùy chọn]\n\nThi Đua: hệ thống quản lý phong trào thi đua, "
        "khen thưởng.\n\nCác lệnh:\n"
        + "\n".join(lines)
        + "\n\nXem cách dùng từng lệnh: thidua LỆNH --help"
    )


def main(argv: list[str] | None = None) -> int:
    arguments = sys.argv[1:] if argv is None else argv
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(usage())
        return 0 if arguments else 2
    name, *rest = arguments
    command = COMMANDS.get(name)
    if command is None:
        print(f"Không có lệnh “{name}”.\n\n{usage()}", file=sys.stderr)
        return 2
    if command.django:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.config.settings")
        import django

        django.setup()
    code: int = import_module(f"thidua.command.{command.module}").run(rest)
    return code


if __name__ == "__main__":
    sys.exit(main())
