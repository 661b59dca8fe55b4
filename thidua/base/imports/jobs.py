"""Reading, checking and taking over, in the background. Each can be run again from its start."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.base import audit
from thidua.base.errors import Refusal
from thidua.base.files.blobs import blob_path
from thidua.base.imports.checking import RowChecker, data_rows, good_values, note_verdict
from thidua.base.imports.guessing import LOOK_AT, guess_header, guess_mapping
from thidua.base.imports.models import Change, ImportBatch, ImportRow, ImportState
from thidua.base.jobs.registry import Progress, job
from thidua.core.sheets import UnreadableSheet, read_rows

CHUNK = 1000


@job("imports.read", title="Đọc tệp nhập")
def read(progress: Progress, *, batch_id: int) -> None:
    batch = ImportBatch.objects.select_related("file").get(pk=batch_id)
    if batch.state != ImportState.READING:
        return
    batch.rows.all().delete()  # of a run that was killed
    try:
        staged = _stage(batch, progress)
    except UnreadableSheet as error:
        _fail(batch, str(error))
        raise Refusal(str(error)) from error
    if not staged:
        _fail(batch, _("Bảng không có dòng nào."))
        raise Refusal(_("Bảng không có dòng nào."))
    _guess(batch)
    progress.result(_("Đã đọc %(count)s dòng: hãy chọn cột.") % {"count": staged}, _url(batch))


def _stage(batch: ImportBatch, progress: Progress) -> int:
    rows = enumerate(read_rows(blob_path(batch.file.sha256), batch.file.kind), start=1)
    filled = ((number, cells) for number, cells in rows if cells)
    staged = 0
    for chunk in _chunks(filled):
        ImportRow.objects.bulk_create(
            ImportRow(batch=batch, number=number, cells=cells) for number, cells in chunk
        )
        staged += len(chunk)
        progress.update(staged, 0, _("Đã đọc %(count)s dòng") % {"count": staged})
    return staged


def _chunks(rows: Iterable[tuple[int, list[str]]]) -> Iterator[list[tuple[int, list[str]]]]:
    source = iter(rows)
    while chunk := list(islice(source, CHUNK)):
        yield chunk


def _fail(batch: ImportBatch, sentence: str) -> None:
    ImportBatch.objects.filter(pk=batch.pk, state=ImportState.READING).update(
        state=ImportState.FAILED, report=sentence
    )
    batch.rows.all().delete()


def _guess(batch: ImportBatch) -> None:
    first = list(batch.rows.order_by("number").values_list("number", "cells")[:LOOK_AT])
    header = guess_header(first, batch.spec)
    mapping = guess_mapping(dict(first)[header], batch.spec)
    ImportBatch.objects.filter(pk=batch.pk, state=ImportState.READING).update(
        state=ImportState.MAPPING, header_row=header, mapping=mapping
    )


@job("imports.check", title="Kiểm tra dữ liệu nhập")
def check(progress: Progress, *, batch_id: int) -> None:
    batch = ImportBatch.objects.get(pk=batch_id)
    if batch.state != ImportState.CHECKING:
        return
    counts = _check_rows(batch, progress)
    ImportBatch.objects.filter(pk=batch.pk, state=ImportState.CHECKING).update(
        state=ImportState.CHECKED, counts=counts
    )
    words = _("Đã kiểm tra %(total)s dòng, %(bad)s dòng có lỗi.")
    sums = {"total": sum(counts.values()), "bad": counts.get(Change.BAD, 0)}
    progress.result(words % sums, _url(batch))


def _check_rows(batch: ImportBatch, progress: Progress) -> dict[str, int]:
    checker = RowChecker(batch, batch.spec.begin(progress.actor))
    total = batch.rows.filter(number__gt=batch.header_row).count()
    counts: Counter[str] = Counter()
    rows = list(data_rows(batch))
    for start in range(0, len(rows), CHUNK):
        chunk = [note_verdict(row, checker.check(row)[1]) for row in rows[start : start + CHUNK]]
        counts.update(row.change for row in chunk)
        ImportRow.objects.bulk_update(chunk, ["change", "label", "errors", "differences"], 200)
        progress.update(start + len(chunk), total, _("Đang kiểm tra"))
    return dict(counts)


@job("imports.apply", title="Ghi dữ liệu nhập")
def apply(progress: Progress, *, batch_id: int) -> None:
    batch = ImportBatch.objects.select_related("file").get(pk=batch_id)
    if batch.state != ImportState.APPLYING:
        progress.result(batch.report, _url(batch))
        return
    try:
        report = _take_over(batch, progress)
    except Refusal as refusal:
        ImportBatch.objects.filter(pk=batch.pk, state=ImportState.APPLYING).update(
            state=ImportState.CHECKED, report=refusal.message
        )
        raise
    progress.result(report, _url(batch))


def _take_over(batch: ImportBatch, progress: Progress) -> str:
    """Whole or absent: the rows, the state and the event stand in one transaction."""
    with transaction.atomic():
        applied = ImportBatch.objects.filter(pk=batch.pk, state=ImportState.APPLYING)
        if not applied.update(state=ImportState.APPLIED, applied_at=timezone.now()):
            return str(ImportBatch.objects.get(pk=batch.pk).report)
        context = batch.spec.begin(progress.actor)
        rows = list(good_values(batch, context))
        report = batch.spec.apply_rows(progress.actor, rows, context)
        ImportBatch.objects.filter(pk=batch.pk).update(report=report)
        audit.record(
            progress.actor, "imports.applied", batch, after={"rows": len(rows), "report": report}
        )
    return report


def _url(batch: ImportBatch) -> str:
    return f"/quan-tri/nhap-du-lieu/{batch.pk}/"
