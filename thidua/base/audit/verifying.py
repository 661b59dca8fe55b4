"""Walks the chain and says everything that is wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connection

from thidua.base.audit import heads, triggers
from thidua.base.audit.models import FIRST_HASH, AuditEvent, AuditHead, AuditPersonal
from thidua.base.audit.recording import HEAD
from thidua.base.audit.values import PERSONAL_MARK, canonical, seal

TAIL_UNSEEN = (
    "Không có đầu chuỗi nào được lưu bên ngoài, nên không thể biết phần cuối của nhật ký "
    "có bị cắt hay không. Chạy “thidua audit head” và cất tệp ra nơi khác."
)
MAX_FAULTS = 100


@dataclass(slots=True)
class VerifyReport:
    events: int = 0
    last_sequence: int = 0
    last_hash: str = FIRST_HASH
    faults: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return not self.faults

    def fault(self, sentence: str) -> None:
        if len(self.faults) < MAX_FAULTS:
            self.faults.append(sentence)


def verify(heads_path: Path | None = None) -> VerifyReport:
    """Every change, gap, reordering, missing trigger; cut tails against the heads kept outside."""
    report = VerifyReport()
    kept = heads.read_heads(heads_path)
    hashes: dict[int, str] = {}
    _check_triggers(report)
    _walk(report, {head.sequence for head in kept}, hashes)
    _check_inner_head(report, hashes)
    _check_personal(report)
    _check_kept_heads(report, kept, hashes)
    return report


def _check_triggers(report: VerifyReport) -> None:
    for name in triggers.missing(connection):
        report.fault(f"Thiếu hoặc bị sửa khóa chống sửa nhật ký trong cơ sở dữ liệu: {name}.")


def _walk(
    report: VerifyReport, wanted: set[int], hashes: dict[int, str], until: int | None = None
) -> None:
    for event in _after(report.last_sequence):
        if until is not None and event.sequence > until:
            break
        if event.sequence != report.last_sequence + 1:
            report.fault(f"Mất các dòng từ {report.last_sequence + 1} đến {event.sequence - 1}.")
        if event.previous_hash != report.last_hash:
            report.fault(f"Dòng {event.sequence} không nối với dòng trước nó.")
        if event.computed_hash() != event.hash:
            report.fault(f"Dòng {event.sequence} đã bị sửa sau khi ghi.")
        if event.sequence in wanted:
            hashes[event.sequence] = event.hash
        report.events += 1
        report.last_sequence, report.last_hash = event.sequence, event.hash


def _after(sequence: int) -> Iterator[AuditEvent]:
    later = AuditEvent.objects.filter(sequence__gt=sequence).order_by("sequence")
    return later.iterator(chunk_size=2000)


def _check_inner_head(report: VerifyReport, hashes: dict[int, str]) -> None:
    inner = AuditHead.objects.filter(pk=HEAD).first()
    known = (inner.sequence, inner.hash) if inner else (0, FIRST_HASH)
    if known[0] > report.last_sequence:  # others wrote while we walked: no lock is held
        _walk(report, set(), hashes, until=known[0])
    if known != (report.last_sequence, report.last_hash):
        report.fault(
            f"Dòng cuối là {report.last_sequence}, nhưng cơ sở dữ liệu ghi dòng cuối là {known[0]}."
        )


def _check_personal(report: VerifyReport) -> None:
    for part in AuditPersonal.objects.select_related("event").order_by("pk").iterator(2000):
        stamp = seal(part.salt, part.value)
        if stamp not in _seals_of(part.event):
            report.fault(f"Dữ liệu cá nhân của dòng {part.event_id} đã bị sửa.")


def _seals_of(event: AuditEvent) -> str:
    marks = [event.thing_label, canonical(event.before), canonical(event.after)]
    return " ".join(mark for mark in marks if PERSONAL_MARK in mark) + event.reason + event.paper


def _check_kept_heads(report: VerifyReport, kept: list[heads.Head], hashes: dict[int, str]) -> None:
    if not kept:
        report.warnings.append(TAIL_UNSEEN)
    for head in kept:
        if not head.signed:
            report.fault(f"Đầu chuỗi lưu bên ngoài (dòng {head.sequence}) không đúng chữ ký.")
        elif head.sequence > report.last_sequence:
            report.fault(
                f"Nhật ký bị cắt đuôi: bên ngoài ghi có dòng {head.sequence}, "
                f"trong cơ sở dữ liệu chỉ đến dòng {report.last_sequence}."
            )
        elif head.sequence and hashes.get(head.sequence) != head.hash:
            report.fault(f"Nhật ký đã bị viết lại: dòng {head.sequence} khác với đầu chuỗi đã lưu.")
