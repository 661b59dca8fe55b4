"""`thidua manage …`: Django's own commands."""

from django.core.management import execute_from_command_line


def run(argv: list[str]) -> int:
    execute_from_command_line(["thidua manage", *argv])
    return 0
