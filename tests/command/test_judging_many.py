"""`thidua judge --history --nominations --out`: files in, verdicts out, the same as one by one."""

import csv
import json
from dataclasses import fields
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq
import pytest

from tests.core.law.worlds import World
from thidua.command.judge import run
from thidua.core.law.bulk.tables import judge_partition, of_part, table_of
from thidua.core.law.facts import Case, Merit
from thidua.core.law.judging import judge
from thidua.core.law.reading import national_law

LAW = national_law()
DAYS = (date(2022, 2, 15), date(2026, 3, 1))
AWARDS = (
    "grassroots_emulation_fighter",
    "provincial_emulation_fighter",
    "pm_merit_certificate",
    "labor_order_third",
    "provincial_emulation_flag",
    "advanced_labor_collective",
)
HISTORY = (
    "person", "fact", "key", "year", "scope", "kind", "type", "decided", "from", "to", "extra"
)  # fmt: skip
EXTRA = ("organiser", "movement_years", "occasion", "selected_among_leaders", "rewarded_by")


def history_rows(person: str, case: Case) -> list[dict[str, object]]:
    facts, rows = case.facts, []
    for one in facts.awards or ():
        rows.append(
            {"fact": "award", "key": one.award, "year": one.year, "type": one.type,
             "decided": one.decided}
        )  # fmt: skip
    rows += [{"fact": "rating", "key": one.rating, "year": one.year} for one in facts.ratings or ()]
    for one in facts.initiatives or ():
        rows.append(
            {"fact": "initiative", "key": one.used_for, "year": one.year, "scope": one.scope,
             "kind": one.kind}
        )  # fmt: skip
    rows += [merit_row(one) for one in facts.merit or ()]
    for name, listed in (
        ("discipline", facts.discipline), ("absence", facts.absences), ("post", case.subject.posts),
    ):  # fmt: skip
        for one in listed or ():
            key = one.position if name == "post" else one.kind
            rows.append({"fact": name, "key": key, "from": one.since, "to": one.until})
    rows += [{"fact": "open_case", "key": one} for one in facts.open_cases or ()]
    for name in ("awards", "ratings", "initiatives", "discipline", "open_cases", "merit"):
        if getattr(facts, name) == ():
            rows.append({"fact": "known", "key": name})
    if case.subject.posts == ():
        rows.append({"fact": "known", "key": "post"})
    return [{"person": person, **row} for row in rows]


def merit_row(one: Merit) -> dict[str, object]:
    extra = {name: getattr(one, name) for name in EXTRA if getattr(one, name) is not None}
    return {
        "fact": "merit", "key": one.event, "year": one.year, "scope": one.scope,
        "extra": json.dumps(extra),
    }  # fmt: skip


def nomination_row(name: str, person: str, case: Case) -> dict[str, object]:
    facts, subject = case.facts, case.subject
    members = facts.members
    told = members and {one.name: getattr(members, one.name) for one in fields(members)}
    return {
        "nomination": name,
        "person": person,
        "award": case.award,
        "day": case.day,
        "period": case.period,
        "kind": subject.kind,
        "variant": subject.variant,
        "gender": subject.gender,
        "founded": subject.founded,
        "in_favour": facts.votes and facts.votes.in_favour,
        "members": facts.votes and facts.votes.members,
        "attestations": ";".join(facts.attestations or ()),
        "judgements": ";".join(f"{id_}={state}" for id_, state in case.judgements.items()),
        "members_json": told
        and json.dumps({key: value for key, value in told.items() if value is not None}),
        "higher_retirement_age": int(subject.higher_retirement_age),
        "decided": case.decided,
    }


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    world = World(LAW, 5)
    return [world.case(world.one_of(AWARDS), world.one_of(DAYS)) for _ in range(300)]


@pytest.fixture(scope="module")
def folder(cases: list[Case], tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("bulk")
    history = [row for n, case in enumerate(cases) for row in history_rows(f"người {n}", case)]
    write_csv(place / "history.csv", history, HISTORY)
    rows = [nomination_row(f"N{n}", f"người {n}", case) for n, case in enumerate(cases)]
    write_csv(place / "nominations.csv", rows, tuple(rows[0]))
    pq.write_table(table_of(place / "history.csv"), place / "history.parquet")
    pq.write_table(table_of(place / "nominations.csv"), place / "nominations.parquet")
    return place


def write_csv(path: Path, rows: list[dict[str, object]], names: tuple[str, ...]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        writer.writerows(rows)


def alone(case: Case) -> tuple[str, dict[str, str]]:
    verdict = judge(case, LAW)
    return verdict.outcome, {one.id: one.state for one in verdict.findings}


def read_back(path: Path) -> dict[str, tuple[str, dict[str, str]]]:
    table = pq.read_table(path) if path.suffix == ".parquet" else pacsv.read_csv(path)
    return {
        row["nomination"]: (
            row["outcome"],
            dict(part.split("=") for part in row["findings"].split(";") if part),
        )
        for row in table.to_pylist()
    }


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_judge_answers_as_one_by_one(kind: str, folder: Path, cases: list[Case]) -> None:
    out = folder / f"verdicts.{kind}"
    code = run(
        ["--history", str(folder / f"history.{kind}"), "--nominations",
         str(folder / f"nominations.{kind}"), "--out", str(out)]
    )  # fmt: skip
    assert code == 0
    found = read_back(out)
    assert len(found) == len(cases)
    for n, case in enumerate(cases):
        assert found[f"N{n}"] == alone(case), case


def test_judge_by_parts_gives_the_whole(folder: Path, cases: list[Case]) -> None:
    found: dict[str, tuple[str, dict[str, str]]] = {}
    for number in (1, 2, 3):
        out = folder / f"part{number}.parquet"
        run(
            ["--history", str(folder / "history.parquet"), "--nominations",
             str(folder / "nominations.csv"), "--out", str(out), "--part", f"{number}/3"]
        )  # fmt: skip
        part = read_back(out)
        assert part
        assert not part.keys() & found.keys()
        found |= part
    assert found.keys() == {f"N{n}" for n in range(len(cases))}
    assert all(found[f"N{n}"] == alone(case) for n, case in enumerate(cases))


def test_judge_partition_is_the_work_of_one_part(folder: Path, cases: list[Case]) -> None:
    history = table_of(folder / "history.parquet")
    mine = of_part(table_of(folder / "nominations.parquet"), (2, 4))
    told = judge_partition(history, mine, LAW).to_pylist()
    assert [row["nomination"] for row in told] == mine.column("nomination").to_pylist()
    assert all(row["outcome"] == alone(cases[int(row["nomination"][1:])])[0] for row in told)


def test_judge_explains_the_nominations_asked_for(folder: Path, cases: list[Case], capsys) -> None:
    code = run(
        ["--history", str(folder / "history.csv"), "--nominations", str(folder / "nominations.csv"),
         "--explain", "N7,N31"]
    )  # fmt: skip
    assert code == 0
    told = json.loads(capsys.readouterr().out)
    assert [one["name"] for one in told] == ["N7", "N31"]
    assert [one["outcome"] for one in told] == [alone(cases[n])[0] for n in (7, 31)]
    assert all(one["findings"] for one in told)


# Files that cannot be judged as they stand


def refused(folder: Path, capsys, history: list[dict[str, object]], **changed: object) -> str:
    write_csv(folder / "h.csv", [{"person": "A", **row} for row in history], HISTORY)
    row = {
        "nomination": "1", "person": "A", "award": "provincial_emulation_fighter",
        "day": "2026-03-01", "period": 2025, "kind": "individual", "variant": "individual",
        **changed,
    }  # fmt: skip
    write_csv(folder / "n.csv", [row], tuple(row))
    code = run(
        ["--history", str(folder / "h.csv"), "--nominations", str(folder / "n.csv"), "--out",
         str(folder / "v.csv")]
    )  # fmt: skip
    assert code == 2
    return capsys.readouterr().err


def test_judge_names_the_nearest_known_word(tmp_path: Path, capsys) -> None:
    told = refused(tmp_path, capsys, [{"fact": "award", "key": "advanced_workr", "year": 2020}])
    assert "advanced_workr" in told
    assert "advanced_worker" in told
    assert "fact" in refused(tmp_path, capsys, [{"fact": "awrd", "key": "advanced_worker"}])
    assert "individuals" in refused(tmp_path, capsys, [], kind="individuals")
    assert "mayor" in refused(tmp_path, capsys, [], award="mayor")


def test_judge_names_the_empty_column(tmp_path: Path, capsys) -> None:
    assert "year" in refused(tmp_path, capsys, [{"fact": "rating", "key": "good"}])
    assert "from" in refused(tmp_path, capsys, [{"fact": "discipline", "key": "canh_cao"}])


def test_judge_refuses_judgements_and_numbers_it_cannot_read(tmp_path: Path, capsys) -> None:
    assert "pef_2" in refused(tmp_path, capsys, [], judgements="pef_2=yes")
    assert "members_json" in refused(tmp_path, capsys, [], members_json="{")


def test_judge_wants_one_source_and_a_place_to_write(tmp_path: Path, capsys) -> None:
    (tmp_path / "n.csv").write_text("nomination\n", encoding="utf-8")
    assert run(["--nominations", str(tmp_path / "n.csv"), "--out", "v.csv"]) == 2
    assert "--database" in capsys.readouterr().err
    history = ["--history", str(tmp_path / "n.csv")]
    assert run(["--nominations", str(tmp_path / "n.csv"), *history]) == 2
    assert "--out" in capsys.readouterr().err
    whole = ["--nominations", str(tmp_path / "n.csv"), *history, "--out", str(tmp_path / "v.csv")]
    assert run(whole) == 2
    assert "không có dòng nào" in capsys.readouterr().err
    (tmp_path / "n.csv").write_text("nomination\n1\n", encoding="utf-8")
    assert run(whole) == 2
    assert "thiếu cột" in capsys.readouterr().err


def test_of_part_keeps_every_nomination_of_a_person_together() -> None:
    names = [f"người {n % 7}" for n in range(40)]
    table = pa.table({"person": names, "nomination": [str(n) for n in range(40)]})
    shares = [set(of_part(table, (n, 3)).column("person").to_pylist()) for n in (1, 2, 3)]
    assert not shares[0] & shares[1] | shares[1] & shares[2] | shares[0] & shares[2]
    assert set.union(*shares) == set(names)
