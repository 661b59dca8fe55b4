"""The steps of an import, each a verb of the person who imports."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.base import audit, files, jobs
from thidua.base.access import Actor, require
from thidua.base.errors import Refusal, StaleVersion
from thidua.base.files.storing import Readable
from thidua.base.imports.models import ImportBatch, ImportState
from thidua.base.imports.specs import SPECS

PASTED = "o-dan-tu-bang-tinh.txt"


def start_import(
    *, actor: Actor, spec_name: str, name: str, content: bytes | Readable
) -> ImportBatch:
    """Keep the file and begin to read it into staging."""
    spec = SPECS[spec_name]
    require(actor, spec.verb)
    with transaction.atomic():
        stored = files.store(actor=actor, name=name, content=content, purpose="sheet")
        batch = ImportBatch.objects.create(
            spec_name=spec_name, file=stored, user_id=actor.user_id, user_name=actor.signature
        )
        _enqueue(actor, "imports.read", batch)
        audit.record(actor, "imports.start", batch, after={"file": stored.sha256})
    batch.refresh_from_db()
    return batch


def paste_import(*, actor: Actor, spec_name: str, text: str) -> ImportBatch:
    """Cells copied in a spreadsheet and pasted: the same way from here on."""
    if not text.strip():
        raise Refusal(_("Chưa dán gì: hãy chép vùng ô trong Excel, kèm dòng tiêu đề, rồi dán vào."))
    return start_import(actor=actor, spec_name=spec_name, name=PASTED, content=text.encode())


def choose_columns(
    *, actor: Actor, batch: ImportBatch, header_row: int, mapping: dict[str, int]
) -> None:
    """Say which column is which, and check every row."""
    require(actor, "imports.check", batch)
    require(actor, batch.spec.verb)
    missing = [c.title for c in batch.spec.columns if c.required and c.key not in mapping]
    if missing:
        raise Refusal(_("Chưa chọn cột cho: %(columns)s.") % {"columns": ", ".join(missing)})
    with transaction.atomic():
        _move(
            batch,
            (ImportState.MAPPING, ImportState.CHECKED),
            ImportState.CHECKING,
            header_row=header_row,
            mapping=mapping,
            counts={},
        )
        _enqueue(actor, "imports.check", batch)
        audit.record(
            actor, "imports.check", batch, after={"mapping": mapping, "header_row": header_row}
        )


def apply_import(*, actor: Actor, batch: ImportBatch, skip_bad: bool = False) -> None:
    """Take the rows over; the job does it in one transaction."""
    require(actor, "imports.apply", batch)
    require(actor, batch.spec.verb)
    if batch.bad and not skip_bad:
        raise Refusal(
            _("Còn %(count)s dòng có lỗi: sửa tệp rồi nhập lại, hoặc chọn bỏ qua các dòng lỗi.")
            % {"count": batch.bad}
        )
    with transaction.atomic():
        _move(batch, (ImportState.CHECKED,), ImportState.APPLYING, skip_bad=skip_bad)
        _enqueue(actor, "imports.apply", batch)
        audit.record(actor, "imports.apply", batch, after={"skip_bad": skip_bad})


def drop_import(*, actor: Actor, batch: ImportBatch) -> None:
    """Give the import up; the staged rows go, the file and the trace stay."""
    require(actor, "imports.drop", batch)
    before = (ImportState.MAPPING, ImportState.CHECKED, ImportState.FAILED)
    with transaction.atomic():
        _move(batch, before, ImportState.DROPPED)
        batch.rows.all().delete()
        audit.record(actor, "imports.drop", batch)


def _move(batch: ImportBatch, before: tuple[str, ...], after: str, **values: Any) -> None:
    moved = ImportBatch.objects.filter(pk=batch.pk, state__in=before).update(state=after, **values)
    if not moved:
        raise StaleVersion(_("Lần nhập này đã chuyển sang bước khác: hãy tải lại trang."))


def _enqueue(actor: Actor, name: str, batch: ImportBatch) -> None:
    run = jobs.enqueue(actor, name, key=f"{name}:{batch.pk}", batch_id=batch.pk)
    ImportBatch.objects.filter(pk=batch.pk).update(job_id=run.pk)
