"""People of the Health Department with histories of titles, as the register keeps them."""

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from thidua.base.access import Actor
from thidua.subjects.orgs.models import Organization
from thidua.subjects.register.enums import Fact, HolderKind
from thidua.subjects.register.models import Holder
from thidua.subjects.register.services.knowing import check_complete, record_fact
from thidua.subjects.register.services.people import NewHolder, create_holder
from thidua.subjects.register.services.recording import NewAward, record_awards

WORKER, FIGHTER = "advanced_worker", "grassroots_emulation_fighter"
PROVINCIAL = "provincial_emulation_fighter"


@pytest.fixture
def clerk(actor: Callable[..., Actor]) -> Actor:
    return actor("canbo.soyte")


@pytest.fixture
def officer(actor: Callable[..., Actor]) -> Actor:
    return actor("chuyenvien")


@pytest.fixture
def health(laichau: Actor) -> int:
    return Organization.objects.get(code="LC-SYT").pk


@pytest.fixture
def person(laichau: Actor, health: int) -> Callable[..., Holder]:
    """A person of the Health Department with titles and ratings of the years named."""

    def make(
        name: str,
        *,
        unit: str = "",
        workers: Sequence[int] = (),
        fighters: Sequence[int] = (),
        ratings: dict[int, str] | None = None,
        initiatives: Sequence[int] = (),
        **details: object,
    ) -> Holder:
        unit_id = Organization.objects.get(code=unit).pk if unit else health
        holder = create_holder(
            actor=laichau,
            new=NewHolder(
                HolderKind.INDIVIDUAL, name, unit_id=unit_id, variant="civil_servant_employee",
                **details,  # type: ignore[arg-type]
            ),
        )  # fmt: skip
        held = [(WORKER, year) for year in workers] + [(FIGHTER, year) for year in fighters]
        rows = [
            NewAward(holder.pk, key, year, type="regular_merit", decided=date(year + 1, 1, 20))
            for key, year in held
            if year < laichau.day.year
        ]
        if rows:
            record_awards(actor=laichau, rows=rows)
        for year, rating in (ratings or {}).items():
            record_fact(
                actor=laichau, holder=holder, fact=Fact.RATINGS, values={"year": year, "rating": rating}
            )  # fmt: skip
        for year in initiatives:
            record_fact(
                actor=laichau,
                holder=holder,
                fact=Fact.INITIATIVES,
                values={
                    "year": year, "scope": "province", "kind": "initiative",
                    "title": "Rút ngắn thời gian khám bệnh",
                },
            )  # fmt: skip
        return holder

    return make


@pytest.fixture
def fighter(person: Callable[..., Holder], laichau: Actor) -> Holder:
    """Three years a fighter, an initiative each year, nothing against: lacks the vote alone."""
    holder = person(
        "Vàng Thị Mẫu 1",
        workers=(2019, 2020),
        fighters=(2019, 2020, 2021),
        ratings={2019: "excellent", 2020: "excellent", 2021: "excellent"},
        initiatives=(2019, 2020, 2021),
    )
    check_complete(actor=laichau, holder=holder, facts=[Fact.DISCIPLINE, Fact.OPEN_CASES])
    return holder


@pytest.fixture
def beginner(person: Callable[..., Holder]) -> Holder:
    """One year a fighter: two more are needed."""
    return person("Lò Văn Mẫu 2", fighters=(2021,), ratings={2021: "excellent"})
