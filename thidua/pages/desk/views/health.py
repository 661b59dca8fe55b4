"""How the installation stands."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from thidua.base.access import requires
from thidua.base.health import Finding, Level, examine
from thidua.base.jobs.models import PeriodicRun

WORDS = {Level.GOOD: "Đạt", Level.WARN: "Lưu ý", Level.BAD: "Lỗi"}
CLOCK_WORDS = {
    "audit.keep_head": "Lưu đầu chuỗi nhật ký ra ngoài",
    "audit.mail_head": "Gửi thư đầu chuỗi nhật ký",
    "movements.remind_duties": "Nhắc việc đến hạn, quá hạn",
    "reports.follow_mergers": "Chuyển báo cáo của đơn vị đã sáp nhập",
    "reports.open_due": "Mở đợt báo cáo đến ngày",
    "reports.remind_due": "Nhắc gửi báo cáo",
    "files.sweep": "Dọn tệp không còn dùng",
    "outbox.digest": "Gửi thư gộp hằng ngày",
}


@requires("system.health")
def health(request: HttpRequest) -> HttpResponse:
    findings = examine()
    context = {
        "rows": [_row(finding) for finding in findings],
        "broken": sum(finding.level == Level.BAD for finding in findings),
        "clock": [
            {
                "name": CLOCK_WORDS.get(row.name, row.name),
                "last": row.last_at,
                "next": row.next_at,
                "error": row.last_error,
            }
            for row in PeriodicRun.objects.all()
        ],
    }
    return render(request, "desk/health.html", context)


def _row(finding: Finding) -> dict[str, str]:
    return {
        "name": finding.name,
        "word": WORDS[finding.level],
        "sentence": finding.sentence,
        "advice": finding.advice,
    }
