"""A launched movement with a part of every kind, a draft beside it, and private words everywhere."""

from collections.abc import Callable
from datetime import date

from thidua.base.access import Actor
from thidua.subjects.movements.enums import Level, State
from thidua.subjects.movements.models import Content, Duty, LegalBasis, Movement, Task
from thidua.subjects.movements.services.amending import amend_movement
from thidua.subjects.movements.services.duties import acknowledge_movement
from thidua.subjects.orgs.models import OrganizationVersion

SECRET = "chuyện nội bộ"
LAUNCHED_ON = date(2022, 2, 15)


def thematic(parent: Movement, name: str, state: str = State.LAUNCHED) -> Movement:
    return Movement.objects.create(
        parent=parent, level=Level.THEMATIC, unit=parent.unit, name=name, year=parent.year,
        state=state, launched_on=LAUNCHED_ON if state != State.DRAFT else None,
    )  # fmt: skip


def complete(launched: Movement, actor: Callable[..., Actor]) -> Movement:
    """The movement of `launched` with children, bases, an amendment, a unit's answer and a plan."""
    thematic(launched, "Dân vận khéo")
    LegalBasis.objects.create(movement=launched, text="Luật Thi đua, khen thưởng")
    Task.objects.create(movement=launched, text=f"Giao việc: {SECRET}")
    amend_movement(
        actor=actor("chutich", "province_chair"), movement=launched, kind="amend",
        reason=f"Vì {SECRET}", paper="Công văn số 15/UBND-TĐKT", changes={"theme": "Chủ đề mới"},
    )  # fmt: skip
    launched.refresh_from_db()
    acknowledge_movement(actor=actor("canbo.soyte"), movement=launched)
    OrganizationVersion.objects.update(
        contact_name=SECRET, email="noi-bo@example.org", phone="0999"
    )
    Duty.objects.filter(movement=launched).update(exempt_reason=SECRET)
    _unpublished(launched)
    return launched


def _unpublished(launched: Movement) -> None:
    clerk_unit = Duty.objects.filter(movement=launched).first()
    assert clerk_unit is not None
    plan = Movement.objects.create(
        parent=launched, level=Level.UNIT, unit=clerk_unit.organization, year=2022,
        name=f"Kế hoạch của đơn vị: {SECRET}", state=State.LAUNCHED, launched_on=LAUNCHED_ON,
    )  # fmt: skip
    Content.objects.create(movement=plan, text=SECRET)
    thematic(launched, f"Chuyên đề còn soạn: {SECRET}", State.DRAFT)
    for state in (State.DRAFT, State.SUBMITTED):
        Movement.objects.create(
            level=Level.PROVINCE, unit=launched.unit, year=2023, state=state,
            name=f"Phong trào còn soạn: {SECRET}", theme=SECRET,
        )  # fmt: skip
