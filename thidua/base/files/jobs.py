"""Housekeeping of the store by the clock."""

from thidua.base.files.upkeep import sweep_files
from thidua.base.jobs.registry import daily


@daily(2, 30, "files.sweep")
def sweep_unused_contents() -> None:
    sweep_files()
