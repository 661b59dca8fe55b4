import io

import openpyxl
import pytest
import xlsxwriter

from tests.base.conftest import make_actor
from thidua.base.access import Refused, Role, has_role, register_verbs
from thidua.base.access.verbs import VERBS
from thidua.base.audit.models import AuditEvent
from thidua.base.errors import Refusal, StaleVersion
from thidua.base.imports import SPECS, Column, ImportSpec, RowVerdict, register
from thidua.base.imports.errorfile import error_workbook, template_workbook
from thidua.base.imports.models import Change, ImportBatch, ImportState
from thidua.base.imports.services import (
    apply_import,
    choose_columns,
    drop_import,
    paste_import,
    start_import,
)
from thidua.base.outbox.models import Preferences

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("own_data", "spec")]
TAKEN: list[list[dict[str, object]]] = []


def check(values, known):
    if values["code"] in known:
        return RowVerdict(change="changed", differences={"Tên": (known[values["code"]], "mới")})
    return RowVerdict(label=values["name"])


def take(actor, rows, known):
    TAKEN.append(rows)
    if any(row["name"] == "Nổ" for row in rows):
        Preferences.objects.create(user_id=actor.user_id)
        raise Refusal("Không ghi được.")
    return f"Đã ghi {len(rows)} đơn vị."


@pytest.fixture
def spec(monkeypatch):
    TAKEN.clear()
    monkeypatch.setitem(VERBS, "test.import", has_role(Role.OFFICER))
    register_verbs("test", {"test.import": has_role(Role.OFFICER)})
    made = ImportSpec(
        "test.units",
        "Danh sách đơn vị",
        verb="test.import",
        columns=(
            Column("code", "Mã đơn vị", required=True),
            Column(
                "name", "Tên đơn vị", aliases=("tên cơ quan",), required=True, example="Sở Y tế"
            ),
            Column("staff", "Biên chế", parse=int),
        ),
        check_row=check,
        apply_rows=take,
        begin=lambda actor: {"S1": "cũ"},
        unique=("code",),
    )
    monkeypatch.setitem(SPECS, made.name, made)
    register(made)
    return made


@pytest.fixture
def officer(make_user):
    return make_actor(Role.OFFICER, user_id=make_user("officer").pk)


def sheet(*rows):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        page = book.add_worksheet()
        for line, row in enumerate(rows):
            page.write_row(line, 0, row)
    return out.getvalue()


TITLES = ["STT", "Tên cơ quan", "MÃ ĐƠN VỊ", "Biên chế (người)"]
GOOD = [TITLES, [1, "Sở Một", "S1", 12], [2, "Sở Hai", "0012", ""]]


def start(officer, *rows):
    return start_import(actor=officer, spec_name="test.units", name="a.xlsx", content=sheet(*rows))


def checked(officer, *rows):
    batch = start(officer, *rows)
    choose_columns(actor=officer, batch=batch, header_row=batch.header_row, mapping=batch.mapping)
    batch.refresh_from_db()
    return batch


def test_start_reads_the_file_and_guesses_titles_and_columns(officer):
    batch = start(officer, ["DANH SÁCH CÁC ĐƠN VỊ"], [], *GOOD)
    assert (batch.state, batch.header_row) == (ImportState.MAPPING, 3)
    assert batch.mapping == {"code": 2, "name": 1, "staff": 3}
    assert batch.rows.count() == 4


def test_check_lists_errors_and_changes_by_row(officer):
    batch = checked(
        officer, *GOOD, [3, "", "S3", ""], [4, "Sở Bốn", "S4", "mười"], [5, "Sở Năm", "S1", ""]
    )
    assert batch.state == ImportState.CHECKED
    assert batch.counts == {"changed": 1, "new": 1, "bad": 3}
    found = dict(batch.rows.exclude(change="").values_list("number", "errors"))
    assert found[2] == found[3] == []
    assert found[4] == ["Thiếu “Tên đơn vị”."]
    assert found[5][0].startswith("Biên chế “mười”: ")
    assert found[6] == ["Trùng với dòng 2 của tệp."]
    assert batch.rows.get(number=2).differences == {"Tên": ["cũ", "mới"]}


def test_apply_takes_over_whole_and_leaves_events(officer):
    batch = checked(officer, *GOOD)
    apply_import(actor=officer, batch=batch)
    batch.refresh_from_db()
    assert (batch.state, batch.report) == (ImportState.APPLIED, "Đã ghi 2 đơn vị.")
    assert TAKEN == [
        [
            {"code": "S1", "name": "Sở Một", "staff": 12},
            {"code": "0012", "name": "Sở Hai", "staff": None},
        ]
    ]
    verbs = list(AuditEvent.objects.order_by("sequence").values_list("verb", flat=True))
    assert verbs == ["imports.start", "imports.check", "imports.apply", "imports.applied"]
    with pytest.raises(StaleVersion):
        apply_import(actor=officer, batch=batch)


def test_apply_refuses_bad_rows_unless_told_to_skip_them(officer):
    batch = checked(officer, *GOOD, [3, "", "S3", ""])
    with pytest.raises(Refusal, match="Còn 1 dòng"):
        apply_import(actor=officer, batch=batch)
    apply_import(actor=officer, batch=batch, skip_bad=True)
    assert len(TAKEN[0]) == 2


def test_apply_that_fails_leaves_nothing_and_can_be_checked_again(officer):
    batch = checked(officer, TITLES, [1, "Nổ", "S9", ""])
    apply_import(actor=officer, batch=batch)
    batch.refresh_from_db()
    assert (batch.state, batch.report) == (ImportState.CHECKED, "Không ghi được.")
    assert Preferences.objects.count() == 0
    assert not AuditEvent.objects.filter(verb="imports.applied").exists()


def test_paste_goes_the_same_way(officer):
    batch = paste_import(
        actor=officer, spec_name="test.units", text="Mã đơn vị\tTên đơn vị\n001\tSở Một\n"
    )
    assert (batch.state, batch.mapping) == (ImportState.MAPPING, {"code": 0, "name": 1})
    assert batch.rows.get(number=2).cells == ["001", "Sở Một"]


def test_paste_of_nothing_is_refused(officer):
    with pytest.raises(Refusal, match="Chưa dán gì"):
        paste_import(actor=officer, spec_name="test.units", text="  \n")


def test_start_refuses_who_has_no_right(officer):
    with pytest.raises(Refused):
        start(make_actor(Role.UNIT_CLERK), *GOOD)


def test_another_person_cannot_go_on_with_it(officer):
    batch = checked(officer, *GOOD)
    with pytest.raises(Refused, match="người khác"):
        apply_import(actor=make_actor(Role.OFFICER, user_id=officer.user_id + 1), batch=batch)


def test_a_sparse_sheet_fails_with_a_sentence_and_leaves_no_rows(officer):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.add_worksheet().write(1_048_575, 16_383, "x")
    batch = start_import(
        actor=officer, spec_name="test.units", name="a.xlsx", content=out.getvalue()
    )
    assert batch.state == ImportState.FAILED
    assert batch.report.startswith("Bảng quá lớn")
    assert batch.rows.count() == 0


def test_choose_columns_needs_every_required_one(officer):
    batch = start(officer, *GOOD)
    with pytest.raises(Refusal, match="Mã đơn vị"):
        choose_columns(actor=officer, batch=batch, header_row=1, mapping={"name": 1})


def test_drop_forgets_the_rows_and_keeps_the_trace(officer):
    batch = checked(officer, *GOOD)
    drop_import(actor=officer, batch=batch)
    assert ImportBatch.objects.get().state == ImportState.DROPPED
    assert batch.rows.count() == 0
    with pytest.raises(StaleVersion):
        apply_import(actor=officer, batch=batch)


def test_error_workbook_gives_back_the_bad_rows(officer):
    batch = checked(officer, *GOOD, [3, "=1+1", "", ""])
    page = openpyxl.load_workbook(io.BytesIO(error_workbook(batch))).active
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    assert rows[0] == [*TITLES, "Lỗi", "Dòng trong tệp đã gửi"]
    assert rows[1][1] == "=1+1"
    assert rows[1][4:] == ["Thiếu “Mã đơn vị”.", 4]
    assert batch.bad == batch.count(Change.BAD) == 1


def test_template_workbook_names_the_columns(spec):
    page = openpyxl.load_workbook(io.BytesIO(template_workbook("test.units"))).active
    assert [cell.value for cell in page[1]] == ["Mã đơn vị *", "Tên đơn vị *", "Biên chế"]
