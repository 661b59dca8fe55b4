"""A small register of invented people, its cards kept as services keep them."""

from datetime import date

import pytest

from tests.support.register import collective, entry, person, unit_id
from thidua.subjects.register.indexing import index_holders


@pytest.fixture
def register(laichau):
    health, home_affairs = unit_id("Sở Y tế"), unit_id("Sở Nội vụ")
    people = [
        person("Vàng Thị Mẫu", health, born=date(1980, 5, 1)),
        person("Vàng Thị Mậu", home_affairs),
        person("Lò Văn Thử", health),
        collective("Khoa Nội mẫu", health),
    ]
    decision = {
        "decision_number": "262/QĐ-UBND",
        "decided_by": "Chủ tịch UBND tỉnh",
        "level": "province",
    }
    for holder in people[:2]:
        entry(
            holder,
            "provincial_merit_certificate",
            2020,
            unit_id=holder.unit_id,
            unit_name="Sở Y tế",
            **decision,
        )
    entry(people[0], "advanced_worker", 2021, unit_id=health)
    entry(people[2], "advanced_worker", 2019, unit_id=health)
    index_holders([holder.pk for holder in people])
    return people
