from datetime import timedelta

import pytest
from django.utils import timezone

from thidua.base.access import Actor, Refused
from thidua.base.audit.models import AuditEvent
from thidua.subjects.accounts import services
from thidua.subjects.accounts.errors import AccountRefusal
from thidua.subjects.accounts.models import Post, SeeAs


def post_of(actor: Actor) -> Post:
    return Post.objects.select_related("user").get(pk=actor.post_id)


def test_start_see_as_lasts_half_an_hour_and_is_recorded_with_its_reason(
    admin: Actor, clerk: Actor
) -> None:
    looking = services.start_see_as(actor=admin, post=post_of(clerk), reason="Hỗ trợ số 12")
    assert looking.ends_at - looking.started_at <= timedelta(minutes=30)
    assert looking.ends_at > timezone.now() + timedelta(minutes=29)
    event = AuditEvent.objects.get()
    assert (event.verb, event.reason, event.label) == (
        "accounts.start_see_as",
        "Hỗ trợ số 12",
        "Vàng Thị Dín",
    )


def test_start_see_as_refuses_everybody_else(head: Actor, clerk: Actor) -> None:
    with pytest.raises(Refused):
        services.start_see_as(actor=head, post=post_of(clerk), reason="Tò mò")


def test_start_see_as_refuses_oneself_another_administrator_and_no_reason(
    admin: Actor, clerk: Actor
) -> None:
    with pytest.raises(Refused):
        services.start_see_as(actor=admin, post=post_of(admin), reason="Thử")
    with pytest.raises(AccountRefusal) as refusal:
        services.start_see_as(actor=admin, post=post_of(clerk), reason="  ")
    assert refusal.value.message.startswith("Cần ghi lý do xem")
    assert SeeAs.objects.count() == 0


def test_stop_see_as_is_recorded_once(admin: Actor, clerk: Actor) -> None:
    looking = services.start_see_as(actor=admin, post=post_of(clerk), reason="Hỗ trợ")
    services.stop_see_as(actor=admin, looking=looking)
    services.stop_see_as(actor=admin, looking=looking)
    verbs = list(AuditEvent.objects.order_by("sequence").values_list("verb", flat=True))
    assert verbs == ["accounts.start_see_as", "accounts.stop_see_as"]


def test_stop_see_as_after_its_time_ends_at_its_time(admin: Actor, clerk: Actor) -> None:
    looking = services.start_see_as(actor=admin, post=post_of(clerk), reason="Hỗ trợ")
    past = timezone.now() - timedelta(hours=1)
    SeeAs.objects.update(ends_at=past)
    looking.refresh_from_db()
    services.stop_see_as(actor=admin, looking=looking)
    assert SeeAs.objects.get().stopped_at == past
