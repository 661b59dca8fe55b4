"""From the seed directive to a draft movement, and everything that may stand in between."""

from collections.abc import Callable
from datetime import date
from importlib.resources import files
from typing import Any

import pytest

from thidua.base.access import Actor, Refused
from thidua.base.audit.models import AuditEvent
from thidua.base.errors import StaleVersion
from thidua.base.files import BadFile, StoredFile
from thidua.base.jobs.models import JobRun
from thidua.subjects.movements.enums import Decision, ItemKind, Level, ReadingState, State
from thidua.subjects.movements.errors import BadInput, NotReady, WrongState
from thidua.subjects.movements.models import Movement, Reading, ReadingItem
from thidua.subjects.movements.services import readings
from thidua.subjects.movements.services.launching import charge_tasks
from thidua.subjects.movements.services.readings_movement import create_movement
from thidua.subjects.orgs.models import Organization

SEED = (files("thidua.data.directives") / "lai-chau-2022-chi-thi.txt").read_bytes()


@pytest.fixture
def officer(actor: Callable[..., Actor]) -> Actor:
    return actor("chuyenvien")


@pytest.fixture
def reading(officer: Actor) -> Reading:
    return readings.start_reading(actor=officer, file_name="chi-thi.txt", content=SEED)


def items(reading: Reading, kind: str) -> list[ReadingItem]:
    return list(reading.items.filter(kind=kind))


def field(reading: Reading, name: str) -> ReadingItem:
    return next(item for item in items(reading, "field") if item.chosen["field"] == name)


def question(reading: Reading, code: str) -> ReadingItem:
    return next(item for item in items(reading, "question") if item.read["code"] == code)


def recipient(reading: Reading, name: str) -> ReadingItem:
    return next(item for item in items(reading, "recipient") if item.chosen["name"] == name)


def org(code: str) -> dict[str, int]:
    return {"org": Organization.objects.get(code=code).pk}


def answer_all(actor: Actor, reading: Reading) -> None:
    """Answer every open question as an officer of Lai Châu would."""
    change(actor, field(reading, "number"), value="02/CT-UBND", sample=True)
    change(actor, field(reading, "issued_on"), value="28/01/2022", sample=True)
    for item in reading.items.filter(kind=ItemKind.RECIPIENT, decision=Decision.PENDING):
        if item.is_open:
            ask = item.read["ask"]
            units = ask["years"][1]["units"] if "years" in ask else item.chosen["units"]
            change(actor, item, purpose=item.chosen["purpose"] or "know", units=units)
    for item in items(reading, "question"):
        if item.is_open:
            change(actor, item, answer=item.read["options"][0]["value"])


def change(actor: Actor, item: ReadingItem, **chosen: Any) -> ReadingItem:
    return readings.decide_item(
        actor=actor, item_id=item.pk, revision=item.revision, decision="change", chosen=chosen
    )


def decide(actor: Actor, item: ReadingItem, decision: str) -> ReadingItem:
    return readings.decide_item(
        actor=actor, item_id=item.pk, revision=item.revision, decision=decision
    )


# ---- Reading ----


def test_start_reading_makes_every_item_of_the_seed(reading: Reading) -> None:
    counts = {kind: len(items(reading, kind)) for kind in ItemKind.values if kind != "question"}
    assert reading.state == ReadingState.REVIEW
    assert counts == {
        "field": 15,
        "section": 8,
        "target": 8,
        "movement": 7,
        "assignment": 5,
        "recipient": 14,
        "legal_reference": 9,
    }


def test_start_reading_keeps_where_each_item_stands(reading: Reading) -> None:
    theme = field(reading, "theme")
    assert reading.text[theme.start : theme.end] == f"“{theme.chosen['value']}”"


def test_start_reading_asks_what_the_machine_must_not_decide(reading: Reading) -> None:
    asked = [item.question for item in reading.items.all() if item.is_open]
    assert asked == [
        "Số văn bản để trống",
        "Ngày, tháng ban hành để trống",
        "Danh sách chỉ tiêu kết thúc bằng dấu ba chấm",
        "“mức giảm tỷ lệ hộ nghèo 3,1%”: hiểu là điểm phần trăm hay phần trăm",
        "Thứ tự điểm ở mục 8: sau d) phải là đ), không phải e)",
        "Nơi nhận ghi “Các Ban HĐND tỉnh”",
        "Nơi nhận ghi “Trưởng các Khối thi đua năm 2021”",
        "Nơi nhận ghi “Báo Lai Châu, Đài PTTH tỉnh”",
    ]


def test_start_reading_takes_the_purpose_from_print_and_assignments(reading: Reading) -> None:
    purposes = [item.chosen["purpose"] for item in items(reading, "recipient")]
    assert purposes == [
        "report", "report", "report", "know", "carry_out", None, "carry_out", "carry_out",
        "carry_out", "carry_out", "carry_out", "know", None, "know",
    ]  # fmt: skip


def test_start_reading_matches_agencies_and_helpers(reading: Reading) -> None:
    third = items(reading, "assignment")[2]
    assert third.chosen["units"] == [
        org("LC-STTTT"),
        {**org("LC-SVHTTDL"), "role": "coordinate"},
    ]


def test_start_reading_proposes_who_watches_as_owner(reading: Reading) -> None:
    assert field(reading, "owner").chosen["units"] == [org("LC-SNV")]


def test_start_reading_records_one_event(reading: Reading) -> None:
    assert [event.verb for event in AuditEvent.objects.order_by("-pk")[:1]] == [
        "movements.read_directive"
    ]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("trong.txt", b""),
        ("trang.docx", b"<html><body>chi thi</body></html>"),
        ("x.txt", b"\x00" * 9),
    ],
)
def test_start_reading_of_a_bad_file_leaves_nothing(
    officer: Actor, name: str, content: bytes
) -> None:
    with pytest.raises((BadFile, BadInput)):
        readings.start_reading(actor=officer, file_name=name, content=content)
    assert (Reading.objects.count(), StoredFile.objects.count(), JobRun.objects.count()) == (
        0,
        0,
        0,
    )


def test_start_reading_refuses_a_role_without_it(actor: Callable[..., Actor]) -> None:
    with pytest.raises(Refused):
        readings.start_reading(actor=actor("baochi"), file_name="a.txt", content=SEED)


# ---- Deciding ----


def test_decide_item_accepts_as_read(officer: Actor, reading: Reading) -> None:
    item = decide(officer, items(reading, "target")[0], "accept")
    assert (item.decision, item.revision, item.decided_by) == (
        Decision.ACCEPTED,
        1,
        officer.signature,
    )


def test_decide_item_keeps_original_and_choice(officer: Actor, reading: Reading) -> None:
    item = change(officer, items(reading, "target")[2], value="2.300,5", comparator="at_least")
    assert (item.decision, item.read["value"], item.chosen["value"], item.chosen["comparator"]) == (
        Decision.CHANGED,
        "2250",
        "2300.5",
        "at_least",
    )


def test_decide_item_drops_and_restores(officer: Actor, reading: Reading) -> None:
    item = change(officer, items(reading, "movement")[0], name="Khác")
    item = decide(officer, item, "drop")
    assert item.decision == Decision.DROPPED
    item = decide(officer, item, "restore")
    assert (item.decision, item.chosen["name"], item.decided_by) == (
        Decision.PENDING,
        "Dân vận khéo",
        "",
    )


def test_decide_item_of_two_people_refuses_the_second(
    officer: Actor, actor: Callable[..., Actor], reading: Reading
) -> None:
    item = field(reading, "theme")
    change(actor("lanhdao", "office_head"), item, value="Chủ đề của người thứ nhất")
    with pytest.raises(StaleVersion) as refusal:
        change(officer, item, value="Chủ đề của người thứ hai")
    item.refresh_from_db()
    assert item.chosen["value"] == "Chủ đề của người thứ nhất"
    assert "vừa sửa mục này" in refusal.value.message


@pytest.mark.parametrize(
    ("name", "chosen", "words"),
    [
        ("issued_on", {"value": "31/02/2022"}, "Nhập ngày theo dạng dd/mm/yyyy, ví dụ 15/02/2022."),
        ("year", {"value": "22"}, "Năm gồm bốn chữ số, ví dụ 2022."),
        ("name", {"value": " "}, "Cần ghi tên phong trào."),
        ("issuer", {"units": [{"org": 999999}]}, "Có đơn vị không còn hoạt động vào ngày này. Hãy chọn lại đơn vị."),
        ("theme", {"title": "x"}, "Mục này không có ô “title”."),
    ],
)  # fmt: skip
def test_decide_item_refuses_what_cannot_be(
    officer: Actor, reading: Reading, name: str, chosen: dict[str, Any], words: str
) -> None:
    with pytest.raises(BadInput) as refusal:
        change(officer, field(reading, name), **chosen)
    assert refusal.value.message == words


def test_decide_item_accepts_a_blank_number_as_blank(officer: Actor, reading: Reading) -> None:
    item = decide(officer, field(reading, "number"), "accept")
    assert (item.is_open, item.chosen["value"]) == (False, None)


def test_decide_item_needs_an_answer_to_a_question(officer: Actor, reading: Reading) -> None:
    for item in (question(reading, "open_list"), recipient(reading, "Các Ban HĐND tỉnh")):
        with pytest.raises(BadInput):
            decide(officer, item, "accept")


def test_decide_item_refuses_another_unit(actor: Callable[..., Actor], reading: Reading) -> None:
    with pytest.raises(Refused):
        decide(actor("canbo.soyte"), items(reading, "target")[0], "accept")


def test_add_item_stands_behind_the_others(officer: Actor, reading: Reading) -> None:
    item = readings.add_item(
        actor=officer,
        reading=reading,
        kind="target",
        chosen={"name": "Số xã đạt chuẩn", "value": "3", "unit": "xã"},
    )
    assert (item.position, item.decision, item.read, item.chosen["value"]) == (
        8,
        Decision.ADDED,
        None,
        "3",
    )


def test_add_item_refuses_a_target_that_departs_from_nothing(
    officer: Actor, reading: Reading
) -> None:
    with pytest.raises(BadInput):
        readings.add_item(
            actor=officer, reading=reading, kind="target", chosen={"name": "A", "exception_of": 77}
        )


def test_accept_rest_leaves_open_questions(officer: Actor, reading: Reading) -> None:
    before = sum(item.is_open for item in reading.items.all())
    readings.accept_rest(actor=officer, reading=reading)
    pending = reading.items.filter(decision=Decision.PENDING)
    assert (pending.count(), all(item.question for item in pending)) == (before, True)


def test_discard_reading_closes_it(officer: Actor, reading: Reading) -> None:
    readings.discard_reading(actor=officer, reading=reading)
    with pytest.raises(WrongState):
        decide(officer, items(reading, "target")[0], "accept")
    with pytest.raises(WrongState):
        readings.discard_reading(actor=officer, reading=reading)


# ---- The movement ----


@pytest.fixture
def movement(officer: Actor, reading: Reading) -> Movement:
    answer_all(officer, reading)
    return create_movement(actor=officer, reading=reading)


def test_create_movement_refuses_while_questions_are_open(officer: Actor, reading: Reading) -> None:
    with pytest.raises(NotReady) as refusal:
        create_movement(actor=officer, reading=reading)
    assert refusal.value.missing == [item.question for item in reading.items.all() if item.is_open]
    assert Movement.objects.count() == 0


def test_create_movement_has_all_parts_of_the_seed(movement: Movement) -> None:
    assert {
        "contents": movement.contents.count(),
        "targets": movement.targets.count(),
        "tasks": movement.tasks.count(),
        "lines": movement.recipients.filter(is_archive=False).count(),
        "archive": movement.recipients.filter(is_archive=True).count(),
        "bases": movement.bases.count(),
        "themes": movement.children.filter(level=Level.THEMATIC, state=State.DRAFT).count(),
    } == {
        "contents": 7, "targets": 8, "tasks": 5, "lines": 13, "archive": 1, "bases": 5, "themes": 7,
    }  # fmt: skip


def test_create_movement_keeps_the_facts_of_the_document(movement: Movement) -> None:
    assert (
        movement.name,
        movement.level,
        movement.year,
        movement.document_kind,
        movement.document_number,
        movement.issued_on,
        movement.signer_name,
        movement.sample_fields,
        movement.unit.code,
        movement.owner.code,
    ) == (
        "Phong trào thi đua thực hiện thắng lợi nhiệm vụ phát triển kinh tế - xã hội năm 2022",
        Level.PROVINCE,
        2022,
        "Chỉ thị",
        "02/CT-UBND",
        date(2022, 1, 28),
        "Trần Tiến Dũng",
        ["issued_on", "number"],
        "LC-UBND",
        "LC-SNV",
    )


def test_create_movement_ties_the_exception_to_its_target(movement: Movement) -> None:
    poor = next(use.target for use in movement.targets.all() if use.target.exception_of)
    assert (poor.exception_of.name, poor.unit_of_measure, poor.scope) == (
        "Mức giảm tỷ lệ hộ nghèo",
        "điểm %",
        "các huyện nghèo",
    )


def test_create_movement_links_bases_to_the_library(movement: Movement) -> None:
    assert [basis.document.number for basis in movement.bases.all()] == [
        "",
        "19/CT-TTg",
        "09/CT-UBND",
        "34-CT/TW",
        "05-CT/TW",
    ]


def test_create_movement_keeps_who_leads_and_who_helps(movement: Movement, day: date) -> None:
    charge_tasks(movement, day)
    third = movement.tasks.get(position=2)
    assert dict(third.charged.values_list("organization__code", "role")) == {
        "LC-STTTT": "lead",
        "LC-SVHTTDL": "coordinate",
    }


def test_create_movement_leaves_out_what_was_dropped(officer: Actor, reading: Reading) -> None:
    answer_all(officer, reading)
    decide(officer, items(reading, "movement")[0], "drop")
    movement = create_movement(actor=officer, reading=reading)
    assert movement.children.count() == 6


def test_create_movement_happens_once(officer: Actor, movement: Movement) -> None:
    with pytest.raises(WrongState):
        create_movement(actor=officer, reading=movement.reading)
    assert Movement.objects.filter(parent=None).count() == 1


def test_create_movement_of_a_document_that_launches_none_needs_confirmation(
    officer: Actor, reading: Reading
) -> None:
    answer_all(officer, reading)
    Reading.objects.filter(pk=reading.pk).update(result={"launches_movement": False})
    reading.refresh_from_db()
    with pytest.raises(NotReady):
        create_movement(actor=officer, reading=reading)
    assert create_movement(actor=officer, reading=reading, confirmed=True).reading == reading


def test_create_movement_records_one_event_of_its_own(movement: Movement) -> None:
    events = AuditEvent.objects.filter(verb="movements.create_from_reading")
    assert [event.thing_id for event in events] == [str(movement.pk)]


# ---- Other documents ----

PLAN = """ỦY BAN NHÂN DÂN
TỈNH LAI CHÂU
-------
Số: 15/KH-UBND

Lai Châu, ngày 19 tháng 01 năm 2022

KẾ HOẠCH
PHÁT ĐỘNG ĐỢT THI ĐUA CHÀO MỪNG NGÀY THÀNH LẬP TỈNH

I. MỤC ĐÍCH, YÊU CẦU

1. Cổ vũ, động viên các tầng lớp Nhân dân.

2. Tổ chức thiết thực, tiết kiệm.

II. NỘI DUNG THI ĐUA

1. Thi đua hoàn thành nhiệm vụ được giao.

2. Thi đua cải cách hành chính.

III. TỔ CHỨC THỰC HIỆN

1. Sở Tài chính chủ trì, phối hợp với Sở Y tế bố trí kinh phí.

2. Ban TĐKT theo dõi, đôn đốc việc thực hiện Kế hoạch này.

Nơi nhận:
- TT. Tỉnh ủy (B/c);
- UBND huyện Sìn Hồ;
- Sìn Hồ;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Nguyễn Văn Mẫu
"""


@pytest.fixture
def plan(officer: Actor) -> Reading:
    return readings.start_reading(actor=officer, file_name="ke-hoach.txt", content=PLAN.encode())


def test_start_reading_of_a_plan_tells_its_chapters_apart(plan: Reading) -> None:
    found = [(item.chosen["number"], item.chosen["use"]) for item in items(plan, "section")]
    assert found == [
        ("I", "purpose"),
        ("II.1", "content"),
        ("II.2", "content"),
        ("III", "organisation"),
    ]


def test_start_reading_writes_a_shouted_title_as_a_sentence(plan: Reading) -> None:
    assert field(plan, "name").chosen["value"] == "Đợt thi đua chào mừng ngày thành lập tỉnh"


def test_start_reading_asks_which_of_several_units(plan: Reading) -> None:
    line = recipient(plan, "Sìn Hồ")
    offered = [offer["unit"] for offer in line.read["ask"]["units"]]
    assert (line.is_open, line.chosen["units"], offered) == (
        True,
        [],
        [org("D108"), org("W03478.2022")],
    )


def test_decide_item_chooses_among_units_and_keeps_the_print(officer: Actor, plan: Reading) -> None:
    line = change(officer, recipient(plan, "Sìn Hồ"), units=[org("D108")], purpose="carry_out")
    assert (line.is_open, line.chosen["name"], line.chosen["units"], line.read["units"]) == (
        False,
        "Sìn Hồ",
        [org("D108")],
        [],
    )


def test_create_movement_of_a_plan_keeps_its_purpose(officer: Actor, plan: Reading) -> None:
    for item in plan.items.all():
        if not item.is_open:
            continue
        if item.kind == ItemKind.QUESTION:
            change(officer, item, answer=item.read["options"][0]["value"])
        else:
            change(officer, item, units=[org("D108")], **_purpose(item))
    movement = create_movement(actor=officer, reading=plan)
    assert movement.purpose.splitlines() == [
        "1. Cổ vũ, động viên các tầng lớp Nhân dân.",
        "2. Tổ chức thiết thực, tiết kiệm.",
    ]
    assert [content.text for content in movement.contents.all()] == [
        "Thi đua hoàn thành nhiệm vụ được giao.",
        "Thi đua cải cách hành chính.",
    ]


def _purpose(item: ReadingItem) -> dict[str, str]:
    return {"purpose": "carry_out"} if item.kind == ItemKind.RECIPIENT else {}


def test_start_reading_leaves_a_pdf_to_the_worker(
    officer: Actor, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks() as later:
        reading = readings.start_reading(
            actor=officer, file_name="chi-thi.pdf", content=pdf("Sở Nội vụ")
        )
    assert (reading.state, JobRun.objects.get().key) == (
        ReadingState.QUEUED,
        f"reading:{reading.pk}",
    )
    for run in later:
        run()
    reading.refresh_from_db()
    assert (reading.state, JobRun.objects.get().state) == (ReadingState.REVIEW, "done")


def test_read_directive_of_an_unreadable_file_keeps_the_sentence(
    officer: Actor, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        reading = readings.start_reading(actor=officer, file_name="trang.pdf", content=pdf(""))
    reading.refresh_from_db()
    assert reading.state == ReadingState.FAILED
    assert reading.failure.endswith(".")
    assert reading.items.count() == 0


def pdf(words: str) -> bytes:
    """The smallest PDF of one page with these letters on it."""
    letters = words.encode("ascii", "ignore").decode()
    stream = f"BT /F1 12 Tf 72 720 Td ({letters} van ban) Tj ET" if words else ""
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        " /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body, offsets = "%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    count = len(parts) + 1
    return (
        f"{body}xref\n0 {count}\n0000000000 65535 f \n{table}"
        f"trailer << /Size {count} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    ).encode("ascii")
