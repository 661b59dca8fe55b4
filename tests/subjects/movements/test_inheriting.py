"""A merger in mid-year: the heir goes on with what the ended unit owed."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from thidua.base.access import Actor
from thidua.base.audit.models import AuditEvent
from thidua.subjects.movements.enums import DutyState
from thidua.subjects.movements.models import Duty, Movement
from thidua.subjects.orgs import services
from thidua.subjects.orgs.models import Organization
from thidua.subjects.orgs.services.inheriting import hand_over, heirs_on

pytestmark = pytest.mark.django_db
MERGED_ON = date(2022, 7, 1)
Actors = Callable[..., Actor]


def org(code: str) -> Organization:
    return Organization.objects.get(code=code)


def merge(actor: Actors, codes: list[str], into: str) -> None:
    services.merge_organizations(
        actor=actor("quantri"),
        org_ids=[org(code).pk for code in codes],
        into=org(into).pk,
        day=MERGED_ON,
        paper="Nghị quyết mẫu",
    )


def duty_of(movement: Movement, code: str) -> Duty:
    return Duty.objects.get(movement=movement, organization=org(code))


def test_heir_takes_the_duty_where_it_stands(launched: Movement, actor: Actors) -> None:
    duty = duty_of(launched, "LC-SNV")
    heir = "LC-BTDKT"
    merge(actor, ["LC-SNV"], heir)
    assert hand_over(MERGED_ON) == 1
    taken = duty_of(launched, heir)
    assert (taken.pk, taken.unit_name, taken.plan_due) == (duty.pk, duty.unit_name, duty.plan_due)
    assert AuditEvent.objects.filter(verb="movements.inherit").count() == 1


def test_heir_opens_the_page_of_what_it_took_over(
    launched: Movement, actor: Actors, client_as: Callable[..., Client]
) -> None:
    merge(actor, ["LC-SNV"], "LC-BTDKT")
    hand_over(MERGED_ON)
    assert client_as("chuyenvien").get(f"/duoc-giao/{launched.pk}/").status_code == 200


def test_heir_with_its_own_duty_owes_once(launched: Movement, actor: Actors) -> None:
    merge(actor, ["LC-SYT"], "LC-SNV")
    hand_over(MERGED_ON)
    ended = duty_of(launched, "LC-SYT")
    assert (ended.state, ended.exempted_on) == (DutyState.EXEMPT, MERGED_ON)
    assert duty_of(launched, "LC-SNV").state == DutyState.OWED


def test_nothing_goes_before_the_day_nor_twice(launched: Movement, actor: Actors) -> None:
    merge(actor, ["LC-SNV"], "LC-BTDKT")
    assert hand_over(date(2022, 6, 30)) == 0
    assert (hand_over(MERGED_ON), hand_over(MERGED_ON)) == (1, 0)


def test_split_unit_hands_nothing_over(launched: Movement, actor: Actors, monkeypatch: Any) -> None:
    """Several stand in its place: a person decides who owes what."""
    from thidua.subjects.orgs.models import Succession

    for heir in ("LC-SYT", "LC-BTDKT"):
        Succession.objects.create(
            predecessor=org("LC-SNV"), successor=org(heir), kind="split", day=MERGED_ON
        )
    assert heirs_on(MERGED_ON) == [
        (org("LC-SNV").pk, tuple(sorted(org(code).pk for code in ("LC-SYT", "LC-BTDKT"))))
    ]
    assert hand_over(MERGED_ON) == 0
