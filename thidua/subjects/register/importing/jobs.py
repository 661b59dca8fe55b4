"""Reading, checking, writing in the background. Each can be run again from its start."""

import gc
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice

from django.db import transaction
from django.utils import timezone

from thidua.base import audit
from thidua.base.errors import Refusal
from thidua.base.jobs.registry import Progress, job
from thidua.core.registers.sheets import code_names
from thidua.core.sheets import UnreadableSheet
from thidua.core.text import format_number
from thidua.subjects.register.importing.applying import write_register
from thidua.subjects.register.importing.catalogue import award_names, scope_of
from thidua.subjects.register.importing.checking import check_file
from thidua.subjects.register.importing.enums import ImportState, RowState
from thidua.subjects.register.importing.looking import looked_at, propose_layouts, samples_of
from thidua.subjects.register.importing.models import OldRegister
from thidua.subjects.register.importing.staging import Staged, store_rows
from thidua.subjects.register.models import Batch

CHUNK = 2_000
EMPTY = "Không thấy dòng nào trong tệp."


@job("intake.read_file", title="Đọc sổ khen thưởng cũ")
def read_file(progress: Progress, *, register_id: int) -> None:
    register = OldRegister.objects.select_related("file").get(pk=register_id)
    if register.state != ImportState.READING:
        return
    try:
        sheets = looked_at(register)
    except UnreadableSheet as error:
        _fail(register, str(error))
        raise Refusal(str(error)) from error
    if not any(any(row) for sheet in sheets for row in sheet.rows):
        _fail(register, EMPTY)
        raise Refusal(EMPTY)
    scope, codes = scope_of(progress.actor), code_names(sheets)
    layouts = propose_layouts(sheets, scope, award_names(scope, codes))
    OldRegister.objects.filter(pk=register.pk, state=ImportState.READING).update(
        state=ImportState.MAPPING,
        codes=codes,
        samples=[samples_of(sheet) for sheet in sheets],
        layouts=[layout.as_json() for layout in layouts],
    )
    progress.result("Đã đọc tệp: hãy xem các cột được hiểu thế nào.", url_of(register))


def _fail(register: OldRegister, sentence: str) -> None:
    OldRegister.objects.filter(pk=register.pk, state=ImportState.READING).update(
        state=ImportState.FAILED, report=sentence
    )


@job("intake.check_rows", title="Kiểm tra sổ khen thưởng cũ")
def check_rows(progress: Progress, *, register_id: int) -> None:
    register = OldRegister.objects.select_related("file").get(pk=register_id)
    if register.state != ImportState.CHECKING:
        return
    register.rows.all().delete()  # of the last check, or of a run that was killed
    progress.update(0, 0, "Đang đọc các dòng")
    with collector_at_rest():
        counts, questions, total = _checked(register, progress)
    OldRegister.objects.filter(pk=register.pk, state=ImportState.CHECKING).update(
        state=ImportState.CHECKED, counts=dict(counts), questions=questions, report=""
    )
    bad = counts[RowState.BAD]
    words = f"Đã kiểm tra {format_number(total)} dòng, {format_number(bad)} dòng có lỗi."
    progress.result(words, url_of(register))


def _checked(
    register: OldRegister, progress: Progress
) -> tuple[Counter[str], list[dict[str, object]], int]:
    checked = check_file(register, progress.actor)
    total = len(checked.seen) + len(checked.passed)
    counts: Counter[str] = Counter()
    for rows in _chunks(checked.rows(register)):
        with transaction.atomic():
            store_rows(rows)
        counts.update(str(row.state) for row in rows)
        progress.update(sum(counts.values()), total, "Đang kiểm tra")
    return counts, checked.questions, total


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """A million small objects that all live: looking for garbage among them took a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _chunks(rows: Iterator[Staged]) -> Iterator[list[Staged]]:
    while some := list(islice(rows, CHUNK)):
        yield some


@job("intake.write_rows", title="Ghi sổ khen thưởng cũ")
def write_rows(progress: Progress, *, register_id: int) -> None:
    register = OldRegister.objects.get(pk=register_id)
    if register.state != ImportState.APPLYING:
        progress.result(register.report, url_of(register))
        return
    progress.update(0, 0, "Đang ghi vào sổ")
    try:
        report = _write(register, progress)
    except Refusal as refusal:
        OldRegister.objects.filter(pk=register.pk, state=ImportState.APPLYING).update(
            state=ImportState.CHECKED, report=refusal.message
        )
        raise
    progress.result(report, url_of(register))


def _write(register: OldRegister, progress: Progress) -> str:
    """Whole or absent: people, lines, the state and the event stand in one transaction."""
    with transaction.atomic():
        batch = Batch.objects.create(
            title=register.title, source=register.source, created_by_id=progress.actor.user_id
        )
        applying = OldRegister.objects.filter(pk=register.pk, state=ImportState.APPLYING)
        if not applying.update(state=ImportState.APPLIED, applied_at=timezone.now(), batch=batch):
            raise Refusal("Lần nhập này đã được ghi.")
        result = write_register(register, progress.actor, batch)
        report = result.words()
        OldRegister.objects.filter(pk=register.pk).update(report=report)
        audit.record(progress.actor, "intake.applied", register, after={"report": report})
    return report


def url_of(register: OldRegister) -> str:
    return f"/so-khen-thuong/nhap-so-cu/{register.pk}/"
