"""Release to the press with its moment, publishing, taking back."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from thidua.base import audit, clock, outbox
from thidua.base.access import Actor, Role, require
from thidua.core.text import format_date
from thidua.subjects.orgs.selectors import names_on
from thidua.subjects.publicity.enums import OUTSIDE, ExampleState
from thidua.subjects.publicity.errors import BadInput, NotReady, WrongState
from thidua.subjects.publicity.models import Consent, Example, Release
from thidua.subjects.publicity.selectors.readiness import missing, release_checks
from thidua.subjects.publicity.services.changing import move_example
from thidua.subjects.publicity.services.consents import tell_organs


@transaction.atomic
def release_example(
    *, actor: Actor, example: Example, organs: Collection[int], moment: datetime, note: str = ""
) -> Example:
    """Give the story to organs; before `moment` nobody outside sees it.

    Asked again for one already released, it gives it to further organs; its moment then stays.
    """
    require(actor, "publicity.release", example)
    if lacking := missing(release_checks(example, actor.day)):
        raise NotReady(lacking)
    first = example.state == ExampleState.SELECTED
    if first:
        _check_moment(moment)
        move_example(
            example,
            expected=[ExampleState.SELECTED],
            to=ExampleState.RELEASED,
            released_on=actor.day,
            released_from=moment,
        )
    elif not example.is_outside:
        raise WrongState(
            f"Điển hình đang ở trạng thái “{example.get_state_display()}”: chọn trước khi cung cấp."
        )
    added = _assign(actor, example, organs, note)
    if not first and not added:
        raise BadInput("Các cơ quan đã chọn đều đã được cung cấp bài này.")
    audit.record(
        actor,
        "publicity.release",
        example,
        after={"from": example.released_from, "organs": sorted(added.values())},
    )
    return example


def _check_moment(moment: datetime) -> None:
    if timezone.localtime(moment).date() < clock.today():
        raise BadInput("Ngày được đăng không thể trước hôm nay.")


def _assign(actor: Actor, example: Example, organs: Collection[int], note: str) -> dict[int, str]:
    known = set(example.releases.values_list("organ_id", flat=True))
    fresh = [organ for organ in organs if organ not in known]
    Release.objects.bulk_create(
        Release(
            example=example,
            organ_id=organ,
            assigned_on=actor.day,
            assigned_by=actor.signature,
            note=note.strip(),
        )
        for organ in fresh
    )
    for organ in fresh:
        _tell(example, organ, note)
    return names_on(fresh, actor.day)


def _tell(example: Example, organ: int, note: str) -> None:
    assert example.released_from is not None
    outbox.notify(
        to_unit=organ,
        roles=(Role.PRESS, Role.UNIT_CLERK),
        subject=f"Cung cấp bài: {example.title}",
        body=f"Được đăng từ {moment_words(example.released_from)}. {note}".strip(),
        url=f"/dien-hinh/{example.pk}/",
        kind="publicity",
        key=f"example-released:{example.pk}:{organ}",
        reason_name="publicity.still_released",
    )


def moment_words(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return f"{local:%H:%M} ngày {format_date(local.date())}"


@transaction.atomic
def move_release(*, actor: Actor, example: Example, moment: datetime, reason: str) -> Example:
    """Another day of release, while the first has not come; the organs are told."""
    require(actor, "publicity.release", example)
    before = example.released_from
    if before is None or before <= clock.stamp():
        raise WrongState("Đã đến lúc được đăng: chỉ còn gỡ bài, không đổi ngày được nữa.")
    if not reason.strip():
        raise BadInput("Cần ghi lý do đổi ngày.")
    _check_moment(moment)
    move_example(
        example,
        expected=[ExampleState.RELEASED],
        to=ExampleState.RELEASED,
        released_from=moment,
    )
    tell_organs(
        example,
        subject=f"Đổi ngày được đăng: {example.title}",
        body=f"Được đăng từ {moment_words(moment)}. {reason}",
        mark=f"moved:{example.revision}",
    )
    audit.record(
        actor,
        "publicity.move_release",
        example,
        before=before,
        after=moment,
        reason=reason.strip(),
    )
    return example


@transaction.atomic
def take_example(*, actor: Actor, example: Example) -> Release:
    """The organ says that it has the story."""
    require(actor, "publicity.take", example)
    moved = Release.objects.filter(
        example=example, organ_id=actor.unit_id, taken_on=None, example__state__in=OUTSIDE
    ).update(taken_on=actor.day, taken_by=actor.signature)
    if not moved:
        raise WrongState("Bài này không cung cấp cho cơ quan của bạn, đã nhận rồi, hoặc đã gỡ.")
    audit.record(actor, "publicity.take", example, after={"organ": actor.unit_name})
    return Release.objects.get(example=example, organ_id=actor.unit_id)


@transaction.atomic
def publish_due(moment: datetime) -> int:
    """Examples whose moment has come become published; gives how many. Seen outside they are already."""
    due = Example.objects.outside(moment).filter(state=ExampleState.RELEASED)
    published = list(due)
    for example in published:
        publish_example(actor=Actor.system(timezone.localtime(moment).date()), example=example)
    return len(published)


@transaction.atomic
def publish_example(*, actor: Actor, example: Example) -> Example:
    """Its moment has come: it stands on the portal."""
    require(actor, "publicity.release", example)
    move_example(
        example,
        expected=[ExampleState.RELEASED],
        to=ExampleState.PUBLISHED,
        published_on=actor.day,
    )
    audit.record(actor, "publicity.publish", example, after=ExampleState.PUBLISHED)
    return example


@transaction.atomic
def withdraw_example(*, actor: Actor, example: Example, reason: str) -> Example:
    """Off the portal in this moment; the organs are told to take it off too."""
    require(actor, "publicity.withdraw", example)
    if not reason.strip():
        raise BadInput("Cần ghi lý do gỡ.")
    before = example.state
    move_example(
        example,
        expected=[ExampleState.CONFIRMED, ExampleState.SELECTED, *OUTSIDE],
        to=ExampleState.WITHDRAWN,
        withdrawn_on=actor.day,
        withdrawal=reason.strip(),
    )
    tell_organs(
        example,
        subject=f"Gỡ bài: {example.title or example.name}",
        body=f"Đề nghị không đăng và gỡ tin, bài đã đăng. Lý do: {reason.strip()}",
        mark="withdrawn",
    )
    audit.record(actor, "publicity.withdraw", example, before=before, reason=reason.strip())
    return example


def still_released(key: str) -> bool:
    """Asked again before the news of a release leaves: not when it was taken back meanwhile."""
    example_id = int(key.split(":")[1])
    agreed = Consent.objects.filter(example_id=example_id, withdrawn_on=None).exists()
    return agreed and Example.objects.filter(pk=example_id, state__in=OUTSIDE).exists()
