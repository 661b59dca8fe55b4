"""From an uploaded file to reviewed items: read, decide, add, accept the rest, discard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from thidua.base import audit, clock, files, jobs
from thidua.base.access import Actor, require
from thidua.base.errors import StaleVersion
from thidua.core import directives
from thidua.subjects.movements.enums import Decision, ItemKind, ReadingState
from thidua.subjects.movements.errors import BadInput, WrongState
from thidua.subjects.movements.models import Reading, ReadingItem
from thidua.subjects.movements.selectors.readings import names_on_day
from thidua.subjects.movements.services.readings_items import drafts_of
from thidua.subjects.movements.services.readings_units import Agencies
from thidua.subjects.movements.services.readings_values import clean, default_values

JOB = "movements.read_directive"
# Read while the person waits; a PDF may be a scan and an old .doc needs another program.
AT_ONCE = frozenset({"txt", "docx"})
AT_ONCE_LIMIT = 1 << 20
ADDABLE = frozenset(ItemKind) - {ItemKind.FIELD, ItemKind.QUESTION}
DECISIONS = ("accept", "change", "drop", "restore")


@dataclass(frozen=True, slots=True)
class Found:
    """What the reader gave; `recognised`: the letters were guessed from a scan."""

    reading: directives.Reading
    recognised: bool = False


@transaction.atomic
def start_reading(*, actor: Actor, file_name: str, content: bytes) -> Reading:
    """Keep the file and read it: at once when that is quick, else by the worker.

    Raises BadFile or BadInput with nothing left behind when the file cannot be taken or read.
    """
    require(actor, "movements.read_directive")
    if actor.unit_id is None:
        raise BadInput(_("Chưa rõ đưa văn bản lên cho đơn vị nào. Hãy chọn chức trách trước."))
    stored = files.store(actor=actor, name=file_name, content=content, purpose="directive")
    reading = Reading.objects.create(
        unit_id=actor.unit_id,
        file=stored,
        file_name=stored.name,
        day=actor.day,
        uploaded_by=actor.signature,
        uploaded_by_id=actor.user_id,
    )
    audit.record(actor, "movements.read_directive", reading, after={"file": stored.sha256})
    if stored.kind in AT_ONCE and stored.size <= AT_ONCE_LIMIT:
        _read_now(reading, content)
    else:
        jobs.enqueue(actor, JOB, key=f"reading:{reading.pk}", reading_id=reading.pk)
    return reading


def _read_now(reading: Reading, content: bytes) -> None:
    try:
        found = read_content(content, reading.file_name)
    except directives.UnreadableFile as error:
        raise BadInput(str(error)) from error
    keep_reading(reading, found)


def read_content(content: bytes, name: str) -> Found:
    source = directives.load(content, name)
    return Found(directives.read(source.text), source.recognised)


@jobs.job(JOB, title="Đọc văn bản")
def read_directive(progress: jobs.Progress, *, reading_id: int) -> None:
    """Run again after a kill it finds the reading as it was, or already read."""
    reading = Reading.objects.select_related("file").get(pk=reading_id)
    if reading.state != ReadingState.QUEUED:
        return
    progress.update(0, 2, _("Đang đọc chữ trong tệp"))
    try:
        found = read_content(reading.file.read(), reading.file_name)
    except directives.UnreadableFile as error:
        fail_reading(actor=progress.actor, reading=reading, reason=str(error))
        progress.result(str(error), f"/chi-thi/{reading.pk}/")
        return
    progress.update(1, 2, _("Đang đối chiếu tên đơn vị"))
    complete_reading(actor=progress.actor, reading=reading, found=found)
    progress.result(_("Đã đọc xong, chờ rà soát."), f"/chi-thi/{reading.pk}/")


@transaction.atomic
def complete_reading(*, actor: Actor, reading: Reading, found: Found) -> Reading:
    """Queued → to be reviewed, with all items at once."""
    keep_reading(reading, found)
    counts = Counter(reading.items.values_list("kind", flat=True))
    audit.record(actor, "movements.complete_reading", reading, after=dict(counts))
    return reading


def keep_reading(reading: Reading, found: Found) -> None:
    kept = found.reading
    result = {**directives.to_json(kept), "recognised": found.recognised}
    move_reading(reading, ReadingState.QUEUED, ReadingState.REVIEW, text=kept.kept, result=result)
    drafts = drafts_of(kept, Agencies(kept, reading.day))
    places: Counter[str] = Counter()
    items = []
    for draft in drafts:
        items.append(
            ReadingItem(
                reading=reading,
                kind=draft.kind,
                position=places[draft.kind],
                start=draft.span.start if draft.span else None,
                end=draft.span.end if draft.span else None,
                read=draft.read,
                chosen=chosen_at_first(draft.read),
                question=draft.question,
            )
        )
        places[draft.kind] += 1
    ReadingItem.objects.bulk_create(items)


def chosen_at_first(read: Mapping[str, Any] | None) -> dict[str, Any]:
    return {key: value for key, value in (read or {}).items() if key != "ask"}


@transaction.atomic
def fail_reading(*, actor: Actor, reading: Reading, reason: str) -> Reading:
    """Queued → failed, with the reader's sentence; the file stays for a second look."""
    move_reading(reading, ReadingState.QUEUED, ReadingState.FAILED, failure=reason)
    audit.record(actor, "movements.fail_reading", reading, reason=reason)
    return reading


@transaction.atomic
def decide_item(
    *,
    actor: Actor,
    item_id: int,
    revision: int,
    decision: str,
    chosen: Mapping[str, Any] | None = None,
) -> ReadingItem:
    """Accept, change, drop or restore one item; StaleVersion when another was quicker."""
    item = ReadingItem.objects.select_related("reading").get(pk=item_id)
    lock_reading(actor, item.reading)
    values = _outcome(item, decision, chosen)
    moved = ReadingItem.objects.filter(pk=item_id, revision=revision).update(
        **values,
        revision=F("revision") + 1,
        decided_by=actor.signature if decision != "restore" else "",
        decided_at=clock.stamp(actor.day) if decision != "restore" else None,
    )
    before = {"decision": item.decision, **item.chosen}
    item.refresh_from_db()
    if not moved:
        raise StaleVersion(
            _("%(who)s vừa sửa mục này. Điều bạn nhập vẫn còn: đối chiếu rồi lưu lại.")
            % {"who": item.decided_by or _("Người khác")}
        )
    differing = audit.changes(before, {"decision": item.decision, **item.chosen})
    audit.record(
        actor,
        "movements.review_item",
        item.reading,
        before=differing["before"],
        after=differing["after"],
        reason=str(item),
    )
    return item


def _outcome(item: ReadingItem, decision: str, chosen: Mapping[str, Any] | None) -> dict[str, Any]:
    if decision not in DECISIONS:
        raise ValueError(decision)
    if decision == "accept":
        if must_answer(item):
            raise BadInput(_("Cần chọn câu trả lời cho điểm này."))
        return {"decision": Decision.ACCEPTED, "chosen": _first(item)}
    if decision == "change":
        return _changed(item, chosen or {})
    if decision == "drop":
        if item.kind in (ItemKind.FIELD, ItemKind.QUESTION):
            raise BadInput(_("Mục này không bỏ được; hãy sửa hoặc giữ nguyên."))
        return {"decision": Decision.DROPPED}
    return {"decision": Decision.PENDING if item.read else Decision.ADDED, "chosen": _first(item)}


def _first(item: ReadingItem) -> dict[str, Any]:
    return chosen_at_first(item.read) if item.read else item.chosen


def _changed(item: ReadingItem, chosen: Mapping[str, Any]) -> dict[str, Any]:
    values = clean(item.kind, item.chosen, chosen, names_on_day(item.reading.day))
    _check_exception(item, values)
    if item.read is None:
        return {"decision": Decision.ADDED, "chosen": values}
    same = values == chosen_at_first(item.read)
    if same and must_answer(item):
        _refuse_unanswered(item, values)
    return {"decision": Decision.ACCEPTED if same else Decision.CHANGED, "chosen": values}


def _refuse_unanswered(item: ReadingItem, values: Mapping[str, Any]) -> None:
    """An answer that leaves everything as it was answers nothing, unless it says "no unit"."""
    ask = (item.read or {}).get("ask", {})
    if item.kind == ItemKind.QUESTION or ("purposes" in ask and not values.get("purpose")):
        raise BadInput(_("Cần chọn câu trả lời cho điểm này."))


def _check_exception(item: ReadingItem, values: Mapping[str, Any]) -> None:
    """A target departs from another of the same reading, never from itself."""
    place = values.get("exception_of")
    if item.kind != ItemKind.TARGET or place is None:
        return
    others = ReadingItem.objects.filter(reading_id=item.reading_id, kind=ItemKind.TARGET)
    if place == item.position or not others.filter(position=place).exists():
        raise BadInput(_("Chọn chỉ tiêu chung mà chỉ tiêu này là ngoại lệ."))


def must_answer(item: ReadingItem) -> bool:
    """Keeping what was read is no answer: it leaves the question as open as before."""
    if not item.question:
        return False
    if item.kind == ItemKind.FIELD:
        return bool((item.read or {}).get("field") in ("issuer", "name", "year"))
    return True


@transaction.atomic
def add_item(
    *, actor: Actor, reading: Reading, kind: str, chosen: Mapping[str, Any]
) -> ReadingItem:
    """Something the machine did not find."""
    lock_reading(actor, reading)
    if kind not in ADDABLE:
        raise BadInput(_("Không thêm được loại mục này."))
    values = clean(kind, default_values(kind), chosen, names_on_day(reading.day))
    last = reading.items.filter(kind=kind).aggregate(last=Max("position"))["last"]
    item = ReadingItem(
        reading=reading,
        kind=kind,
        position=0 if last is None else last + 1,
        chosen=values,
        decision=Decision.ADDED,
        decided_by=actor.signature,
        decided_at=clock.stamp(actor.day),
    )
    _check_exception(item, values)
    item.save(force_insert=True)
    audit.record(actor, "movements.add_item", reading, after=values, reason=str(item))
    return item


@transaction.atomic
def accept_rest(*, actor: Actor, reading: Reading) -> int:
    """Keep everything nobody has looked at yet, except open questions."""
    lock_reading(actor, reading)
    count = accept_pending(actor, reading)
    audit.record(actor, "movements.accept_rest", reading, after={"items": count})
    return count


def accept_pending(actor: Actor, reading: Reading) -> int:
    return reading.items.filter(decision=Decision.PENDING, question="").update(
        decision=Decision.ACCEPTED,
        revision=F("revision") + 1,
        decided_by=actor.signature,
        decided_at=clock.stamp(actor.day),
    )


@transaction.atomic
def discard_reading(*, actor: Actor, reading: Reading) -> Reading:
    """The reading is put away; the file and what was decided stay on the record."""
    require(actor, "movements.review", reading)
    state = reading.state
    if state not in (ReadingState.QUEUED, ReadingState.REVIEW, ReadingState.FAILED):
        raise WrongState(_("Văn bản này đã tạo phong trào hoặc đã bỏ, không bỏ được nữa."))
    move_reading(reading, state, ReadingState.DISCARDED)
    audit.record(actor, "movements.discard_reading", reading, before=state, after="discarded")
    return reading


def lock_reading(actor: Actor, reading: Reading) -> None:
    """One act at a time on a reading (PostgreSQL); SQLite has one writer anyway."""
    require(actor, "movements.review", reading)
    state = Reading.objects.select_for_update().values_list("state", flat=True).get(pk=reading.pk)
    if state != ReadingState.REVIEW:
        raise WrongState(
            _("Văn bản đang ở trạng thái “%s” nên không sửa được.") % ReadingState(state).label
        )


def move_reading(reading: Reading, expected: str, to: str, **values: Any) -> None:
    moved = Reading.objects.filter(pk=reading.pk, state=expected).update(state=to, **values)
    if not moved:
        raise WrongState(_("Văn bản vừa được người khác xử lý. Tải lại trang để xem."))
    reading.state = to
    for name, value in values.items():
        setattr(reading, name, value)
