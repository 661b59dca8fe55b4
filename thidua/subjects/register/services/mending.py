"""Lines that point back: corrections, revocations, restorations, certificates given anew.

The line first written never changes; only where it stands moves, with the line that says why.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from thidua.base import audit, clock
from thidua.base.access import Actor, require
from thidua.core.text import format_date
from thidua.subjects.register import trail
from thidua.subjects.register.awards import name_of
from thidua.subjects.register.enums import GIVING, Act, ReissueCause, Standing
from thidua.subjects.register.errors import BadInput, WrongState
from thidua.subjects.register.models import Entry
from thidua.subjects.register.naming import clean
from thidua.subjects.register.services.keeping import changed
from thidua.subjects.register.services.recording import OF_AWARD, NewAward, refuse_bad_award


@transaction.atomic
def correct_entry(
    *,
    actor: Actor,
    entry: Entry,
    values: Mapping[str, Any],
    paper: str,
    day: date,
    reason: str,
    by: str = "",
) -> Entry:
    """A new line with the right words stands in the place of the wrong one, on a signed paper."""
    require(actor, "register.correct", entry)
    _refuse_bad_act(actor, entry, paper, day, reason)
    if unknown := set(values) - set(OF_AWARD):
        raise KeyError(f"no such fields of an award: {unknown}")
    before = {name: getattr(entry, name) for name in OF_AWARD}
    after = before | dict(values)
    difference = audit.changes(before, after)
    if not difference["after"]:
        raise BadInput("Chưa có gì khác so với dòng đang đứng trong sổ.")
    refuse_bad_award(NewAward(**after), actor.day)
    fresh = _point_back(actor, entry, Act.CORRECTION, paper, day, reason, by, **after)
    _move(entry, expected=Standing.IN_FORCE, to=Standing.CORRECTED)
    _finish(actor, "register.correct_entry", entry, paper, reason, {fresh.holder_id}, **difference)
    return fresh


@transaction.atomic
def revoke_entry(
    *, actor: Actor, entry: Entry, paper: str, day: date, reason: str, by: str = ""
) -> Entry:
    """By decision of the level that gave it (Luật Thi đua, khen thưởng, Điều 93)."""
    require(actor, "register.revoke", entry)
    _refuse_bad_act(actor, entry, paper, day, reason)
    line = _point_back(actor, entry, Act.REVOCATION, paper, day, reason, by)
    _move(entry, expected=Standing.IN_FORCE, to=Standing.REVOKED)
    _finish(actor, "register.revoke_entry", entry, paper, reason, set())
    return line


@transaction.atomic
def restore_entry(
    *, actor: Actor, entry: Entry, paper: str, day: date, reason: str, by: str = ""
) -> Entry:
    """A revoked award stands again; the line that revoked it stays beside."""
    require(actor, "register.restore", entry)
    _refuse_bad_act(actor, entry, paper, day, reason)
    line = _point_back(actor, entry, Act.RESTORATION, paper, day, reason, by)
    _move(entry, expected=Standing.REVOKED, to=Standing.IN_FORCE)
    _finish(actor, "register.restore_entry", entry, paper, reason, set())
    return line


@transaction.atomic
def reissue_certificate(
    *,
    actor: Actor,
    entry: Entry,
    cause: str,
    day: date,
    paper: str = "",
    certificate_number: str = "",
    reason: str = "",
) -> Entry:
    """The certificate is given anew under the same decision; the award itself goes on standing."""
    require(actor, "register.reissue", entry)
    if cause not in ReissueCause.values:
        raise BadInput("Cần chọn cấp đổi hay cấp lại.")
    if entry.standing != Standing.IN_FORCE or entry.act not in GIVING:
        raise WrongState(f"{_named(entry)} không còn hiệu lực nên không cấp lại bằng được.")
    words = clean(f"{ReissueCause(cause).label}. {reason}".rstrip(". "), 500)
    _refuse_bad_act(actor, entry, paper or "-", day, words)
    number = clean(certificate_number, 40) or entry.certificate_number
    line = _point_back(actor, entry, Act.REISSUE, paper, day, words, "", certificate_number=number)
    _finish(
        actor, "register.reissue_certificate", entry, paper, words, set(),
        before={"certificate_number": entry.certificate_number},
        after={"certificate_number": number},
    )  # fmt: skip
    return line


def _refuse_bad_act(actor: Actor, entry: Entry, paper: str, day: date, reason: str) -> None:
    if entry.act not in GIVING:
        raise WrongState("Dòng này chỉ ghi một việc đã làm với dòng khác: mở dòng khen thưởng.")
    if not clean(paper):
        raise BadInput("Cần ghi số, ngày văn bản làm căn cứ.")
    if not reason.strip():
        raise BadInput("Cần ghi lý do.")
    if day > actor.day:
        raise BadInput(f"Ngày {format_date(day)} chưa tới.")
    if entry.decided and day < entry.decided:
        raise BadInput(
            f"Ngày này trước ngày quyết định khen thưởng ({format_date(entry.decided)})."
        )


def _point_back(
    actor: Actor, entry: Entry, act: Act, paper: str, day: date, why: str, by: str,
    **values: Any,
) -> Entry:  # fmt: skip
    """A line with the facts of the award it is about, save those given otherwise."""
    facts = {name: getattr(entry, name) for name in OF_AWARD} | values
    return Entry.objects.create(
        **facts,
        act=act,
        points_to=entry,
        act_day=day,
        act_paper=clean(paper, 200),
        act_by=clean(by, 200),
        act_reason=clean(why, 500),
        created_at=clock.stamp(actor.day),
    )


def _move(entry: Entry, *, expected: Standing, to: Standing) -> None:
    if not Entry.objects.filter(pk=entry.pk, standing=expected).update(standing=to):
        now = Entry.objects.values_list("standing", flat=True).get(pk=entry.pk)
        raise WrongState(
            f"{_named(entry)} đang là “{Standing(now).label}” nên không làm được việc này. "
            "Tải lại trang để xem."
        )
    entry.standing = to


def _named(entry: Entry) -> str:
    return f"{name_of(entry.award)} {entry.year or ''}".strip()


def _finish(
    actor: Actor,
    verb: str,
    entry: Entry,
    paper: str,
    reason: str,
    others: set[int],
    before: Any = None,
    after: Any = None,
) -> None:
    holder = entry.holder
    changed({holder.pk, *others})
    details = trail.entry_details(entry)
    audit.record(
        actor,
        verb,
        trail.thing(holder),
        before=trail.personal(holder, before or {}) if before else None,
        after=trail.personal(holder, details | (after or {})),
        reason=clean(reason, 500),
        paper=clean(paper, 200),
    )
