"""The screens of training: what each role sees and does, the roll call of telephones, queries counted."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support.training import AFTER, CLASS_DAY, planned_of
from thidua.base.clock import DEMO_DAY_SESSION_KEY
from thidua.subjects.training.enums import CourseState, ParticipantState
from thidua.subjects.training.models import (
    Attendance,
    Course,
    Evaluation,
    Material,
    Participant,
    Question,
)
from thidua.subjects.training.presence import code_of, personal_code

MP4 = b"\0\0\0\x18ftypisom" + bytes(100)


@pytest.fixture(autouse=True)
def nobody_knocked():
    cache.clear()


@pytest.fixture
def on_day(client_as):
    """`on_day("canbo.soyte", CLASS_DAY)`: that person's browser, on another day of the demonstration."""

    def open_browser(username, day, role=None):
        client = client_as(username, role)
        session = client.session
        session[DEMO_DAY_SESSION_KEY] = day.isoformat()
        session.save()
        return client

    return open_browser


def at(name, *args):
    return reverse(f"training:{name}", args=args)


# ---- Planning ----


def test_trainer_plans_edits_and_summons(client_as, laichau):
    trainer = client_as("taphuan")
    answer = trainer.post(
        at("course_new"),
        {
            "name": "Tập huấn cho huyện", "place": "Hội trường", "seats_per_unit": "1",
            "audiences": ["district-staff"], "units": "Sở Y tế",
            "buoi-day": "10/03/2022", "buoi-starts_at": "7h30", "buoi-ends_at": "11:00",
        },
    )  # fmt: skip
    course = Course.objects.get()
    assert answer["Location"] == at("course_see", course.pk)
    assert (course.starts_on, course.sessions.get().starts_at.hour) == (CLASS_DAY, 7)
    page = trainer.get(at("course_see", course.pk))
    assert page.context["lacking"] == []
    trainer.post(at("course_invite", course.pk), {"number": "12/BTĐKT"})
    course.refresh_from_db()
    assert (course.state, course.summons.count()) == (CourseState.INVITED, 9)


def test_new_course_says_what_is_wrong_beside_the_field(client_as, laichau):
    answer = client_as("taphuan").post(
        at("course_new"),
        {"name": "", "seats_per_unit": "1", "units": "Sở Không Có", "buoi-day": "10/03/2022"},
    )
    assert answer.status_code == 422
    assert "Không tìm thấy đơn vị: Sở Không Có" in answer.content.decode()
    assert "đủ ngày, giờ" in answer.content.decode()


def test_session_is_moved_on_its_page(client_as, planned):
    session = planned.sessions.first()
    client_as("taphuan").post(
        at("session_edit", planned.pk, session.pk),
        {"day": "11/03/2022", "starts_at": "8:00", "ends_at": "9:00"},
    )
    session.refresh_from_db()
    assert session.day == AFTER


def test_papers_are_drafted_from_the_course(client_as, planned):
    answer = client_as("taphuan").post(at("paper_draft", planned.pk, "plan"))
    planned.refresh_from_db()
    assert answer["Location"] == reverse("papers:paper_see", args=[planned.plan_paper_id])
    assert client_as("taphuan").post(at("paper_draft", planned.pk, "la")).status_code == 404


def test_course_is_cancelled_with_a_reason(client_as, planned):
    client_as("taphuan").post(at("course_cancel", planned.pk), {"reason": "Dịch bệnh"})
    planned.refresh_from_db()
    assert planned.state == CourseState.CANCELLED


def test_planned_course_is_not_found_by_a_unit(client_as, planned):
    assert client_as("canbo.soyte").get(at("course_see", planned.pk)).status_code == 404


@pytest.mark.parametrize("name", ["course_new", "need_list"])
def test_units_and_press_do_not_run_training(client_as, name):
    for username in ("canbo.soyte", "baochi", "quantri"):
        assert client_as(username).get(at(name)).status_code == 403


# ---- Needs ----


def test_needs_page_counts_and_plans_a_course_with_one_click(client_as, actor):
    trainer = client_as("taphuan")
    page = trainer.get(at("need_list"))
    assert page.context["never"] == page.context["total"]
    picked = [actor("canbo.soyte").post_id, actor("canbo.sinho").post_id]
    answer = trainer.post(at("need_plan"), {"pick": picked, "filter": ""})
    course = Course.objects.get()
    assert answer["Location"] == at("course_edit", course.pk)
    assert sorted(course.wanted_posts) == sorted(picked)


def test_needs_are_filtered_searched_and_exported(client_as, laichau):
    trainer = client_as("taphuan")
    page = trainer.get(at("need_list"), {"doi-tuong": "commune-staff"})
    assert [row.held.name for row in page.context["list"].rows] == ["Lù Văn Thoan"]
    found = trainer.get(at("need_list"), {"q": "vang thi din"})
    assert found.context["list"].count == 1
    assert trainer.get(at("need_list"), {"xuat": "xlsx"})["Content-Type"].endswith("sheet")


def test_needs_take_a_fixed_number_of_queries(client_as, laichau):
    trainer = client_as("taphuan")
    trainer.get(at("need_list"))
    with CaptureQueriesContext(connection) as asked:
        trainer.get(at("need_list"))
    assert len(asked) <= 15


# ---- The unit and the person ----


def test_unit_names_people_on_its_page(client_as, summons, actor):
    clerk = actor("canbo.soyte")
    unit = client_as("thutruong.soyte")
    page = unit.get(at("name_people", summons.course_id))
    assert page.context["left"] == 2
    unit.post(
        at("name_people", summons.course_id),
        {"posts": [clerk.post_id], "full_name": "Lù Thị Mẫu", "title": "Kế toán"},
    )
    assert Participant.objects.count() == 2
    page = unit.get(at("name_people", summons.course_id))
    assert page.context["left"] == 0


def test_unit_that_was_not_summoned_finds_nothing(client_as, invited):
    assert client_as("canbo.dienluc").get(at("name_people", invited.pk)).status_code == 404


def test_people_asked_for_by_name_are_ticked_at_once(client_as, trainer, actor):
    from thidua.subjects.training.services.inviting import invite_units

    clerk = actor("canbo.soyte")
    course = planned_of(trainer, units=[], wanted_posts=[clerk.post_id])
    invite_units(actor=trainer, course=course, number="1")
    page = client_as("thutruong.soyte").get(at("name_people", course.pk))
    assert page.context["form"]["posts"].value() == [str(clerk.post_id)]


def test_person_confirms_or_declines_on_the_page_of_the_course(client_as, named):
    person = client_as("canbo.soyte")
    person.post(at("answer", named.pk), {"coming": "1"})
    named.refresh_from_db()
    assert named.state == ParticipantState.CONFIRMED
    person.post(at("answer", named.pk), {"reason": "Đi công tác"})
    named.refresh_from_db()
    assert named.state == ParticipantState.DECLINED


def test_substitute_is_chosen_on_a_page(client_as, named):
    client_as("thutruong.soyte").post(
        at("substitute", named.pk), {"post": "", "full_name": "Lò Thị Mẫu", "reason": "Ốm"}
    )
    assert Participant.objects.get(substitute_for=named).full_name == "Lò Thị Mẫu"


def test_calendar_of_a_course_is_downloaded(client_as, named):
    answer = client_as("canbo.soyte").get(at("course_calendar", named.course_id))
    assert answer.content.count(b"BEGIN:VEVENT") == 2


# ---- Roll call by telephone ----


def scanned(client, session):
    answer = client.get(at("scan", code_of(session)))
    assert answer["Location"] == at("present")
    return client.get(at("present"))


def test_signed_in_person_is_present_with_two_taps(on_day, named):
    phone = on_day("canbo.soyte", CLASS_DAY)
    session = named.course.sessions.first()
    assert scanned(phone, session).context["mine"] == named
    assert phone.post(at("present")).context["done"] == named
    assert Attendance.objects.get().how == "qr"
    # The ticket was for one person: the same scan marks nobody else.
    assert phone.post(at("present")).status_code == 410


def test_person_without_account_gives_the_code_of_the_summons(stranger, laichau, settings):
    settings.DEMO_DAY = CLASS_DAY
    phone = Client()
    session = stranger.course.sessions.first()
    page = scanned(phone, session)
    assert page.context["signed_in"] is False
    wrong = phone.post(at("present"), {"code": "AAAA-AAAA"})
    assert (wrong.status_code, Attendance.objects.count()) == (422, 0)
    right = phone.post(at("present"), {"code": personal_code(stranger).lower()})
    assert right.context["done"] == stranger
    assert Attendance.objects.get().how == "code"


def test_picture_of_an_old_code_is_refused_on_the_phone(on_day, named):
    old = code_of(named.course.sessions.first(), now=1_600_000_000.0)
    answer = on_day("canbo.soyte", CLASS_DAY).get(at("scan", old))
    assert (answer.status_code, "đã cũ" in answer.content.decode()) == (410, True)


def test_page_without_a_scan_marks_nobody(on_day, named):
    assert on_day("canbo.soyte", CLASS_DAY).post(at("present")).status_code == 410
    assert Attendance.objects.count() == 0


def test_somebody_of_another_unit_is_not_on_the_list(on_day, named):
    phone = on_day("canbo.sinho", CLASS_DAY)
    scanned(phone, named.course.sessions.first())
    assert phone.post(at("present")).status_code == 422


def test_code_guessed_too_often_is_stopped(named, settings):
    from thidua.pages.training.views import attending

    settings.DEMO_DAY = CLASS_DAY
    phone = Client()
    scanned(phone, named.course.sessions.first())
    answers = [
        phone.post(at("present"), {"code": "AAAA-AAAA"}).status_code
        for _ in range(attending.TRIES + 1)
    ]
    assert (answers[0], answers[-1]) == (422, 429)


def test_wall_shows_a_code_and_how_many_came(on_day, named):
    trainer = on_day("taphuan", CLASS_DAY)
    session = named.course.sessions.first()
    page = trainer.get(at("wall", session.pk))
    assert (page.context["present"], page.context["expected"]) == (0, 1)
    part = trainer.get(at("wall", session.pk), headers={"HX-Request": "true"})
    assert b"<html" not in part.content
    picture = trainer.get(at("wall_picture", session.pk))
    assert picture["Content-Type"] == "image/svg+xml"
    assert on_day("canbo.soyte", CLASS_DAY).get(at("wall", session.pk)).status_code == 403


def test_trainer_marks_by_list_prints_and_finishes(on_day, named, stranger):
    trainer = on_day("taphuan", AFTER)
    for session in named.course.sessions.all():
        trainer.post(at("roll", session.pk), {"present": [named.pk]})
    sheet = trainer.get(at("sign_sheet", named.course_id))
    assert [p.full_name for p in sheet.context["people"]] == ["Vàng Thị Dín", "Lù Thị Mẫu"]
    trainer.post(at("course_finish", named.course_id))
    stranger.refresh_from_db()
    assert stranger.state == ParticipantState.ABSENT


# ---- After the class ----


def test_person_takes_the_test_and_sees_each_answer(on_day, held):
    person = on_day("canbo.soyte", AFTER)
    asked = Question.objects.get()
    blank = person.post(at("test_take", held.pk), {})
    assert blank.status_code == 422
    answer = person.post(at("test_take", held.pk), {f"cau_{asked.pk}": "0"})
    page = person.get(answer["Location"])
    assert [(line["good"], line["chosen"], line["right"]) for line in page.context["lines"]] == [
        (False, "Một", "Hai")
    ]
    assert on_day("canbo.sinho", AFTER).get(answer["Location"]).status_code in (403, 404)


def test_person_judges_and_asks(on_day, held):
    person = on_day("canbo.soyte", AFTER)
    scores = dict.fromkeys(("content", "trainer", "material", "service"), "5")
    person.post(at("evaluate", held.pk), scores)
    assert Evaluation.objects.get().scores["content"] == 5
    person.post(at("ask", held.pk), {"text": "Hồ sơ gửi mấy bộ?"})
    trainer = on_day("taphuan", AFTER)
    asked = trainer.get(at("asked_list")).context["rows"][0]
    trainer.post(at("asked_list"), {"asked": asked.pk, "answer": "Một bộ."})
    page = on_day("baochi", AFTER).get(at("material_list"))
    assert [row.answer for row in page.context["answered"]] == ["Một bộ."]
    assert "Vàng Thị Dín" not in page.content.decode()


def test_certificates_are_given_and_downloaded(on_day, held, named):
    person, trainer = on_day("canbo.soyte", AFTER), on_day("taphuan", AFTER)
    asked = Question.objects.get()
    person.post(at("test_take", held.pk), {f"cau_{asked.pk}": "1"})
    assert trainer.get(at("people_list", held.pk)).context["ready"] == 1
    trainer.post(at("certify", held.pk), {"all_ready": "1"})
    for answer in (
        trainer.get(at("certificates", held.pk)),
        person.get(at("certificate", named.pk)),
    ):
        assert answer.content.startswith(b"PK")
    assert on_day("canbo.sinho", AFTER).get(at("certificate", named.pk)).status_code in (403, 404)
    assert person.get(at("mine")).context["rows"][0].certificate_code == "001/2022/GCN"


def test_paper_test_of_somebody_without_account_is_noted(on_day, held, stranger):
    trainer = on_day("taphuan", AFTER)
    for session in held.sessions.all():
        trainer.post(at("roll", session.pk), {"present": [stranger.pk]})
    trainer.post(at("paper_score", stranger.pk), {"percent": "80"})
    stranger.refresh_from_db()
    assert stranger.score == 80
    trainer.post(at("paper_score", stranger.pk), {"percent": "tám"})
    stranger.refresh_from_db()
    assert stranger.score == 80


# ---- Papers and films ----


def test_film_is_stored_and_played_in_parts(client_as, planned, tmp_path, settings):
    from django.core.files.uploadedfile import SimpleUploadedFile

    settings.FILES = tmp_path
    trainer = client_as("taphuan")
    trainer.post(
        at("material_add", planned.pk),
        {"title": "Bài giảng", "file": SimpleUploadedFile("a.mp4", MP4)},
    )
    film = Material.objects.get()
    assert film.kind == "video"
    part = trainer.get(at("material_file", film.pk), headers={"Range": "bytes=0-3"})
    assert (part.status_code, part.content) == (206, MP4[:4])
    # The course is only planned: nobody else sees it yet.
    assert client_as("canbo.soyte").get(at("material_see", film.pk)).status_code == 404


def test_link_for_all_is_added_and_withdrawn(client_as, laichau):
    trainer = client_as("taphuan")
    trainer.post(at("material_list"), {"title": "Luật", "url": "https://vanban.chinhphu.vn/"})
    one = Material.objects.get()
    assert client_as("canbo.soyte").get(at("material_see", one.pk)).status_code == 200
    assert client_as("canbo.soyte").post(at("material_list"), {"title": "x"}).status_code == 403
    trainer.post(at("material_withdraw", one.pk))
    assert client_as("canbo.soyte").get(at("material_see", one.pk)).status_code == 404


def test_wrong_file_is_refused_beside_its_field(client_as, laichau):
    from django.core.files.uploadedfile import SimpleUploadedFile

    answer = client_as("taphuan").post(
        at("material_list"), {"title": "x", "file": SimpleUploadedFile("a.zip", b"PK\x03\x04xx")}
    )
    assert answer.status_code == 422


def test_questions_of_the_test_are_written_and_dropped(client_as, planned):
    trainer = client_as("taphuan")
    trainer.post(
        at("question_new", planned.pk),
        {"text": "Mấy?", "choice_0": "Một", "choice_1": "Hai", "choice_3": "Bốn", "right": ["3"]},
    )
    question = Question.objects.get()
    assert (question.choices, question.right) == (["Một", "Hai", "Bốn"], [2])
    trainer.post(at("question_drop", planned.pk, question.pk))
    assert Question.objects.count() == 0


# ---- Queries ----


@pytest.mark.parametrize("username", ["taphuan", "canbo.soyte", "chutich"])
def test_page_of_a_course_takes_few_queries(on_day, held, username):
    client = on_day(username, AFTER)
    client.get(at("course_see", held.pk))
    with CaptureQueriesContext(connection) as asked:
        assert client.get(at("course_see", held.pk)).status_code == 200
    assert len(asked) <= 25


def test_lists_take_no_more_queries_for_three_rows_than_for_one(client_as, trainer, planned):
    client = client_as("taphuan")
    client.get(at("course_list"))
    counts = []
    for _ in range(3):
        with CaptureQueriesContext(connection) as asked:
            client.get(at("course_list"))
        counts.append(len(asked))
        planned_of(trainer)
    assert len(set(counts)) == 1


def test_people_list_takes_no_more_queries_for_more_people(on_day, named, actor):
    from thidua.subjects.training.services.naming import Named, name_participants

    client = on_day("taphuan", CLASS_DAY)
    client.get(at("people_list", named.course_id))
    counts = []
    for name in ("", "Lò Văn Mẫu"):
        if name:
            name_participants(
                actor=actor("canbo.soyte"), summons=named.summons, people=[Named(full_name=name)]
            )
        with CaptureQueriesContext(connection) as asked:
            client.get(at("people_list", named.course_id))
        counts.append(len(asked))
    assert counts[0] == counts[1]
