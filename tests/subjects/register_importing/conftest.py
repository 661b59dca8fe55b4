from collections.abc import Callable

import pytest

from tests.core.registers.books import book
from tests.support.working import Working
from thidua.subjects.register.importing import services as real
from thidua.subjects.register.importing.models import OldRegister

services = Working(real)


@pytest.fixture
def desk(actor):
    return actor("chuyenvien")


@pytest.fixture
def clerk(actor):
    return actor("canbo.soyte")


@pytest.fixture
def checked(desk) -> Callable[..., OldRegister]:
    """`checked(rows)`: sent, laid out as proposed, every row judged."""

    def run(rows, actor=None, content=None, paper="") -> OldRegister:
        who = actor or desk
        register = services.start_register(
            actor=who, title="Sổ cũ", name="so.xlsx", content=content or book(rows)
        )
        register.refresh_from_db()
        services.lay_out(actor=who, register=register, layouts=register.sheets, paper=paper)
        register.refresh_from_db()
        return register

    return run


@pytest.fixture
def applied(checked, desk) -> Callable[..., OldRegister]:
    def run(rows, actor=None, **more) -> OldRegister:
        register = checked(rows, actor, **more)
        services.apply_register(actor=actor or desk, register=register, leave_open=True)
        register.refresh_from_db()
        return register

    return run
