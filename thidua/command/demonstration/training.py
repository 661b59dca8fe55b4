"""Training in the demonstration: a course of last December, one to come, one on this very day.

All of it is invented and marked so; the questions of the tests quote the law of the time.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, time
from random import Random

from thidua.base.access import Actor, Role
from thidua.command.demonstration.playing import on, people_of
from thidua.subjects.accounts.models import User
from thidua.subjects.accounts.selectors import actor_for, posts_on
from thidua.subjects.movements.models import Movement
from thidua.subjects.orgs.models import Organization
from thidua.subjects.orgs.selectors import expand_sets
from thidua.subjects.papers.services import issue_paper, number_paper, sign_paper, submit_paper
from thidua.subjects.training.enums import ParticipantState
from thidua.subjects.training.models import AskedQuestion, Course, Evaluation, Participant
from thidua.subjects.training.services.attending import finish_course, mark_by_list
from thidua.subjects.training.services.certifying import certify_participants, close_course
from thidua.subjects.training.services.inviting import draft_paper, invite_units
from thidua.subjects.training.services.learning import (
    add_material,
    answer_question,
    record_paper_score,
    save_question,
)
from thidua.subjects.training.services.naming import Named, answer_invitation, name_participants
from thidua.subjects.training.services.planning import Hours, plan_course

LAST_YEAR, PLANNED_THEN = date(2021, 12, 8), date(2021, 11, 15)
TODAY, ASKED_FOR_TODAY = date(2022, 2, 15), date(2022, 2, 7)
NEXT = date(2022, 3, 10)
HALL = "Hội trường tầng 3, Trung tâm Hành chính - Chính trị tỉnh"
# Departments with sample people, beside the districts.
SOME_UNITS = ("LC-SGDDT", "LC-STC", "LC-SKHDT", "LC-STP", "LC-SNNPTNT", "LC-SVHTTDL")
QUESTIONS = (
    (
        "Tỷ lệ “Chiến sĩ thi đua cơ sở” không vượt quá bao nhiêu phần trăm số “Lao động tiên tiến”?",
        ("10 %", "15 %", "20 %", "30 %"), (1,), "Khoản 3 Điều 9 Nghị định 91/2017/NĐ-CP.",
    ),
    (
        "“Chiến sĩ thi đua cấp tỉnh” xét trong số cá nhân có mấy lần liên tục đạt “Chiến sĩ thi đua cơ sở”?",
        ("Hai lần", "Ba lần", "Năm lần"), (1,), "Điều 22 Luật Thi đua, khen thưởng 2003.",
    ),
    (
        "Đề nghị “Chiến sĩ thi đua cấp tỉnh” cần tỷ lệ phiếu đồng ý bao nhiêu, tính trên tổng số thành viên Hội đồng?",
        ("Từ 70 %", "Từ 80 %", "Từ 90 %"), (2,), "Khoản 8 Điều 45 Nghị định 91/2017/NĐ-CP.",
    ),
    (
        "“Tập thể lao động xuất sắc” phải có ít nhất bao nhiêu phần trăm cá nhân đạt “Lao động tiên tiến”?",
        ("50 %", "70 %", "100 %"), (1,), "Điều 27 Luật Thi đua, khen thưởng 2003.",
    ),
    (
        "“Chiến sĩ thi đua cơ sở” cần những gì?",
        (
            "Đạt “Lao động tiên tiến” của năm đó",
            "Có sáng kiến, đề tài được công nhận hoặc mưu trí trong chiến đấu",
            "Có ít nhất năm năm công tác",
        ),
        (0, 1), "Điều 23 Luật Thi đua, khen thưởng 2003.",
    ),
)  # fmt: skip


def play(movement: Movement) -> None:
    random = Random(1948)
    _library()
    _last_year(random)
    _to_come(random)
    _of_this_day(random)


def _person(username: str, day: date, role: str = "") -> Actor:
    user = User.objects.get(username=username)
    posts = [post for post in posts_on(user, day) if not role or post.role == role]
    return actor_for(user, posts[0], day)


def _trainer(day: date) -> Actor:
    return _person("taphuan", day)


def _library() -> None:
    actor = _trainer(PLANNED_THEN)
    add_material(
        actor=actor, title="Hướng dẫn sử dụng theo chức trách", url="/huong-dan/", is_sample=True,
        note="Mỗi chức trách một trang, in được ra A4; dùng làm tài liệu thực hành trên lớp.",
    )  # fmt: skip
    add_material(
        actor=actor, title="Văn bản quy phạm pháp luật về thi đua, khen thưởng",
        url="https://vanban.chinhphu.vn/", is_sample=True,
        note="Tra Luật, Nghị định, Thông tư trên Cổng thông tin điện tử Chính phủ.",
    )  # fmt: skip


def _units(*codes: str) -> list[int]:
    return list(Organization.objects.filter(code__in=codes).values_list("pk", flat=True))


def _last_year(random: Random) -> None:
    """Held, certified, reported and closed."""
    trainer = _trainer(PLANNED_THEN)
    values = {
        "name": "Tập huấn nghiệp vụ thi đua, khen thưởng năm 2021",
        "content": "Điểm mới của Nghị định 91/2017/NĐ-CP\nHồ sơ, thủ tục đề nghị khen thưởng\n"
        "Xây dựng và phát động phong trào thi đua ở cơ sở",
        "place": HALL,
        "trainer": "Bà Vàng Thị Mẫu, ông Lò Văn Mẫu",
        "audiences": ["district-staff"],
        "sets": ["districts"],
        "units": _units(*SOME_UNITS),
    }
    hours = [Hours(LAST_YEAR, time(7, 30), time(11, 0), "Văn bản, quy định"),
             Hours(LAST_YEAR, time(13, 30), time(16, 30), "Thực hành lập hồ sơ")]  # fmt: skip
    course = plan_course(actor=trainer, values=values, sessions=hours, is_sample=True)
    _write_test(course, trainer)
    invite_units(actor=trainer, course=course, number="118/BTĐKT")
    people = _name(course, random, share=0.9)
    after = on(trainer, date(2021, 12, 13))
    came = [person for person in people if random.random() < 0.9]
    for session in course.sessions.all():
        mark_by_list(
            actor=on(trainer, LAST_YEAR), session=session, present_ids=[p.pk for p in came]
        )
    finish_course(actor=after, course=course)
    _mark_and_certify(course, after, random)
    _judge(course, random)
    _report_and_close(course, after)


def _name(
    course: Course, random: Random, *, share: float, leave: Collection[int] = ()
) -> list[Participant]:
    """The heads of most units send their clerks."""
    named: list[Participant] = []
    assert course.invited_on is not None
    for summons in course.summons.select_related("course"):
        found = people_of(summons.organization_id, course.invited_on)
        if found is None or summons.organization_id in leave or random.random() > share:
            continue
        clerk, head = found
        named += name_participants(
            actor=head, summons=summons, people=[Named(post_id=clerk.post_id)]
        )
    return named


def _write_test(course: Course, trainer: Actor) -> None:
    for text, choices, right, explanation in QUESTIONS:
        save_question(
            actor=trainer, course=course, text=text, choices=choices, right=right,
            explanation=explanation,
        )  # fmt: skip


def _mark_and_certify(course: Course, after: Actor, random: Random) -> None:
    present = list(course.participants.filter(state=ParticipantState.PRESENT))
    for person in present:
        person.course = course
        record_paper_score(
            actor=after, participant=person, percent=random.choice((40, 60, 80, 100, 100))
        )
    passed = [person for person in present if (person.score or 0) >= (course.pass_mark or 0)]
    certify_participants(actor=after, course=course, participants=passed)


def _judge(course: Course, random: Random) -> None:
    """Sheets carry no name, so they are written without anybody's hand."""
    words = ("Cần thêm thời gian thực hành lập hồ sơ.", "", "Tài liệu dễ hiểu.", "", "", "")
    Evaluation.objects.bulk_create(
        Evaluation(
            course=course,
            scores={key: random.choice((3, 4, 4, 5, 5)) for key in ("content", "trainer", "material", "service")},
            words=line,
        )
        for line in words
    )  # fmt: skip


def _report_and_close(course: Course, after: Actor) -> None:
    asked = AskedQuestion.objects.create(
        course=course,
        text="Người được cử bận đột xuất thì đơn vị có được cử người khác dự thay không?",
        text_key="",
        asked_by="Học viên của lớp",
        asked_on=LAST_YEAR,
    )
    answer_question(
        actor=after, asked=asked,
        answer="Được. Ở trang của lớp, đơn vị bấm “Thay người”, ghi lý do; người dự thay nhận tin và lịch ngay.",
    )  # fmt: skip
    paper = draft_paper(actor=after, course=course, kind="report")
    head = _person("lanhdao", after.day, Role.OFFICE_HEAD)
    submit_paper(actor=after, paper_id=paper.pk)
    sign_paper(actor=head, paper_id=paper.pk)
    number_paper(actor=after, paper_id=paper.pk, day=after.day)
    issue_paper(actor=after, paper_id=paper.pk)
    course.refresh_from_db()
    close_course(actor=after, course=course)


def _to_come(random: Random) -> None:
    """Summoned; some units have named their people, the visitor's has not."""
    trainer = _trainer(ASKED_FOR_TODAY)
    values = {
        "name": "Tập huấn, bồi dưỡng nghiệp vụ thi đua, khen thưởng năm 2022",
        "content": "Tổ chức phong trào thi đua theo Chỉ thị năm 2022\n"
        "Theo dõi chỉ tiêu, báo cáo, kiểm tra\nPhát hiện, nhân rộng điển hình",
        "place": HALL,
        "trainer": "Ông Giàng A Mẫu",
        "capacity": 60,
        "audiences": ["province-staff", "district-staff"],
        "sets": ["departments", "districts"],
    }
    hours = [Hours(NEXT, time(7, 30), time(11, 0), "Phong trào, chỉ tiêu"),
             Hours(NEXT, time(13, 30), time(16, 30), "Báo cáo, kiểm tra, điển hình")]  # fmt: skip
    course = plan_course(actor=trainer, values=values, sessions=hours, is_sample=True)
    invite_units(actor=trainer, course=course, number="09/BTĐKT")
    _name(course, random, share=0.35, leave=_units("LC-SYT", "D108"))


def _of_this_day(random: Random) -> None:
    """This afternoon: the visitor takes the roll call with a telephone."""
    trainer = _trainer(ASKED_FOR_TODAY)
    districts = expand_sets(ASKED_FOR_TODAY)["districts"]
    values = {
        "name": "Tập huấn sử dụng hệ thống Thi Đua cho cán bộ phụ trách",
        "content": "Tiếp nhận phong trào, lập kế hoạch\nBáo cáo chỉ tiêu\nNhận việc, thư, lịch",
        "place": "Phòng máy, Trường Cao đẳng Cộng đồng",
        "trainer": trainer.user_name,
        "units": [*_units("LC-SYT", "LC-DN-PC", *SOME_UNITS), *districts],
    }
    hours = [Hours(TODAY, time(7, 30), time(11, 0), "Tiếp nhận, kế hoạch"),
             Hours(TODAY, time(13, 30), time(17, 0), "Chỉ tiêu, báo cáo")]  # fmt: skip
    course = plan_course(actor=trainer, values=values, sessions=hours, is_sample=True)
    _write_test(course, trainer)
    invite_units(actor=trainer, course=course, number="07/BTĐKT")
    people = _name(course, random, share=1.0)
    for person in people:
        if person.user is not None and random.random() < 0.7:
            clerk = replace(trainer, user_id=person.user_id, user_name=person.full_name)
            answer_invitation(actor=clerk, participant=person, coming=True)
    came = [p.pk for p in people if p.user and p.user.is_sample and random.random() < 0.8]
    morning = course.sessions.first()
    if morning is not None and came:
        mark_by_list(actor=_trainer(TODAY), session=morning, present_ids=came)
