"""People of the demonstration doing, through the services, what people do on the screens."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from thidua.base.access import Actor, Role
from thidua.subjects.accounts.models import Post
from thidua.subjects.accounts.selectors import actor_for
from thidua.subjects.movements.models import Duty
from thidua.subjects.movements.selectors.movements import targets_concerning, tasks_of_unit
from thidua.subjects.movements.services.duties import acknowledge_movement
from thidua.subjects.movements.services.plans import (
    Chosen,
    launch_at_unit,
    start_plan,
    submit_plan,
)
from thidua.subjects.papers.services import issue_paper, number_paper, sign_paper

# Shares of the units that had come so far by the demonstration's day; the rest has done nothing.
ACKNOWLEDGED, PLANNED, LAUNCHED = 0.82, 0.4, 0.22


def play_unit(duty: Duty, luck: float, random: Random) -> None:
    """Let a unit go as far as its luck (0 to 1, less is farther)."""
    launched_on = duty.movement.launched_on
    people = people_of(duty.organization_id, launched_on) if launched_on else None
    if people is None or luck > ACKNOWLEDGED:
        return
    clerk, head = people
    acknowledge_movement(actor=some_day_later(clerk, random, 8), movement=duty.movement)
    if luck > PLANNED:
        return
    duty.refresh_from_db()
    planned_on = clerk.day + timedelta(days=16)
    plan = start_plan(actor=on(clerk, planned_on), duty=duty, chosen=everything(duty))
    submit_plan(actor=on(clerk, planned_on), plan=plan)
    assert plan.paper_id is not None
    sign_paper(actor=on(head, planned_on), paper_id=plan.paper_id)
    number_paper(actor=on(clerk, planned_on), paper_id=plan.paper_id, day=planned_on)
    issue_paper(actor=on(clerk, planned_on), paper_id=plan.paper_id)
    if luck > LAUNCHED:
        return
    plan.refresh_from_db()
    launch_at_unit(
        actor=on(clerk, planned_on + timedelta(days=5)),
        plan=plan,
        day=planned_on + timedelta(days=2),
        place="Hội trường cơ quan",
        attendance=random.randint(25, 180),
        commitment_signed=True,
    )


def people_of(unit_id: int, day: date) -> tuple[Actor, Actor] | None:
    """The clerk and the head of a unit; None where nobody keeps its clerk's desk."""
    held = Post.objects.held_on(day).filter(unit_id=unit_id).select_related("user")
    posts = {post.role: post for post in held}
    clerk, head = posts.get(Role.UNIT_CLERK), posts.get(Role.UNIT_HEAD)
    if clerk is None or head is None:
        return None
    return actor_for(clerk.user, clerk, day), actor_for(head.user, head, day)


def on(actor: Actor, day: date) -> Actor:
    return replace(actor, day=day)


def some_day_later(actor: Actor, random: Random, days: int) -> Actor:
    return on(actor, actor.day + timedelta(days=random.randint(0, days)))


def everything(duty: Duty) -> Chosen:
    """All contents, and the targets and tasks that concern the unit."""
    movement, unit_id = duty.movement, duty.organization_id
    return Chosen(
        contents=[row.pk for row in movement.contents.all()],
        targets=[row.pk for row in targets_concerning(movement, unit_id)],
        tasks=[row.pk for row in tasks_of_unit(movement, unit_id)],
    )
