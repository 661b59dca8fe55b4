"""`thidua judge --database`: a list of holders of the register, judged and explained."""

import csv
import json
from pathlib import Path

import pyarrow.csv as pacsv
import pytest

from tests.support.register import entry, person
from thidua.base.parameters import load_parameters
from thidua.command.judge import run
from thidua.subjects.register import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def two() -> list[int]:
    load_parameters()
    ready, new = person(name="Vàng Thị Mẫu 1"), person(name="Vàng Thị Mẫu 2")
    for year in (2022, 2023, 2024):
        entry(ready, "grassroots_emulation_fighter", year)
    words.refresh([ready.pk, new.pk])
    return [ready.pk, new.pk]


def nominations(folder: Path, holders: list[object]) -> Path:
    path = folder / "n.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["nomination", "person", "award", "day", "period", "kind", "variant"])
        for number, holder in enumerate(holders):
            for day in ("2025-03-01", "2024-01-20"):  # the later title is not decided yet
                writer.writerow(
                    [f"{number} {day}", holder, "provincial_emulation_fighter", day, day[:3] + "4",
                     "individual", "individual"]
                )  # fmt: skip
    return path


def test_judge_takes_the_facts_of_each_day_from_the_register(tmp_path: Path, two: list[int]):
    path, out = nominations(tmp_path, list(two)), tmp_path / "v.csv"
    assert run(["--database", "--nominations", str(path), "--out", str(out)]) == 0
    rows = {row["nomination"]: row["findings"] for row in pacsv.read_csv(out).to_pylist()}
    found = {name: dict(part.split("=") for part in told.split(";")) for name, told in rows.items()}
    assert found["0 2025-03-01"]["pef_1"] == "met"
    assert found["0 2024-01-20"]["pef_1"] == "not_met"
    assert found["1 2025-03-01"]["pef_1"] == "not_met"


def test_judge_explains_from_the_register(tmp_path: Path, two: list[int], capsys):
    path = nominations(tmp_path, list(two))
    assert run(["--database", "--nominations", str(path), "--explain", "0 2025-03-01"]) == 0
    (told,) = json.loads(capsys.readouterr().out)
    (title,) = [one for one in told["findings"] if one["id"] == "pef_1"]
    assert title["state"] == "met"
    assert title["facts"]


def test_judge_wants_numbers_of_the_register(tmp_path: Path, two: list[int], capsys):
    path = nominations(tmp_path, ["Vàng Thị Mẫu"])
    assert run(["--database", "--nominations", str(path), "--out", str(tmp_path / "v.csv")]) == 2
    assert "mã số" in capsys.readouterr().err
