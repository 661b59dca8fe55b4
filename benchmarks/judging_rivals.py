"""One rule, three titles in a row, by engines of others: `judging.py --rivals` runs it outside.

    python benchmarks/judging_rivals.py FOLDER      # with title.parquet, asked.parquet

Prints a name and the best seconds of three, reading its inputs included.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path


def best(action: Callable[[Path], int], folder: Path) -> float:
    shortest = float("inf")
    for _ in range(3):
        began = time.perf_counter()
        action(folder)
        shortest = min(shortest, time.perf_counter() - began)
    return shortest


def with_polars(folder: Path) -> int:
    import polars as pl

    title = pl.scan_parquet(folder / "title.parquet").with_columns(pl.col("year").cast(pl.Int64))
    asked = pl.scan_parquet(folder / "asked.parquet")
    for back in range(3):
        year = title.with_columns(period=pl.col("year") + back).select("person", "period")
        asked = asked.join(year, on=["person", "period"], how="semi")
    return asked.select(pl.len()).collect().item()


def with_duckdb(folder: Path) -> int:
    import duckdb

    held = " AND ".join(
        f"EXISTS (SELECT 1 FROM '{folder}/title.parquet' t "
        f"WHERE t.person = a.person AND t.year = a.period - {back})"
        for back in range(3)
    )
    return len(
        duckdb.sql(f"SELECT a.person FROM '{folder}/asked.parquet' a WHERE {held}").fetchall()
    )


def with_openfisca(folder: Path) -> int:
    """Counted with its inputs: a value for each person and year has to be set first."""
    import numpy as np
    import pyarrow.parquet as pq
    from openfisca_core.entities import build_entity
    from openfisca_core.periods import DateUnit
    from openfisca_core.simulations import SimulationBuilder
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem
    from openfisca_core.variables import Variable

    person = build_entity(key="person", plural="persons", label="", is_person=True)

    class title(Variable):
        value_type, entity, definition_period = bool, person, DateUnit.YEAR

    class three_in_a_row(Variable):
        value_type, entity, definition_period = bool, person, DateUnit.YEAR

        def formula(persons, period):
            return (
                persons("title", period)
                * persons("title", period.offset(-1))
                * persons("title", period.offset(-2))
            )

    system = TaxBenefitSystem([person])
    system.add_variables(title, three_in_a_row)
    asked = pq.read_table(folder / "asked.parquet").column("person").to_numpy()
    rows = pq.read_table(folder / "title.parquet")
    persons, years = rows.column("person").to_numpy(), rows.column("year").to_numpy()
    simulation = SimulationBuilder().build_default_simulation(system, count=len(asked))
    size = max(int(asked.max()), int(persons.max(initial=0))) + 1
    for year in (2023, 2024, 2025):
        held = np.zeros(size, bool)
        held[persons[years == year]] = True
        simulation.set_input("title", str(year), held[asked])
    return int(simulation.calculate("three_in_a_row", "2025").sum())


RIVALS = {
    "Polars": with_polars,
    "DuckDB": with_duckdb,
    "OpenFisca-Core with its inputs": with_openfisca,
}

if __name__ == "__main__":
    for name, rival in RIVALS.items():
        try:
            print(f"{name}\t{best(rival, Path(sys.argv[1]))}")
        except ImportError as error:
            print(f"{name}: {error}", file=sys.stderr)
