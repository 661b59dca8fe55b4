"""What every test stands on."""

from tests.support.emptying import lift_triggers_while_emptying


def pytest_configure() -> None:
    lift_triggers_while_emptying()
