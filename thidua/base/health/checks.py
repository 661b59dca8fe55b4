"""Every check of the examination. Each answers in words and never raises."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

import thidua
from thidua.base.audit import heads, triggers
from thidua.base.audit.models import AuditEvent
from thidua.base.files import scanning
from thidua.base.health.backups import last_backup
from thidua.base.health.findings import Finding, bad, good, warn
from thidua.base.jobs import workers
from thidua.base.jobs.models import JobRun, JobState, PeriodicRun
from thidua.base.outbox.models import MailState, OutgoingMail

Check = Callable[[], Finding]
GIB = 1 << 30


def examine() -> list[Finding]:
    return [_answer(name, check) for name, check in CHECKS.items()]


def _answer(name: str, check: Check) -> Finding:
    try:
        return check()
    except Exception as error:
        return bad(name, f"Không kiểm tra được: {error}", "Xem nhật ký của máy chủ.")


def version() -> Finding:
    return good("Phiên bản", f"Thi Đua {thidua.__version__}")


def secrets() -> Finding:
    name = "Cấu hình"
    if settings.DEBUG:
        return bad(name, "Đang bật chế độ gỡ lỗi.", "Bỏ biến THIDUA_DEBUG rồi khởi động lại.")
    if settings.DEMO:
        return warn(
            name,
            "Đang chạy bản trình diễn: ai cũng đăng nhập được.",
            "Khi dùng thật, chạy “thidua serve” không kèm --demo.",
        )
    if not settings.HTTPS:
        return warn(
            name,
            "Chưa bật HTTPS.",
            "Đặt máy chủ phía trước có chứng thư, rồi đặt THIDUA_HTTPS=1.",
        )
    return good(name, "Không chế độ gỡ lỗi, có HTTPS.")


def database() -> Finding:
    name = "Cơ sở dữ liệu"
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    engine = "PostgreSQL" if connection.vendor == "postgresql" else "SQLite"
    if waiting:
        return bad(
            name,
            f"{engine}: còn {len(waiting)} bước cập nhật chưa chạy.",
            "Chạy “thidua manage migrate”.",
        )
    return good(name, f"{engine}, cấu trúc mới nhất.")


def audit_triggers() -> Finding:
    name = "Khóa chống sửa nhật ký"
    gone = triggers.missing(connection)
    if gone:
        return bad(
            name,
            f"Thiếu: {', '.join(gone)}.",
            "Chạy “thidua manage migrate” để đặt lại, rồi “thidua audit verify”.",
        )
    return good(name, "Đủ.")


def audit_head() -> Finding:
    name = "Đầu chuỗi nhật ký lưu bên ngoài"
    kept = heads.read_heads()
    last = AuditEvent.objects.order_by("-sequence").values_list("sequence", flat=True).first() or 0
    if not kept:
        return warn(
            name,
            f"Nhật ký có {last} dòng, chưa lưu đầu chuỗi nào.",
            "Chạy “thidua audit head” và cất tệp ra máy khác.",
        )
    if not kept[-1].signed:
        return bad(name, "Chữ ký không đúng.", "Chạy “thidua audit verify”.")
    return good(name, f"Đã lưu đến dòng {kept[-1].sequence} trên {last} dòng.")


def disk() -> Finding:
    name = "Dung lượng đĩa"
    usage = shutil.disk_usage(settings.DATA)
    free, total = (f"{size / GIB:.1f}".replace(".", ",") for size in (usage.free, usage.total))
    words = f"Còn trống {free} GB trên {total} GB."
    if usage.free < GIB:
        return bad(name, words, "Giải phóng đĩa ngay: dưới 1 GB thì không nhận được tệp.")
    if usage.free < 0.1 * usage.total:
        return warn(name, words, "Chuyển bớt bản sao lưu cũ sang nơi khác.")
    return good(name, words)


def worker() -> Finding:
    name = "Tiến trình nền"
    late = JobRun.objects.filter(
        state=JobState.QUEUED, run_after__lt=timezone.now() - timedelta(minutes=10)
    ).count()
    if not workers.living():
        return bad(
            name,
            "Không có tiến trình nền nào đang chạy trên máy này.",
            "Chạy “thidua serve” (kèm sẵn) hoặc “thidua worker”.",
        )
    if late:
        return warn(name, f"{late} việc chờ quá 10 phút.", "Xem Quản trị, Việc chạy nền.")
    return good(name, "Đang chạy.")


def clockwork() -> Finding:
    name = "Việc theo giờ"
    failed = PeriodicRun.objects.exclude(last_error="").values_list("name", "last_error")
    if failed:
        words = "; ".join(f"{which}: {error}" for which, error in failed)
        return bad(name, words, "Xem nhật ký của máy chủ.")
    return good(name, f"{PeriodicRun.objects.count()} việc, lần gần nhất đều xong.")


def mail() -> Finding:
    name = "Thư điện tử"
    stuck = OutgoingMail.objects.filter(state=MailState.FAILED).count()
    waiting = OutgoingMail.objects.filter(state=MailState.WAITING).count()
    if stuck:
        return bad(name, f"{stuck} thư không gửi được.", "Xem Quản trị, Thư đi, rồi gửi lại.")
    if not settings.EMAIL_HOST:
        return warn(
            name,
            f"Chưa đặt máy chủ thư: thư nằm trong thư mục {settings.MAIL_FOLDER}.",
            "Đặt THIDUA_SMTP_HOST và các biến THIDUA_SMTP_… để gửi thật.",
        )
    return good(name, f"Gửi qua {settings.EMAIL_HOST}; {waiting} thư đang chờ.")


def viruses() -> Finding:
    name = "Quét vi-rút"
    if not settings.CLAMD:
        return warn(name, "Chưa đặt.", "Cài ClamAV rồi đặt THIDUA_CLAMD=/run/clamav/clamd.ctl.")
    try:
        answer = scanning.ask(b"zPING\0")
    except OSError as error:
        return bad(
            name, f"ClamAV không trả lời ({error}): mọi tệp bị từ chối.", "Khởi động lại clamd."
        )
    return good(name, "ClamAV trả lời.") if answer == "PONG" else bad(name, answer, "Xem clamd.")


def scans() -> Finding:
    name = "Đọc bản quét (OCR)"
    if shutil.which("tesseract"):
        return good(name, "Có tesseract.")
    return warn(
        name,
        "Chưa có tesseract: PDF quét ảnh không đọc được.",
        "Cài gói tesseract-ocr và tesseract-ocr-vie.",
    )


def backup_age() -> Finding:
    name = "Sao lưu"
    last = last_backup()
    advice = "Đặt lịch chạy “thidua backup” mỗi đêm và chép tệp sang máy khác."
    if last is None:
        return bad(name, "Chưa sao lưu lần nào.", advice)
    age = datetime.now(UTC) - last.at
    words = f"Gần nhất {timezone.localtime(last.at):%H:%M %d/%m/%Y}, tệp {Path(last.path).name}."
    return good(name, words) if age < timedelta(days=2) else bad(name, words, advice)


CHECKS: dict[str, Check] = {
    "Phiên bản": version,
    "Cấu hình": secrets,
    "Cơ sở dữ liệu": database,
    "Khóa chống sửa nhật ký": audit_triggers,
    "Đầu chuỗi nhật ký": audit_head,
    "Dung lượng đĩa": disk,
    "Tiến trình nền": worker,
    "Việc theo giờ": clockwork,
    "Thư điện tử": mail,
    "Quét vi-rút": viruses,
    "Đọc bản quét (OCR)": scans,
    "Sao lưu": backup_age,
}
