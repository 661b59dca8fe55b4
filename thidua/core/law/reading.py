"""Reading the law data from their folder, strictly: a slip in a file is an error at start, with its place."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml

import thidua.data
from thidua.core.law import rows
from thidua.core.law.law import Law
from thidua.core.law.model import (
    BEGINNING,
    FOREVER,
    Award,
    Condition,
    LawError,
    Refuted,
    Vocabulary,
)
from thidua.core.law.overlay import check_apart, check_regimes
from thidua.core.law.rows import Known, Place, Row, days_of

FOLDER = Path(thidua.data.__path__[0]) / "law"
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
GENERAL_ONLY = frozenset(
    {
        "excluded_basis",
        "discipline_restart",
        "counted_absence",
        "min_service",
        "one_merit_one_award",
        "initiative_single_use",
        "tenure_blocked_by_discipline",
        "carry_down",
        "max_per_year",
        "policy",
    }
)

T = TypeVar("T")


@cache
def national_law() -> Law:
    """The law as it comes with the system, read once."""
    return read_law(FOLDER)


def read_law(folder: Path) -> Law:
    """Every file of the folder but refuted rows' conditions; LawError names the file and the row."""
    return _Reader(folder).law()


def load(path: Path) -> Any:
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)
    except OSError:
        raise LawError(f"{path.name}: không đọc được tệp") from None
    except yaml.YAMLError as error:
        raise LawError(f"{path.name}: {error}") from None


class _Reader:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files = {path.stem: load(path) for path in sorted((folder / "awards").glob("*.yaml"))}
        self.general = load(folder / "general.yaml")
        self.regimes = load(folder / "regimes.yaml")
        self.known = Known(
            vocabulary_with(load(folder / "vocabulary.yaml"), self.files),
            frozenset(self.files),
            load(folder / "sources.yaml"),
        )

    def law(self) -> Law:
        law = Law(
            awards={key: self._award(key) for key in self.files},
            conditions=self._conditions(),
            regimes=self._rows("regimes.yaml", self.regimes, "regimes", rows.regime),
            editions=self._rows("regimes.yaml", self.regimes, "editions", rows.edition),
            boundaries=self._rows("regimes.yaml", self.regimes, "boundaries", rows.boundary),
            pending=self._rows("regimes.yaml", self.regimes, "pending", rows.pending),
            authorities=tuple(self._of_awards("authority", rows.authority)),
            dossiers=tuple(self._of_awards("dossiers", rows.dossier)),
            bonuses=tuple(self._of_awards("bonuses", rows.bonus)),
            base_salaries=self._rows("general.yaml", self.general, "base_salary", rows.base_salary),
            deadlines=self._rows("general.yaml", self.general, "deadlines", rows.deadline),
            bonus_rules=self._rows("general.yaml", self.general, "bonus_rules", rows.bonus_rule),
            equivalences=self._rows("general.yaml", self.general, "equivalences", rows.equivalence),
            settings=self._rows(
                "settings.yaml", load(self.folder / "settings.yaml"), "settings", rows.setting
            ),
            vocabulary=self.known.vocabulary,
            digest=digest_of(self.folder),
            sources=self.known.sources,
            refuted=tuple(self._refuted()),
        )
        by_award: tuple[tuple[Any, ...], ...] = (law.authorities, law.dossiers, law.bonuses)
        for group in (*by_award, law.base_salaries, law.regimes, law.deadlines, law.settings):
            check_apart(group)
        check_regimes(law.regimes, law.boundaries)
        return law

    def _award(self, key: str) -> Award:
        place = Place(f"awards/{key}.yaml")
        row = self.files[key]
        if row.get("key") != key:
            raise place.error(f"tên tệp và khóa “{row.get('key')}” khác nhau")
        return rows.award(row, self.known, place)

    def _conditions(self) -> dict[str, tuple[Condition, ...]]:
        found = {key: tuple(self._conditions_of(key)) for key in self.files}
        found[""] = tuple(self._general_conditions())
        check_apart(tuple(row for group in found.values() for row in group))
        return found

    def _conditions_of(self, key: str) -> Iterator[Condition]:
        row = self.files[key]
        days = days_of(row, Place(f"awards/{key}.yaml"))
        for item in row.get("conditions") or ():
            place = Place(f"awards/{key}.yaml", str(item.get("id", "?")))
            if item.get("type") in GENERAL_ONLY:
                raise place.error(f"loại “{item['type']}” chỉ dùng cho quy định chung")
            yield rows.condition(item, self.known, place, days["valid_from"], days["valid_until"])

    def _general_conditions(self) -> Iterator[Condition]:
        for item in self.general.get("conditions") or ():
            place = Place("general.yaml", str(item.get("id", "?")))
            yield rows.condition(item, self.known, place, BEGINNING, FOREVER)

    def _of_awards(self, name: str, build: Callable[[Row, Known, Place], T]) -> Iterator[T]:
        for key, row in self.files.items():
            for number, item in enumerate(row.get(name) or (), 1):
                place = Place(f"awards/{key}.yaml", f"{name} {number}")
                yield build({**self._award_days(row), **item, "award": key}, self.known, place)

    @staticmethod
    def _award_days(row: Row) -> dict[str, Any]:
        return {name: row[name] for name in ("from", "to") if row.get(name)}

    def _rows(
        self, file: str, content: Any, name: str, build: Callable[[Row, Known, Place], T]
    ) -> tuple[T, ...]:
        return tuple(
            build(item, self.known, Place(file, f"{name} {item.get('key', number)}"))
            for number, item in enumerate(content.get(name) or (), 1)
        )

    def _refuted(self) -> Iterator[Refuted]:
        for item in load(self.folder / "refuted.yaml")["refuted"]:
            yield Refuted(**item)


# Vocabulary


def vocabulary_with(
    content: Mapping[str, Any], awards: Iterable[str] | Mapping[str, Any]
) -> Vocabulary:
    """The words of the file and the names of the awards; what covers what is followed to the end."""
    words: dict[str, dict[str, str]] = {}
    ranks: dict[str, dict[str, int]] = {}
    covers: dict[str, set[str]] = {}
    ladders: dict[str, str] = {}
    for kind, entries in content.items():
        words[kind] = {}
        ranks[kind] = {}
        for word, entry in entries.items():
            told = {"name": entry} if isinstance(entry, str) else entry
            words[kind][word] = _name_of(kind, word, told)
            if "rank" in told:
                ranks[kind][word] = int(told["rank"])
            if kind in ("events", "occasions"):
                covers[word] = {word, *told.get("covers", ())}
            if "ladder" in told:
                ladders[word] = told["ladder"]
    words["position_ladders"] = ladders
    words["awards"] = _award_names(awards)
    _check_covers(words, covers)
    return Vocabulary(words, ranks, _closed(covers))


def _name_of(kind: str, word: str, told: Mapping[str, Any]) -> str:
    unknown = set(told) - {"name", "rank", "covers", "ladder", "doubts", "note"}
    if unknown or not told.get("name"):
        raise LawError(f"vocabulary.yaml: {kind} {word}: thiếu tên hoặc có khóa lạ")
    return str(told["name"])


def _award_names(awards: Iterable[str] | Mapping[str, Any]) -> dict[str, str]:
    if not isinstance(awards, Mapping):
        return {key: key for key in awards}
    return {key: str(row.get("name", key)) for key, row in awards.items()}


def _check_covers(words: Mapping[str, Mapping[str, str]], covers: Mapping[str, set[str]]) -> None:
    for word, covered in covers.items():
        strange = covered - set(words["events"]) - set(words["occasions"])
        if strange:
            raise LawError(f"vocabulary.yaml: {word}: không có {', '.join(sorted(strange))}")


def _closed(covers: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    def below(word: str, seen: frozenset[str]) -> frozenset[str]:
        inner = covers[word] - seen
        return frozenset(covers[word]).union(*(below(one, seen | covers[word]) for one in inner))

    return {word: below(word, frozenset({word})) for word in covers}


def digest_of(folder: Path) -> str:
    """Of every file, so that one changed number makes another edition."""
    sum_ = hashlib.sha256()
    for path in sorted(folder.rglob("*.yaml")):
        if "cases" not in path.relative_to(folder).parts:
            sum_.update(path.relative_to(folder).as_posix().encode())
            sum_.update(path.read_bytes())
    return sum_.hexdigest()
