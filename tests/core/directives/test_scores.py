"""Comparison with labelled documents; documents that launch nothing are told apart."""

import importlib.util
import json
from pathlib import Path

import pytest

from thidua.core.directives import load, read, to_json

DATA = Path(__file__).parents[2] / "data" / "directives"
HELD_BACK = DATA / "held_back"
_spec = importlib.util.spec_from_file_location("score_reader", DATA / "score_reader.py")
score_reader = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(score_reader)


def documents(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.txt"))


def counts(path: Path) -> tuple[int, int, int]:
    gold = json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8"))
    result = score_reader.compare(to_json(read(load(path).text)), gold)
    total = (0, 0, 0)
    for field, figures in result.items():
        if field not in score_reader.OUTSIDE:
            total = score_reader.add(total, figures)
    return total


@pytest.mark.parametrize("path", documents(DATA), ids=lambda path: path.stem)
def test_read_corpus_document_without_fault(path: Path) -> None:
    assert score_reader.prf(counts(path))[2] >= 0.98


def test_read_held_back_documents_well() -> None:
    total = (0, 0, 0)
    for path in documents(HELD_BACK / "launching"):
        total = score_reader.add(total, counts(path))
    assert score_reader.prf(total)[2] >= 0.98


@pytest.mark.parametrize(
    "path", [*documents(DATA), *documents(HELD_BACK / "launching")], ids=lambda path: path.stem
)
def test_launches_is_true_for_launching_documents(path: Path) -> None:
    assert read(load(path).text).launches_movement


@pytest.mark.parametrize("path", documents(HELD_BACK / "negatives"), ids=lambda path: path.stem)
def test_launches_is_false_for_documents_that_only_speak_of_movements(path: Path) -> None:
    assert not read(load(path).text).launches_movement
