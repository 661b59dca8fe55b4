import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.core.registers.books import book
from tests.support.working import Working
from thidua.base.access import Refused
from thidua.base.audit.models import AuditEvent
from thidua.base.errors import Refusal, StaleVersion
from thidua.subjects.register.importing import services as real
from thidua.subjects.register.importing.enums import RowState
from thidua.subjects.register.importing.exchange import review_sheet
from thidua.subjects.register.importing.models import KnownWord, OldRegister
from thidua.subjects.register.models import Entry, Holder, RecognisedInitiative, YearRating
from thidua.subjects.register.services.mending import correct_entry
from thidua.subjects.register.services.people import NewHolder, create_holders

pytestmark = pytest.mark.django_db
services = Working(real)
TITLES = ["TT", "Họ và tên", "Ngày sinh", "Đơn vị", "Danh hiệu", "Năm", "Số quyết định"]


def rows(*lines):
    return [TITLES, *([number, *line] for number, line in enumerate(lines, start=1))]


MAU = ["Vàng Thị Mẫu", "12/3/1980", "Sở Y tế", "LĐTT", 2014, "12/QĐ-SYT"]
BAN = ["Lò Văn Mẫu", "1/2/1975", "Sở Tài chính", "CSTĐCS", 2014, "13/QĐ-STC"]


def states(register):
    return list(register.rows.order_by("sheet", "number").values_list("state", flat=True))


def someone(desk, name="Vàng Thị Mẫu", **more):
    return create_holders(actor=desk, rows=[NewHolder("individual", name, **more)])[0]


def unit(code_name):
    from thidua.subjects.orgs.models import OrganizationVersion

    return OrganizationVersion.objects.filter(name=code_name).first().organization_id


def test_apply_writes_people_and_lines_as_one_batch(applied, desk):
    register = applied(
        rows(MAU, ["Vàng Thị Mẫu", "12/3/1980", "Sở Y tế", "CSTĐCS", 2015, "9/QĐ"], BAN)
    )
    assert (register.state, register.report) == (
        "applied",
        "Đã ghi 2 người, tập thể mới, 3 lần khen thưởng.",
    )
    person = Holder.objects.get(name="Vàng Thị Mẫu")
    assert (person.batch, person.unit_id) == (register.batch, unit("Sở Y tế"))
    assert str(person.person.born) == "1980-03-12"
    held = Entry.objects.filter(holder=person).order_by("year").values_list("award", "year", "unit_name")  # fmt: skip
    assert list(held) == [
        ("advanced_worker", 2014, "Sở Y tế"),
        ("grassroots_emulation_fighter", 2015, "Sở Y tế"),
    ]
    verbs = list(AuditEvent.objects.filter(verb__startswith="intake").order_by("sequence").values_list("verb", flat=True))  # fmt: skip
    assert verbs == ["intake.start", "intake.lay_out", "intake.apply", "intake.applied"]


def test_check_finds_the_same_award_again(applied, checked):
    applied(rows(MAU))
    again = checked(rows(MAU, [*MAU[:4], 2015, "14/QĐ-SYT"]))
    assert states(again) == [RowState.SAME, RowState.ADD]
    assert again.rows.get(number=2).matches[0]["score"] >= 100


def test_check_says_the_same_award_in_the_file_once(checked):
    assert states(checked(rows(MAU, MAU))) == [RowState.NEW, RowState.SAME]


def test_check_asks_whether_a_like_person_is_meant(checked, desk):
    known = someone(desk, unit_id=unit("Sở Y tế"))
    register = checked(rows(["Vàng Thị Mẫu", None, "Sở Y tế", "LĐTT", 2014, "12/QĐ"]))
    assert states(register) == [RowState.ASK]
    row = register.rows.get()
    assert (row.matches[0]["id"], row.is_clear) == (known.pk, False)
    with pytest.raises(Refusal, match="1 dòng chưa chọn người"):
        services.apply_register(actor=desk, register=register)
    services.choose_person(actor=desk, register=register, person_keys=[row.person_key], choice=str(known.pk))  # fmt: skip
    register.refresh_from_db()
    assert register.counts == {"add": 1}
    services.apply_register(actor=desk, register=register)
    assert Entry.objects.get().holder_id == known.pk
    assert Holder.objects.count() == 1


@pytest.mark.parametrize(("choice", "people", "lines"), [("new", 2, 1), ("out", 1, 0)])
def test_choose_a_new_person_or_leave_the_row_out(checked, desk, choice, people, lines):
    someone(desk, unit_id=unit("Sở Y tế"))
    register = checked(rows(["Vàng Thị Mẫu", None, "Sở Y tế", "LĐTT", 2014, "12/QĐ"], BAN))
    row = register.rows.get(number=2)
    services.choose_person(actor=desk, register=register, person_keys=[row.person_key], choice=choice)  # fmt: skip
    register.refresh_from_db()
    services.apply_register(actor=desk, register=register)
    assert Holder.objects.count() == people + 1
    assert Entry.objects.count() == lines + 1


def test_choose_refuses_somebody_who_was_not_proposed(checked, desk):
    stranger = someone(desk, "Giàng A Mẫu")
    register = checked(rows(MAU))
    with pytest.raises(Refusal, match="chọn một trong những người được đề nghị"):
        services.choose_person(
            actor=desk, register=register, person_keys=[register.rows.get().person_key], choice=str(stranger.pk)
        )  # fmt: skip


def test_choose_takes_all_clear_ones_at_once(checked, desk):
    from datetime import date

    clear = someone(desk, born=date(1980, 3, 12), born_precision="day")
    someone(desk, "Lò Văn Mẫu", unit_id=unit("Sở Tài chính"))
    register = checked(rows(MAU, [BAN[0], None, *BAN[2:]]))
    assert register.counts == {"ask": 2}
    assert services.choose_clear(actor=desk, register=register) == 1
    register.refresh_from_db()
    assert register.counts == {"add": 1, "ask": 1}
    assert services.choose_rest_new(actor=desk, register=register) == 1
    register.refresh_from_db()
    assert register.counts == {"add": 1, "new": 1}
    assert register.rows.get(state="add").choice == str(clear.pk)


def test_rows_of_one_person_are_one_person(applied):
    applied(rows(MAU, ["VÀNG THỊ MẪU", None, "Sở Y tế", "LĐTT", 2015, "x"], ["Vàng Thị Mẫu", "5/5/1990", "Sở Tài chính", "LĐTT", 2015, "x"]))  # fmt: skip
    assert list(Holder.objects.order_by("pk").values_list("name", flat=True)) == ["Vàng Thị Mẫu"] * 2  # fmt: skip


def test_a_collective_that_is_a_unit_stands_for_it(applied):
    table = [["TT", "Tên tập thể", "Danh hiệu", "Năm"], [1, "Sở Y tế", "TTLĐXS", 2014], [2, "Phòng Hành chính Sở Y tế", "TTLĐTT", 2014]]  # fmt: skip
    applied(table)
    whole = Holder.objects.get(name="Sở Y tế")
    assert (whole.is_whole_unit, whole.unit_id, whole.kind) == (True, unit("Sở Y tế"), "collective")
    applied([table[0], [1, "Sở Y tế", "TTLĐXS", 2015]])
    assert Entry.objects.filter(holder=whole).count() == 2


def test_ratings_and_initiatives_come_along(applied):
    applied([
        ["TT", "Họ và tên", "Đơn vị", "2019", "2020"],
        [1, "Vàng Thị Mẫu", "Sở Y tế", "HTXSNV", "LĐTT"],
    ])  # fmt: skip
    applied([
        ["TT", "Tên sáng kiến", "Tác giả", "Đơn vị", "Cấp công nhận", "Quyết định công nhận", "Năm"],
        [1, "Nuôi ong", "Lò Văn Mẫu", "Sở Y tế", "Cấp tỉnh", "5/QĐ-UBND ngày 1/3/2020", 2020],
    ])  # fmt: skip
    assert list(YearRating.objects.values_list("year", "rating")) == [(2019, "excellent")]
    found = RecognisedInitiative.objects.get()
    assert (found.title, found.scope, found.year, found.decision_number) == ("Nuôi ong", "province", 2020, "5/QĐ-UBND")  # fmt: skip


def test_undo_takes_everything_back_while_untouched(applied, desk):
    register = applied(rows(MAU, BAN))
    assert services.undo_register(actor=desk, register=register, reason="Nhầm tệp") == 2
    assert (Entry.objects.counted().count(), Holder.objects.standing().count()) == (0, 0)
    register.refresh_from_db()
    assert register.state == "undone"
    with pytest.raises(Refusal):
        services.undo_register(actor=desk, register=register, reason="Nhầm tệp")


def test_undo_refuses_when_a_later_line_points_back(applied, desk):
    register = applied(rows(MAU))
    correct_entry(actor=desk, entry=Entry.objects.get(), values={"year": 2013}, paper="1/QĐ", day=desk.day, reason="Sai năm")  # fmt: skip
    with pytest.raises(Refusal, match="đã có dòng được đính chính"):
        services.undo_register(actor=desk, register=register, reason="Nhầm tệp")
    assert Entry.objects.counted().count() == 1


def test_apply_that_is_refused_leaves_nothing(checked, desk, monkeypatch):
    register = checked(rows(MAU))
    StaleRow = register.rows.get()
    StaleRow.line["gains"][0]["year"] = 2090
    StaleRow.save(update_fields=["line"])
    services.apply_register(actor=desk, register=register)
    register.refresh_from_db()
    assert register.state == "checked"
    assert "2090" in register.report
    assert (Entry.objects.count(), Holder.objects.count()) == (0, 0)


def test_apply_twice_is_refused(applied, desk):
    register = applied(rows(MAU))
    with pytest.raises(StaleVersion):
        services.apply_register(actor=desk, register=register)


def test_a_list_of_proposals_waits_for_its_decision(checked, desk):
    table = [["DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG"], ["TT", "Họ và tên", "Danh hiệu"], [1, "Vàng Thị Mẫu", "LĐTT"]]  # fmt: skip
    register = checked(table)
    assert register.rows.get().errors[0].startswith("Đây là danh sách đề nghị")


def test_answers_hold_for_later_files(checked, desk):
    line = ["Vàng Thị Mẫu", "12/3/1980", "Sở Y tế", "Bằng khen", 2014, "12/QĐ"]
    register = checked(rows(line))
    assert register.questions[0]["candidates"][0] == "provincial_merit_certificate"
    services.answer_words(actor=desk, register=register, kind="award", answers={"Bằng khen": "provincial_merit_certificate"})  # fmt: skip
    assert states(checked(rows(line))) == [RowState.NEW]
    with pytest.raises(Refusal, match="trong danh mục"):
        services.answer_words(actor=desk, register=register, kind="award", answers={"BK": "khong_co"})  # fmt: skip


def test_a_unit_nobody_knows_is_asked_and_kept_as_text(checked, applied, desk):
    line = ["Vàng Thị Mẫu", None, "Trạm thủy nông liên xã", "LĐTT", 2014, "12/QĐ"]
    register = checked(rows(line))
    assert [one["text"] for one in register.questions] == ["Trạm thủy nông liên xã"]
    services.answer_words(actor=desk, register=register, kind="unit", answers={"Trạm thủy nông liên xã": "-"})  # fmt: skip
    register.refresh_from_db()
    assert (register.questions, KnownWord.objects.get().value) == ([], "")
    services.apply_register(actor=desk, register=register)
    assert Entry.objects.get().unit_name == "Trạm thủy nông liên xã"


def test_a_clerk_imports_for_the_own_unit_only(checked, clerk):
    register = checked(rows(MAU, BAN, ["Giàng A Mẫu", None, None, "LĐTT", 2014, "12/QĐ"]), clerk)
    assert states(register) == [RowState.NEW, RowState.BAD, RowState.NEW]
    assert "không thuộc phạm vi" in register.rows.get(number=3).errors[0]


def test_others_may_not_touch_an_import(checked, actor, clerk):
    register = checked(rows(MAU))
    for username in ("canbo.soyte", "chutich", "quantri"):
        with pytest.raises(Refused):
            services.apply_register(actor=actor(username), register=register)
    with pytest.raises(Refused):
        services.start_register(actor=actor("chutich"), title="", name="a.xlsx", content=book(rows(MAU)))  # fmt: skip


def test_a_sheet_that_comes_back_shows_what_was_changed(applied, checked, desk, tmp_path):
    import io

    import openpyxl

    applied(rows(MAU, BAN))
    made = openpyxl.load_workbook(io.BytesIO(review_sheet(actor=desk, unit_id=None, unit_name="")))
    sheet = made["Rà soát"]
    assert sheet.column_dimensions["A"].hidden
    head = next(row for row in sheet.iter_rows() if row[2].value == "Tên người, tập thể")
    first, second = head[0].row + 1, head[0].row + 2
    sheet.cell(second, 9).value = "99/QĐ-SYT"
    for place, text in enumerate([None, None, "Tẩn Thị Mẫu", "1990", None, "Sở Y tế", "LĐTT", "2016", "3/QĐ-SYT"], start=1):  # fmt: skip
        sheet.cell(second + 1, place).value = text
    out = io.BytesIO()
    made.save(out)
    register = checked(None, content=out.getvalue(), paper="5/CV-SYT ngày 01/02/2022")
    assert states(register)[-4:-1] == [RowState.SAME, RowState.CHANGE, RowState.NEW]
    assert "13/QĐ-STC → 99/QĐ-SYT" in register.rows.get(number=second).words or (
        "12/QĐ-SYT → 99/QĐ-SYT" in register.rows.get(number=second).words
    )
    services.apply_register(actor=desk, register=register, leave_open=True)
    register.refresh_from_db()
    assert register.report == "Đã ghi 1 người, tập thể mới, 1 lần khen thưởng, 1 dòng đính chính."
    assert Entry.objects.counted().filter(decision_number="99/QĐ-SYT").count() == 1
    assert first < second


def test_checking_asks_a_counted_number_of_queries(checked, desk):
    def asked(count):
        content = book(rows(*([f"Vàng Thị Mẫu {n}", "1/1/1980", "Sở Y tế", "LĐTT", 2014, f"{n}/QĐ"] for n in range(count))))  # fmt: skip
        register = services.start_register(actor=desk, title="x", name="a.xlsx", content=content)
        register.refresh_from_db()
        with CaptureQueriesContext(connection) as queries:
            services.lay_out(actor=desk, register=register, layouts=register.sheets)
        return len(queries)

    asked(1)
    assert asked(2) == asked(300)


def test_formulas_in_an_export_stay_texts(applied, desk):
    import io

    import openpyxl

    applied(rows(["=cmd|' /C calc'!A0", "1980", "Sở Y tế", "LĐTT", 2014, "12/QĐ"]))
    sheet = openpyxl.load_workbook(io.BytesIO(review_sheet(actor=desk, unit_id=None, unit_name="")))["Rà soát"]  # fmt: skip
    named = [cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=")]
    assert [cell.data_type for cell in named] == ["s"]


def test_visible_imports_are_the_own_and_all_for_the_desk(checked, clerk, desk):
    from thidua.subjects.register.importing.selectors import imports_visible_to

    checked(rows(MAU))
    checked(rows(MAU), clerk)
    assert imports_visible_to(desk).count() == OldRegister.objects.count() == 2
    assert imports_visible_to(clerk).count() == 1
