"""The desk's own long work, where the worker finds it."""

from thidua.base import audit
from thidua.base.jobs.registry import Progress, job


@job("audit.verify", title="Xác minh chuỗi nhật ký")
def verify_chain(progress: Progress) -> None:
    report = audit.verify()
    verdict = "toàn vẹn" if report.ok else f"{len(report.faults)} chỗ sai"
    lines = [f"Đã đọc {report.events} dòng: {verdict}.", *report.faults, *report.warnings]
    progress.update(report.events, report.events)
    progress.result("\n".join(lines))
