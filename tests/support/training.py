"""A course as an officer would plan it, and the steps up to its end."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest

from thidua.base.access import Actor
from thidua.subjects.orgs.models import Organization
from thidua.subjects.papers.services import (
    issue_paper,
    number_paper,
    sign_paper,
    submit_paper,
)
from thidua.subjects.training.models import Course, Participant, Summons
from thidua.subjects.training.services.attending import finish_course, mark_by_list
from thidua.subjects.training.services.inviting import invite_units
from thidua.subjects.training.services.learning import save_question
from thidua.subjects.training.services.naming import Named, name_participants
from thidua.subjects.training.services.planning import Hours, plan_course

CLASS_DAY = date(2022, 3, 10)
AFTER = date(2022, 3, 11)


def unit(code: str) -> int:
    return Organization.objects.get(code=code).pk


def planned_of(actor: Actor, **more: Any) -> Course:
    values = {
        "name": "Tập huấn nghiệp vụ thi đua, khen thưởng năm 2022",
        "content": "Luật Thi đua, khen thưởng\nHồ sơ, thủ tục",
        "place": "Hội trường Sở Nội vụ",
        "trainer": "Bà Vàng Thị Mẫu",
        "units": [unit("LC-SYT"), unit("D108")],
        "seats_per_unit": 2,
    }
    hours = [
        Hours(CLASS_DAY, time(7, 30), time(11, 0), "Luật"),
        Hours(CLASS_DAY, time(13, 30), time(16, 30), "Hồ sơ"),
    ]
    return plan_course(actor=actor, values=values | more, sessions=hours)


@pytest.fixture
def trainer(actor: Callable[..., Actor]) -> Actor:
    return actor("taphuan")


@pytest.fixture
def planned(trainer: Actor) -> Course:
    return planned_of(trainer)


@pytest.fixture
def invited(planned: Course, trainer: Actor) -> Course:
    invite_units(actor=trainer, course=planned, number="45/BTĐKT")
    return planned


@pytest.fixture
def summons(invited: Course) -> Summons:
    return Summons.objects.select_related("course").get(organization__code="LC-SYT")


@pytest.fixture
def named(summons: Summons, actor: Callable[..., Actor]) -> Participant:
    """The clerk of the department of health goes."""
    clerk = actor("canbo.soyte")
    people = [Named(post_id=clerk.post_id)]
    return name_participants(actor=actor("thutruong.soyte"), summons=summons, people=people)[0]


@pytest.fixture
def stranger(named: Participant, summons: Summons, actor: Callable[..., Actor]) -> Participant:
    """And somebody without an account."""
    person = Named(full_name="Lù Thị Mẫu", title="Kế toán", email="lu.mau@mau.example")
    return name_participants(actor=actor("canbo.soyte"), summons=summons, people=[person])[0]


@pytest.fixture
def held(
    invited: Course, named: Participant, stranger: Participant, actor: Callable[..., Actor]
) -> Course:
    """The clerk came to both sessions, the other to none; there is a test of one question."""
    trainer = actor("taphuan", day=AFTER)
    save_question(
        actor=trainer, course=invited, text="Một cộng một?", choices=["Một", "Hai"], right=[1]
    )
    for session in invited.sessions.all():
        mark_by_list(actor=trainer, session=session, present_ids=[named.pk])
    return finish_course(actor=trainer, course=invited)


def issue(paper: Any, drafter: Actor, head: Actor) -> None:
    """Through the hands of an office, all on one day."""
    submit_paper(actor=drafter, paper_id=paper.pk)
    sign_paper(actor=head, paper_id=paper.pk)
    number_paper(actor=drafter, paper_id=paper.pk)
    issue_paper(actor=drafter, paper_id=paper.pk)
