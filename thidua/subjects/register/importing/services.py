"""The steps of an import, each recorded. Long work goes to jobs."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.db.models import Count

from thidua.base import audit, files, jobs
from thidua.base.access import Actor, require
from thidua.base.errors import Refusal, StaleVersion
from thidua.base.files.storing import Readable
from thidua.core.registers.awards import text_key
from thidua.core.registers.fields import BY_KEY, IGNORED
from thidua.core.registers.header import DEEPEST
from thidua.core.registers.layout import Layout, with_titles_in
from thidua.core.text import name_key
from thidua.subjects.register.awards import the_law
from thidua.subjects.register.importing.applying import seen_of
from thidua.subjects.register.importing.awards import Recorded, new_award
from thidua.subjects.register.importing.catalogue import award_names, scope_of
from thidua.subjects.register.importing.enums import ImportState, RowState, WordKind
from thidua.subjects.register.importing.looking import looked_at
from thidua.subjects.register.importing.models import (
    KnownLayout,
    KnownWord,
    OldRegister,
    StagedRow,
)
from thidua.subjects.register.services.recording import undo_batch

PASTED = "o-dan-tu-bang-tinh.txt"
NAMING = ("name", "person", "family_name", "initiative")
CHOOSABLE = (RowState.NEW, RowState.ADD, RowState.ASK, RowState.SAME, RowState.OUT)
MANY = 500


def start_register(
    *, actor: Actor, title: str, name: str, content: bytes | Readable, source: str = ""
) -> OldRegister:
    """Keep the file and begin to read it."""
    require(actor, "intake.start")
    with transaction.atomic():
        stored = files.store(actor=actor, name=name, content=content, purpose="sheet")
        register = OldRegister.objects.create(
            title=(title.strip() or name.rpartition(".")[0] or name)[:300],
            source=source.strip()[:300],
            file=stored,
            unit_id=actor.unit_id,
            user_id=actor.user_id,
            user_name=actor.signature[:300],
        )
        _enqueue(actor, "intake.read_file", register)
        audit.record(actor, "intake.start", register, after={"file": stored.sha256})
    register.refresh_from_db()
    return register


def paste_register(*, actor: Actor, title: str, text: str, source: str = "") -> OldRegister:
    """Cells copied in a spreadsheet: the same way from here on."""
    if not text.strip():
        raise Refusal("Chưa dán gì: chép vùng ô trong Excel rồi dán vào.")
    return start_register(
        actor=actor,
        title=title.strip() or "Dán từ bảng tính",
        name=PASTED,
        content=text.encode(),
        source=source,
    )


def lay_out(
    *, actor: Actor, register: OldRegister, layouts: Sequence[Layout], paper: str = ""
) -> None:
    """Say which sheets are registers and what each column is; every row is checked then."""
    require(actor, "intake.lay_out", register)
    _refuse_bad_layouts(layouts)
    with transaction.atomic():
        _move(
            register,
            (ImportState.MAPPING, ImportState.CHECKED),
            ImportState.CHECKING,
            layouts=[layout.as_json() for layout in layouts],
            correction_paper=paper.strip()[:200],
            counts={},
        )
        for layout in layouts:
            _remember(actor, register, layout)
        _enqueue(actor, "intake.check_rows", register)
        audit.record(
            actor,
            "intake.lay_out",
            register,
            after={"sheets": [layout.sheet for layout in layouts if layout.taken]},
        )


def name_title_rows(
    *, actor: Actor, register: OldRegister, sheet: int, first: int, last: int
) -> Layout:
    """The titles stand elsewhere than was proposed: the columns are proposed anew from there."""
    require(actor, "intake.lay_out", register)
    layouts = register.sheets
    if not 0 <= sheet < len(layouts):
        raise Refusal("Tệp không có trang này.")
    if first and not first <= last < first + DEEPEST:
        raise Refusal("Dòng tiêu đề gồm một đến ba dòng liền nhau.")
    sheets = looked_at(register)
    awards = award_names(scope_of(actor), register.codes)
    layouts[sheet] = replace(with_titles_in(sheets[sheet], first, last, awards), taken=True)
    with transaction.atomic():
        _move(
            register,
            (ImportState.MAPPING, ImportState.CHECKED),
            ImportState.MAPPING,
            layouts=[layout.as_json() for layout in layouts],
        )
        audit.record(
            actor,
            "intake.name_title_rows",
            register,
            after={"sheet": layouts[sheet].sheet, "first": first, "last": last},
        )
    return layouts[sheet]


def _refuse_bad_layouts(layouts: Sequence[Layout]) -> None:
    taken = [layout for layout in layouts if layout.taken]
    if not taken:
        raise Refusal("Chọn ít nhất một trang của tệp để nhập.")
    awards = the_law().awards
    for layout in taken:
        where = f"Trang “{layout.sheet}”: " if layout.sheet else ""
        if not any(layout.places(use) for use in NAMING):
            raise Refusal(f"{where}chưa chọn cột tên người, tập thể.")
        for use in layout.columns.values():
            key, sign, value = use.partition("=")
            known = use == IGNORED or use in BY_KEY
            if not known and not (sign and key in ("award", "year", "rating")):
                raise Refusal(f"{where}có cột chưa rõ nghĩa, hãy chọn lại.")
            if key == "award" and sign and value not in awards:
                raise Refusal(f"{where}có cột danh hiệu không có trong danh mục.")
        once = Counter(
            use for use in layout.columns.values() if use in BY_KEY and not BY_KEY[use].repeats
        )
        twice = [BY_KEY[use].title for use, count in once.items() if count > 1]
        if twice:
            raise Refusal(f"{where}“{twice[0]}” chỉ chọn cho một cột.")


def _remember(actor: Actor, register: OldRegister, layout: Layout) -> None:
    if layout.taken and layout.signature:
        KnownLayout.objects.update_or_create(
            scope=scope_of(actor),
            signature=layout.signature,
            defaults={
                "columns": layout.as_json()["columns"],
                "kind": layout.kind,
                "source": register.source or register.title,
            },
        )


def answer_words(
    *, actor: Actor, register: OldRegister, kind: str, answers: Mapping[str, str]
) -> int:
    """What texts of the file mean, kept for every later file; the rows are checked again.

    For an award the key, for a unit its id; "-" keeps a unit's name as text.
    """
    require(actor, "intake.answer", register)
    kept = {text: value for text, value in answers.items() if value}
    awards = the_law().awards
    if kind == WordKind.AWARD and any(value not in awards for value in kept.values()):
        raise Refusal("Chọn danh hiệu, hình thức trong danh mục.")
    if kind == WordKind.UNIT and any(v != "-" and not v.isdigit() for v in kept.values()):
        raise Refusal("Chọn đơn vị trong danh sách.")
    if not kept:
        raise Refusal("Chưa trả lời chữ nào.")
    with transaction.atomic():
        _move(register, (ImportState.CHECKED,), ImportState.CHECKING, counts={})
        for text, value in kept.items():
            _keep_word(actor, WordKind(kind), text, value.removeprefix("-"))
        _enqueue(actor, "intake.check_rows", register)
        audit.record(actor, "intake.answer", register, after={"answers": dict(kept)})
    return len(kept)


def _keep_word(actor: Actor, kind: WordKind, text: str, value: str) -> None:
    key = text_key(text) if kind == WordKind.AWARD else name_key(text)
    KnownWord.objects.update_or_create(
        scope=scope_of(actor),
        kind=kind,
        key=key[:300],
        defaults={"text": text[:300], "value": value, "by": actor.signature[:300]},
    )


def choose_person(
    *, actor: Actor, register: OldRegister, person_keys: Iterable[str], choice: str
) -> int:
    """ "new", "out", or the id of one of the proposed: for every row of these persons."""
    require(actor, "intake.choose", register)
    keys = sorted(set(person_keys))
    if not keys:
        raise Refusal("Chưa chọn dòng nào.")
    with transaction.atomic():
        _still_checked(register)
        rows = list(_choosable(register).filter(person_key__in=keys).order_by("sheet", "number"))
        choices = {row.person_key: _meant(row, choice) for row in rows}
        _set(rows, choices)
        _recount(register)
        audit.record(actor, "intake.choose", register, after={"rows": len(rows), "choice": choice})
    return len(rows)


def choose_clear(*, actor: Actor, register: OldRegister) -> int:
    """Every open person for whom just one of the register is clearly meant."""
    require(actor, "intake.choose", register)
    with transaction.atomic():
        _still_checked(register)
        open_ = register.rows.filter(state=RowState.ASK, is_clear=True).defer("cells")
        rows = list(open_.order_by("sheet", "number"))
        clear = {row.person_key: str(row.matches[0]["id"]) for row in rows}
        _set(rows, clear)
        _recount(register)
        audit.record(actor, "intake.choose", register, after={"rows": len(rows), "choice": "clear"})
    return len(rows)


def choose_rest_new(*, actor: Actor, register: OldRegister) -> int:
    """Every person nobody chose for is entered anew."""
    require(actor, "intake.choose", register)
    with transaction.atomic():
        _still_checked(register)
        count = register.rows.filter(state=RowState.ASK).update(state=RowState.NEW, choice="new")
        _recount(register)
        audit.record(actor, "intake.choose", register, after={"rows": count, "choice": "new"})
    return count


def _choosable(register: OldRegister) -> Any:
    return register.rows.filter(state__in=CHOOSABLE).defer("cells")


def _meant(row: StagedRow, choice: str) -> str:
    if choice == "first" and row.matches:
        return str(row.matches[0]["id"])
    if choice in {"new", "out", *(str(match["id"]) for match in row.matches)}:
        return choice
    raise Refusal(f"Dòng {row.number}: chọn một trong những người được đề nghị.")


def _set(rows: Sequence[StagedRow], choices: Mapping[str, str]) -> None:
    """Choices into states; what the chosen holder has already is not written again."""
    recorded = Recorded.of(int(choice) for choice in choices.values() if choice.isdigit())
    for row in rows:
        row.choice = choices[row.person_key]
        row.state = _state_of(row, recorded)
    StagedRow.objects.bulk_update(rows, ["choice", "state"], batch_size=MANY)


def _state_of(row: StagedRow, recorded: Recorded) -> str:
    if row.choice in ("new", "out"):
        return RowState.NEW if row.choice == "new" else RowState.OUT
    seen, holder = seen_of(row), int(row.choice)
    awards = [new_award(seen, gain, holder) for gain in seen.line.gains]
    more = seen.line.ratings or seen.line.initiatives
    if awards and not more and all(recorded.has(holder, award) for award in awards):
        return RowState.SAME
    return RowState.ADD


def _still_checked(register: OldRegister) -> None:
    """Compare-and-set without a change: nobody may be applying it now."""
    _move(register, (ImportState.CHECKED,), ImportState.CHECKED)


def _recount(register: OldRegister) -> None:
    counted = register.rows.order_by().values_list("state").annotate(count=Count("pk"))
    register.counts = dict(counted)
    OldRegister.objects.filter(pk=register.pk).update(counts=register.counts)


def apply_register(*, actor: Actor, register: OldRegister, leave_open: bool = False) -> None:
    """Write what is settled; the job does it in one transaction."""
    require(actor, "intake.apply", register)
    open_ = register.count(RowState.BAD) + register.count(RowState.ASK)
    if open_ and not leave_open:
        raise Refusal(
            f"Còn {register.count(RowState.BAD)} dòng có lỗi và {register.count(RowState.ASK)} dòng "
            "chưa chọn người: xử lý tiếp, hoặc chọn để lại các dòng đó."
        )
    if not register.to_write:
        raise Refusal("Không có dòng nào để ghi.")
    if register.count(RowState.CHANGE) and not register.correction_paper:
        raise Refusal(
            "Có dòng đính chính: ghi số, ngày văn bản làm căn cứ ở bước chọn cột rồi kiểm tra lại."
        )
    with transaction.atomic():
        _move(register, (ImportState.CHECKED,), ImportState.APPLYING)
        _enqueue(actor, "intake.write_rows", register)
        audit.record(actor, "intake.apply", register, after={"rows": register.to_write})


def drop_register(*, actor: Actor, register: OldRegister) -> None:
    """Give it up before anything is written; the staged rows go, the file and the trace stay."""
    require(actor, "intake.drop", register)
    before = (ImportState.MAPPING, ImportState.CHECKED, ImportState.FAILED)
    with transaction.atomic():
        _move(register, before, ImportState.DROPPED)
        register.rows.all().delete()
        audit.record(actor, "intake.drop", register)


def undo_register(*, actor: Actor, register: OldRegister, reason: str) -> int:
    """Take an applied import back while nobody built on it."""
    require(actor, "intake.undo", register)
    if not reason.strip():
        raise Refusal("Cần ghi lý do hoàn tác.")
    if register.batch is None:
        raise Refusal("Lần nhập này chưa ghi gì vào sổ.")
    with transaction.atomic():
        count = undo_batch(actor=actor, batch=register.batch)
        _move(register, (ImportState.APPLIED,), ImportState.UNDONE)
        audit.record(actor, "intake.undo", register, after={"lines": count}, reason=reason.strip())
    return count


def _move(register: OldRegister, before: tuple[str, ...], after: str, **values: Any) -> None:
    same = OldRegister.objects.filter(pk=register.pk, state__in=before)
    if not same.update(state=after, **values):
        raise StaleVersion("Lần nhập này đã chuyển sang bước khác: hãy tải lại trang.")


def _enqueue(actor: Actor, name: str, register: OldRegister) -> None:
    run = jobs.enqueue(actor, name, key=f"{name}:{register.pk}", register_id=register.pk)
    OldRegister.objects.filter(pk=register.pk).update(job_id=run.pk)
