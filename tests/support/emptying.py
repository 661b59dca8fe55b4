"""Emptying the database between tests that commit, past the triggers that refuse it."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test import TransactionTestCase

from thidua.base.audit import triggers
from thidua.subjects.register import triggers as register_triggers


def lift_triggers_while_emptying() -> None:
    """Django empties tables after each committing test; ours refuse that by trigger."""
    original: Callable[[Any], None] = TransactionTestCase._fixture_teardown

    def teardown(case: Any) -> None:
        triggers.remove(connection)
        register_triggers.remove(connection)
        try:
            original(case)
        finally:
            triggers.create(connection)
            register_triggers.create(connection)

    TransactionTestCase._fixture_teardown = teardown
