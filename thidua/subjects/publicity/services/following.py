"""The yearly look, and who took the example over."""

from datetime import date

from django.db import transaction

from thidua.base import audit
from thidua.base.access import PROVINCE_DESK, Actor, require
from thidua.subjects.papers.models import Paper
from thidua.subjects.papers.services import create_paper
from thidua.subjects.publicity.documents import following_report
from thidua.subjects.publicity.enums import OUTSIDE, ExampleState
from thidua.subjects.publicity.errors import BadInput, NotReady, WrongState
from thidua.subjects.publicity.models import Example, FollowUp, Replication
from thidua.subjects.publicity.services.changing import move_example
from thidua.subjects.publicity.services.consents import tell_organs

FOLLOWABLE = (ExampleState.PUBLISHED, ExampleState.FOLLOWED)


@transaction.atomic
def follow_up_example(*, actor: Actor, example: Example, worthy: bool, note: str) -> FollowUp:
    """Once a year: still worthy it goes on; if not it is taken off with that reason."""
    require(actor, "publicity.follow", example)
    if not note.strip():
        raise BadInput("Cần ghi kết quả theo dõi trong năm.")
    if example.follow_ups.filter(year=actor.day.year).exists():
        raise WrongState(f"Năm {actor.day.year} đã theo dõi điển hình này rồi.")
    if worthy:
        move_example(example, expected=FOLLOWABLE, to=ExampleState.FOLLOWED, followed_on=actor.day)
    else:
        move_example(
            example,
            expected=FOLLOWABLE,
            to=ExampleState.WITHDRAWN,
            withdrawn_on=actor.day,
            withdrawal=note.strip(),
        )
        tell_organs(
            example,
            subject=f"Gỡ bài: {example.title}",
            body="Qua theo dõi, điển hình không còn xứng đáng. Đề nghị gỡ tin, bài đã đăng.",
            mark="withdrawn",
        )
    found = FollowUp.objects.create(
        example=example,
        year=actor.day.year,
        day=actor.day,
        worthy=worthy,
        note=note.strip(),
        by=actor.signature,
    )
    audit.record(
        actor,
        "publicity.follow",
        example,
        after={"year": found.year, "worthy": worthy},
        reason=note.strip(),
    )
    return found


@transaction.atomic
def record_replication(
    *, actor: Actor, example: Example, unit_id: int, day: date, what: str, people: int | None = None
) -> Replication:
    """A unit works after the example; told by the unit itself or by the office."""
    require(actor, "publicity.replicate", example)
    if actor.role not in PROVINCE_DESK and not actor.is_system and unit_id != actor.unit_id:
        raise BadInput("Đơn vị chỉ ghi việc nhân rộng của đơn vị mình.")
    if example.state not in OUTSIDE:
        raise WrongState("Chỉ ghi nhân rộng với điển hình đã cung cấp, đã đăng.")
    if not what.strip():
        raise BadInput("Cần ghi cách làm, kết quả nhân rộng.")
    if day > actor.day:
        raise BadInput("Ngày bắt đầu không thể sau hôm nay.")
    found, _made = Replication.objects.update_or_create(
        example=example,
        unit_id=unit_id,
        defaults={"day": day, "what": what.strip(), "people": people},
    )
    audit.record(actor, "publicity.replicate", example, after={"unit": unit_id, "people": people})
    return found


@transaction.atomic
def draft_following_report(*, actor: Actor, year: int) -> Paper:
    """Báo cáo nhân rộng of the year, as an official paper to be signed."""
    require(actor, "publicity.follow")
    rows = FollowUp.objects.filter(year=year).select_related("example")
    found = list(rows.prefetch_related("example__replications__example").order_by("day", "pk"))
    if not found:
        raise NotReady([f"năm {year} chưa theo dõi điển hình nào"])
    document = following_report(found, actor.home_unit, year, actor.day)
    return create_paper(
        actor=actor,
        unit_id=actor.home_unit,
        kind=document.kind,
        document=document,
        about=f"publicity.FollowUp:{year}",
    )
