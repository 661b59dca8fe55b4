"""Lai Châu 2022: the real directive is read, reviewed, launched; units have begun to take it up.

What the directive leaves blank is answered here as a person would in the review, and marked
"số liệu mẫu"; how far each unit has come is invented and the movement is marked so too.
"""

from datetime import date
from importlib.resources import files
from random import Random

from django.db import transaction

from thidua.base import parameters
from thidua.base.access import Actor, Role
from thidua.base.finding.jobs import rebuild_all
from thidua.command.demonstration import (
    eligibility,
    indices,
    inspections,
    law,
    old_registers,
    oversight,
    publicity,
    register,
    reports,
    targets,
    training,
)
from thidua.command.demonstration.playing import play_unit
from thidua.core.text import format_date
from thidua.subjects.accounts.demo import DEMO_PEOPLE
from thidua.subjects.accounts.models import User
from thidua.subjects.accounts.selectors import actor_for, posts_on
from thidua.subjects.accounts.services.samples import demo_people, sample_people
from thidua.subjects.movements.enums import ItemKind, Level, PhaseKind
from thidua.subjects.movements.models import Movement, MovementForm, Reading, ReadingItem
from thidua.subjects.movements.services import drafting, launching, readings
from thidua.subjects.movements.services.readings_movement import create_movement
from thidua.subjects.orgs.services import load_laichau
from thidua.subjects.papers.services.loading import load_library

READ_ON = date(2022, 1, 20)
LAUNCHED_ON = date(2022, 1, 24)
SEED_NAME = "lai-chau-2022-chi-thi.txt"
FORMS = (
    ("thuong-xuyen", "Thi đua thường xuyên", "Luật Thi đua, khen thưởng 2003, Nghị định 91/2017/NĐ-CP"),
    ("chuyen-de", "Thi đua theo đợt (chuyên đề)", "Luật Thi đua, khen thưởng 2003, Nghị định 91/2017/NĐ-CP"),
)  # fmt: skip

# Left for the visitor to play; and the office and the council, whose papers go the province's way.
NOT_PLAYED = ("LC-SYT", "D108", "LC-BTDKT", "LC-HDTDKT")


def load() -> str:
    """Idempotent: what stands is left as it is. Gives a sentence that says what was done."""
    if Reading.objects.exists():
        return "Dữ liệu trình diễn đã có, giữ nguyên."
    system = Actor.system(READ_ON)
    with transaction.atomic():
        parameters.load_parameters()
        load_laichau(system)
        demo_people(actor=system)
        load_library(actor=system)
        for position, (code, name, source) in enumerate(FORMS, 1):
            drafting.save_form(
                actor=officer(READ_ON), code=code, name=name, source=source, position=position
            )
        movement = launch_from_directive()
        play_units(movement)
        indices.play(movement)
        targets.play(movement)
        inspections.play(movement)
        training.play(movement)
        publicity.play(movement)
        oversight.play(movement)
        register.play(movement)
        law.play(movement)
        eligibility.play(movement)
        old_registers.play(movement)
        reports.play(movement)
        rebuild_all()  # what was written many at once is found too
    return (
        f"Đã đọc {SEED_NAME} và phát động “{movement.name}”: "
        f"{movement.targets.count()} chỉ tiêu, {movement.children.filter(level=Level.THEMATIC).count()} phong trào chuyên đề, "
        f"{movement.duties.count()} đơn vị được giao."
    )


def person(username: str, day: date, role: str = "") -> Actor:
    user = User.objects.get(username=username)
    posts = [post for post in posts_on(user, day) if not role or post.role == role]
    return actor_for(user, posts[0], day)


def officer(day: date) -> Actor:
    return person("chuyenvien", day)


def launch_from_directive() -> Movement:
    """The trip of the seed: file → reading → review → draft → submitted → launched."""
    clerk = officer(READ_ON)
    content = (files("thidua.data.directives") / SEED_NAME).read_bytes()
    reading = readings.start_reading(actor=clerk, file_name=SEED_NAME, content=content)
    answer_questions(clerk, reading)
    movement = create_movement(actor=clerk, reading=reading)
    complete_draft(clerk, movement)
    launching.submit_movement(actor=clerk, movement=movement)
    return launching.launch_movement(
        actor=person("chutich", LAUNCHED_ON, Role.PROVINCE_CHAIR),
        movement=movement,
        gaps_confirmed=True,
    )


def answer_questions(clerk: Actor, reading: Reading) -> None:
    """As an officer would: invented number and day (marked), blocks of the year, first options."""
    invented = {"number": "02/CT-UBND", "issued_on": format_date(LAUNCHED_ON)}
    for item in reading.items.all():
        name = item.chosen.get("field", "")
        if name in invented:
            answer(clerk, item, value=invented[name], sample=True)
        elif item.is_open and item.kind == ItemKind.RECIPIENT:
            ask = (item.read or {})["ask"]
            units = ask["years"][-1]["units"] if "years" in ask else item.chosen["units"]
            answer(clerk, item, purpose=item.chosen["purpose"] or "know", units=units)
        elif item.is_open and item.kind == ItemKind.QUESTION:
            answer(clerk, item, answer=(item.read or {})["options"][0]["value"])
    readings.accept_rest(actor=clerk, reading=reading)


def answer(clerk: Actor, item: ReadingItem, **chosen: object) -> None:
    readings.decide_item(
        actor=clerk, item_id=item.pk, revision=item.revision, decision="change", chosen=chosen
    )


def complete_draft(clerk: Actor, movement: Movement) -> None:
    """The period, the form and the dated reviews, which the directive leaves to custom."""
    drafting.edit_movement(
        actor=clerk,
        movement=movement,
        revision=None,
        fields={
            "starts_on": date(2022, 1, 1),
            "ends_on": date(2022, 12, 31),
            "form_id": MovementForm.objects.get(code="thuong-xuyen").pk,
        },
    )
    reviews = (
        (PhaseKind.INTERIM, "Sơ kết 6 tháng đầu năm", date(2022, 6, 15)),
        (PhaseKind.FINAL, "Tổng kết phong trào năm 2022", date(2022, 11, 30)),
    )
    for kind, name, due in reviews:
        drafting.save_part(
            actor=clerk, movement=movement, part="dot", part_id=None,
            values={"kind": kind, "name": name, "due_on": due},
        )  # fmt: skip
    Movement.objects.filter(pk=movement.pk).update(is_sample=True)
    movement.refresh_from_db()


def play_units(movement: Movement) -> None:
    """Give every charged unit its people and let a fixed part of them go some steps."""
    units = movement.duties.values_list("organization_id", flat=True)
    sample_people(actor=Actor.system(READ_ON), units=units)
    random = Random(2022)
    for duty in movement.duties.select_related("organization").order_by("organization__code"):
        if duty.organization.code in NOT_PLAYED:
            continue
        play_unit(duty, random.random(), random)


def who_can_log_in() -> str:
    """The demonstration's people, one line each."""
    lines = [
        f"  {person.username:<18} {', '.join(str(Role(post.role).label) for post in person.posts)}"
        for person in DEMO_PEOPLE
    ]
    return "Đăng nhập bằng một lần bấm ở trang đăng nhập:\n" + "\n".join(lines)
