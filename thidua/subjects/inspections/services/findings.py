"""What the team writes down, on paper forms or on a phone without network.

The device names each finding (UUID) and counts its edits (version). Sending the same version
again changes nothing; a higher version replaces the words and keeps the earlier ones; a lower or
equal version that says something else is refused, because somebody else's edit came first.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from thidua.base import audit, files
from thidua.base.access import Actor, require
from thidua.base.files.pictures import clean_picture
from thidua.subjects.inspections.enums import (
    FAULTS,
    KNOWN_TO_UNIT,
    FindingKind,
    MinutesState,
    Severity,
    VisitState,
)
from thidua.subjects.inspections.errors import BadInput, WrongState
from thidua.subjects.inspections.models import Finding, FindingPicture, FindingVersion, Visit

MOST_PICTURES = 10
LONGEST = 1600
COMPARED = ("item_id", "kind", "severity", "words")


@dataclass(frozen=True, slots=True)
class Noted:
    """A finding as a device or a form gives it."""

    uuid: UUID
    version: int
    kind: str
    words: str
    noted_at: datetime
    item_id: int | None = None
    severity: str = ""

    def values(self) -> dict[str, Any]:
        severity = self.severity if self.kind in FAULTS else ""
        return {
            "item_id": self.item_id,
            "kind": self.kind,
            "severity": severity,
            "words": self.words.strip(),
        }


@transaction.atomic
def note_finding(*, actor: Actor, visit: Visit, noted: Noted) -> Finding:
    """Keep a finding once, however often it is sent."""
    require(actor, "inspections.record", visit)
    values = _checked(visit, noted)
    known = Finding.objects.filter(uuid=noted.uuid).first()
    if known is None:
        known, created = _create(actor, visit, noted, values)
        if created:
            audit.record(actor, "inspections.note_finding", visit, after=_told(known))
            return known
    return _same_or_newer(actor, visit, known, noted, values)


def _checked(visit: Visit, noted: Noted) -> dict[str, Any]:
    if not noted.words.strip():
        raise BadInput("Ghi nội dung phát hiện.")
    if noted.kind not in FindingKind.values or noted.severity not in Severity.values:
        raise BadInput("Chọn loại và mức độ trong danh sách.")
    if noted.version < 1:
        raise BadInput("Số lần sửa của phát hiện không hợp lệ.")
    if noted.item_id is not None and not visit.plan.outline.filter(pk=noted.item_id).exists():
        raise BadInput("Đề mục này không có trong đề cương của kế hoạch.")
    return noted.values()


def _create(
    actor: Actor, visit: Visit, noted: Noted, values: dict[str, Any]
) -> tuple[Finding, bool]:
    """Two senders at once: the constraint keeps the first row, the second finds it."""
    require_open(visit)
    assert actor.user_id is not None  # only people of a team may record
    try:
        with transaction.atomic():
            row = Finding.objects.create(
                uuid=noted.uuid,
                version=noted.version,
                visit=visit,
                noted_at=noted.noted_at,
                by_user_id=actor.user_id,
                by_name=actor.signature,
                **values,
            )
    except IntegrityError:
        return Finding.objects.get(uuid=noted.uuid), False
    return row, True


def _same_or_newer(
    actor: Actor, visit: Visit, known: Finding, noted: Noted, values: dict[str, Any]
) -> Finding:
    if known.visit_id != visit.pk:
        raise BadInput("Phát hiện này thuộc đợt kiểm tra khác.")
    said = {name: getattr(known, name) for name in COMPARED}
    if said == values:
        return _count_on(known, noted.version)
    if noted.version <= known.version:
        raise WrongState(
            "Phát hiện này đã được sửa ở máy khác sau lần bạn xem. Mở bản trên máy chủ, sửa lại ở đó."
        )
    return _replace(actor, visit, known, noted, said, values)


def _count_on(known: Finding, version: int) -> Finding:
    """The same words under a later count: nothing to tell, the device only counted on."""
    if version > known.version:
        Finding.objects.filter(pk=known.pk, version=known.version).update(version=version)
        known.refresh_from_db()
    return known


def _replace(
    actor: Actor,
    visit: Visit,
    known: Finding,
    noted: Noted,
    said: dict[str, Any],
    values: dict[str, Any],
) -> Finding:
    require_open(visit)
    _own_or_lead(actor, known)
    moved = Finding.objects.filter(pk=known.pk, version=known.version, withdrawn_on=None)
    if not moved.update(version=noted.version, **values):
        raise WrongState("Phát hiện này vừa được người khác sửa hoặc rút. Tải lại trang để xem.")
    FindingVersion.objects.create(
        finding=known, version=known.version, values=said, changed_by=actor.signature
    )
    known.refresh_from_db()
    audit.record(
        actor, "inspections.change_finding", visit, before=said, after=_plain_values(known)
    )
    return known


def _plain_values(finding: Finding) -> dict[str, Any]:
    return {name: getattr(finding, name) for name in COMPARED}


def _told(finding: Finding) -> dict[str, Any]:
    return {"uuid": str(finding.uuid), "kind": finding.kind, "words": finding.words[:300]}


def _own_or_lead(actor: Actor, finding: Finding) -> None:
    if finding.by_user_id != actor.user_id:
        require(actor, "inspections.lead", finding.visit)


def require_open(visit: Visit) -> None:
    """Findings are taken from the notice to the unit until the minutes go to it."""
    visit.refresh_from_db(fields=["state"])
    if visit.state not in KNOWN_TO_UNIT:
        raise WrongState("Đơn vị chưa được thông báo kiểm tra nên chưa ghi phát hiện.")
    if visit.state in (VisitState.CONCLUDED, VisitState.FOLLOW_UP, VisitState.CLOSED):
        raise WrongState("Đã có thông báo kết luận: không nhận thêm phát hiện.")
    minutes = getattr(Visit.objects.select_related("minutes").get(pk=visit.pk), "minutes", None)
    if minutes is not None and minutes.state != MinutesState.DRAFT:
        raise WrongState(
            "Biên bản đã gửi đơn vị: đề nghị trưởng đoàn mở lại biên bản rồi gửi lại phát hiện này."
        )


@transaction.atomic
def add_picture(*, actor: Actor, finding: Finding, content: bytes, sha256: str = "") -> bool:
    """Keep a proof once; False when it was there already. `sha256` is what the sender counted."""
    require(actor, "inspections.record", finding.visit)
    counted = hashlib.sha256(content).hexdigest()
    if sha256 and sha256 != counted:
        raise BadInput("Ảnh đến nơi không còn nguyên vẹn. Máy sẽ gửi lại.")
    known = finding.pictures.filter(sent_sha256=counted)
    if known.exists():
        return False
    require_open(finding.visit)
    _own_or_lead(actor, finding)
    if finding.pictures.count() >= MOST_PICTURES:
        raise BadInput(f"Mỗi phát hiện nhận tối đa {MOST_PICTURES} ảnh.")
    return _keep_picture(actor, finding, content, counted)


def _keep_picture(actor: Actor, finding: Finding, content: bytes, counted: str) -> bool:
    clean = clean_picture(content, longest=LONGEST)
    try:
        with transaction.atomic():
            stored = files.store(
                actor=actor, name=f"anh-{counted[:8]}.jpg", content=clean, purpose="picture"
            )
            FindingPicture.objects.create(finding=finding, sent_sha256=counted, file=stored)
    except IntegrityError:
        return False  # the other sender was first
    audit.record(
        actor, "inspections.add_picture", finding.visit, after={"finding": str(finding.uuid)}
    )
    return True


def missing_pictures(finding: Finding, wanted: Iterable[str]) -> list[str]:
    """Of these hashes, the ones that have not arrived: what a broken sending resumes with."""
    there = set(finding.pictures.values_list("sent_sha256", flat=True))
    return [sha256 for sha256 in wanted if sha256 not in there]


@transaction.atomic
def withdraw_finding(*, actor: Actor, finding: Finding, reason: str) -> Finding:
    """Taken back before the minutes go out; it stays with its reason and counts no more."""
    require(actor, "inspections.record", finding.visit)
    _own_or_lead(actor, finding)
    require_open(finding.visit)
    if not reason.strip():
        raise BadInput("Ghi lý do rút phát hiện.")
    moved = Finding.objects.filter(pk=finding.pk, withdrawn_on=None).update(
        withdrawn_on=actor.day, withdraw_reason=reason.strip()
    )
    if not moved:
        raise WrongState("Phát hiện này đã được rút.")
    finding.refresh_from_db()
    audit.record(
        actor,
        "inspections.withdraw_finding",
        finding.visit,
        before={"words": finding.words[:300]},
        reason=reason,
    )
    return finding
