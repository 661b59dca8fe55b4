"""Cases as jurists write them (docs/phap-luat.md): from YAML or plain mappings to `Case`.

A key left out is not known, an empty list is none. A word the law data do not know is an error that
names the nearest one: a case must not pass because it was misspelt.
"""

import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import yaml

from thidua.core.law.facts import (
    MET,
    NOT_MET,
    OUTCOMES,
    STATES,
    Absence,
    AwardHeld,
    Case,
    Discipline,
    Facts,
    Initiative,
    Members,
    Merit,
    PostHeld,
    Rating,
    Subject,
    Votes,
)
from thidua.core.law.law import Law

T = TypeVar("T")
CASE_KEYS = {
    "name",
    "day",
    "award",
    "subject",
    "period",
    "facts",
    "judgements",
    "decided",
    "expect",
}
SUBJECT_KEYS = {"kind", "variant", "gender", "posts", "founded", "higher_retirement_age"}
FACT_KEYS = {
    "awards", "ratings", "initiatives", "discipline", "absences", "open_cases", "attestations",
    "merit", "votes", "members", "judgements",
}  # fmt: skip
MEMBER_KEYS = {"total", "awards", "ratings", "discipline"}
GENDERS = ("female", "male")


class CaseError(ValueError):
    """The case cannot be read; the sentence says where and what to write."""

    name = ""


@dataclass(frozen=True, slots=True)
class WrittenCase:
    """A case and what its writer expects of it."""

    case: Case
    outcome: str | None
    findings: Mapping[str, str]
    absent: tuple[str, ...] = ()  # findings that must not be there


def read_cases(path: Path, law: Law) -> list[WrittenCase]:
    """Every case of a YAML file, in its order. Raises CaseError with the case's name."""
    return [written_case(row, law) for row in rows_of(path)]


def rows_of(path: Path) -> list[Any]:
    """The cases of a YAML file as they stand there, unread. Raises CaseError."""
    try:
        rows = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise CaseError(f"Không đọc được tệp {path.name}: {error}") from error
    if isinstance(rows, Mapping):
        rows = rows.get("cases")
    if not isinstance(rows, list):
        raise CaseError(f"Tệp {path.name} phải là một danh sách tình huống.")
    return rows


def written_case(row: Any, law: Law) -> WrittenCase:
    case = case_from(row, law)
    expect = row.get("expect") or {}
    return Reader(case.name, law).expected(case, expect)


def case_from(row: Any, law: Law) -> Case:
    """A case from plain values. Raises CaseError."""
    if not isinstance(row, Mapping):
        raise CaseError(f"Một tình huống phải có các mục name, day, award …; nhận được: {row!r}")
    return Reader(str(row.get("name", "")), law).case(row)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the parts of one case; every complaint begins with the case's name."""

    name: str
    law: Law

    def wrong(self, what: str) -> CaseError:
        return CaseError(f"Tình huống “{self.name}”: {what}")

    # The case

    def case(self, row: Mapping[str, Any]) -> Case:
        self.only(row, CASE_KEYS, "tình huống")
        facts = self.mapping(row.get("facts") or {}, "facts")
        judgements = row.get("judgements", facts.get("judgements")) or {}
        return Case(
            name=self.name,
            day=self.day(self.need(row, "day"), "day"),
            award=self.award(self.need(row, "award")),
            subject=self.subject(self.mapping(self.need(row, "subject"), "subject")),
            period=self.number(self.need(row, "period"), "period"),
            facts=self.facts(facts),
            judgements=self.judgements(self.mapping(judgements, "judgements")),
            decided=self.day(row["decided"], "decided") if row.get("decided") else None,
        )

    def subject(self, row: Mapping[str, Any]) -> Subject:
        self.only(row, SUBJECT_KEYS, "subject")
        kind = self.word("subject_kinds", self.need(row, "kind"), "subject.kind")
        posts = row.get("posts")
        gender = row.get("gender")
        if gender is not None and gender not in GENDERS:
            raise self.wrong(f"gender phải là female hoặc male, nhận được “{gender}”.")
        return Subject(
            kind=kind,
            variant=self.word("variants", row.get("variant") or kind, "subject.variant"),
            gender=gender,
            posts=None if posts is None else self.each(posts, "posts", self.post),
            founded=self.day(row["founded"], "founded") if row.get("founded") else None,
            higher_retirement_age=bool(row.get("higher_retirement_age", False)),
        )

    def facts(self, row: Mapping[str, Any]) -> Facts:
        self.only(row, FACT_KEYS, "facts")

        def lists(key: str, read: Callable[[Any], T]) -> tuple[T, ...] | None:
            return None if row.get(key) is None else self.each(row[key], key, read)

        return Facts(
            awards=lists("awards", self.held),
            ratings=lists("ratings", self.rating),
            initiatives=lists("initiatives", self.initiative),
            discipline=lists("discipline", self.discipline),
            absences=lists("absences", self.absence),
            open_cases=lists("open_cases", lambda one: self.word("block_types", one, "open_cases")),
            attestations=lists("attestations", self.attested),
            merit=lists("merit", self.merit),
            votes=self.votes(row["votes"]) if row.get("votes") is not None else None,
            members=self.members(row["members"]) if row.get("members") is not None else None,
        )

    def judgements(self, row: Mapping[str, Any]) -> dict[str, str]:
        known = [one.id for rows in self.law.conditions.values() for one in rows]
        for key, state in row.items():
            if key not in known:
                raise self.wrong(f"judgements: không có điều kiện “{key}”{self.near(key, known)}.")
            if state not in (MET, NOT_MET):
                raise self.wrong(f"judgements.{key} phải là met hoặc not_met.")
        return dict(row)

    def expected(self, case: Case, row: Any) -> WrittenCase:
        row = self.mapping(row, "expect")
        self.only(row, {"outcome", "findings", "absent"}, "expect")
        outcome = row.get("outcome")
        if outcome is not None and outcome not in OUTCOMES:
            raise self.wrong(f"expect.outcome: “{outcome}”{self.near(outcome, OUTCOMES)}.")
        findings = self.mapping(row.get("findings") or {}, "expect.findings")
        for key, state in findings.items():
            if state not in STATES:
                raise self.wrong(f"expect.findings.{key}: “{state}”{self.near(state, STATES)}.")
        absent = self.each(row.get("absent") or (), "expect.absent", str)
        return WrittenCase(case, outcome, dict(findings), absent)

    # One fact each

    def held(self, row: Any) -> AwardHeld:
        row = self.entry(row, "awards", {"award", "year", "decided", "type"})
        return AwardHeld(
            award=self.award(self.need(row, "award")),
            year=self.number(self.need(row, "year"), "awards.year"),
            decided=self.day(row["decided"], "awards.decided") if row.get("decided") else None,
            type=self.word("commendation_types", row["type"], "awards.type")
            if row.get("type")
            else None,
        )

    def rating(self, row: Any) -> Rating:
        row = self.entry(row, "ratings", {"year", "rating"})
        word = self.word("ratings", self.need(row, "rating"), "ratings.rating")
        return Rating(self.number(self.need(row, "year"), "ratings.year"), word)

    def initiative(self, row: Any) -> Initiative:
        row = self.entry(row, "initiatives", {"year", "scope", "kind", "used_for"})
        kind = row.get("kind") or "initiative"
        return Initiative(
            year=self.number(self.need(row, "year"), "initiatives.year"),
            scope=self.word("scopes", self.need(row, "scope"), "initiatives.scope"),
            kind=self.word("initiative_kinds", kind, "initiatives.kind"),
            used_for=self.award(row["used_for"]) if row.get("used_for") else None,
        )

    def discipline(self, row: Any) -> Discipline:
        row = self.entry(row, "discipline", {"kind", "from", "to"})
        kind = self.word("severities", self.need(row, "kind"), "discipline.kind")
        return Discipline(kind, *self.days(row, "discipline"))

    def absence(self, row: Any) -> Absence:
        row = self.entry(row, "absences", {"kind", "from", "to"})
        since, until = self.days(row, "absences")
        kind = self.word("absence_kinds", self.need(row, "kind"), "absences.kind")
        return Absence(kind, since, until or date.max)

    def post(self, row: Any) -> PostHeld:
        """A post outside every table of the law is no mistake: it is kept as it is written."""
        row = self.entry(row, "posts", {"position", "from", "to"})
        return PostHeld(str(self.need(row, "position")), *self.days(row, "posts"))

    def merit(self, row: Any) -> Merit:
        """Merit is told in free words too: what the law data do not know waits for people."""
        row = self.mapping(row, "merit")
        known = {one.name for one in fields(Merit)}
        return Merit(
            **{
                "event": str(self.need(row, "event")),
                **{key: value for key, value in row.items() if key in known and key != "event"},
            }
        )

    def attested(self, row: Any) -> str:
        return self.word(
            "topics", row, "attestations", also=self.law.vocabulary.words["procedures"]
        )

    def votes(self, row: Any) -> Votes:
        row = self.entry(row, "votes", {"in_favour", "members"})
        votes = Votes(
            self.number(self.need(row, "in_favour"), "votes.in_favour"),
            self.number(self.need(row, "members"), "votes.members"),
        )
        if not 0 <= votes.in_favour <= votes.members or votes.members == 0:
            raise self.wrong("votes: số phiếu đồng ý phải từ 0 đến tổng số thành viên.")
        return votes

    def members(self, row: Any) -> Members:
        row = self.entry(row, "members", MEMBER_KEYS)

        def counted(key: str, known: Iterable[str]) -> dict[str, int] | None:
            if row.get(key) is None:
                return None
            part = self.mapping(row[key], f"members.{key}")
            return {
                self.among(word, known, f"members.{key}"): self.number(count, f"members.{key}")
                for word, count in part.items()
            }

        words = self.law.vocabulary.words
        return Members(
            total=None if row.get("total") is None else self.number(row["total"], "members.total"),
            awards=counted("awards", self.law.awards),
            ratings=counted("ratings", words["ratings"]),
            discipline=counted("discipline", words["severities"]),
        )

    # Shapes

    def award(self, key: Any) -> str:
        return self.among(key, self.law.awards, "award")

    def word(self, kind: str, word: Any, where: str, also: Iterable[str] = ()) -> str:
        return self.among(word, (*self.law.vocabulary.words[kind], *also), where)

    def among(self, word: Any, known: Iterable[str], where: str) -> str:
        known = list(known)
        if word not in known:
            raise self.wrong(f"{where}: không có từ “{word}”{self.near(str(word), known)}.")
        return str(word)

    @staticmethod
    def near(word: Any, known: Iterable[str]) -> str:
        found = difflib.get_close_matches(str(word), list(known), 1, 0.5)
        return f", gần nhất là “{found[0]}”" if found else ""

    def only(self, row: Mapping[str, Any], keys: set[str], where: str) -> None:
        for key in row:
            if key not in keys:
                raise self.wrong(f"{where}: không có mục “{key}”{self.near(key, keys)}.")

    def entry(self, row: Any, where: str, keys: set[str]) -> Mapping[str, Any]:
        shaped = self.mapping(row, where)
        self.only(shaped, keys, where)
        return shaped

    def mapping(self, row: Any, where: str) -> Mapping[str, Any]:
        if not isinstance(row, Mapping):
            raise self.wrong(f"{where} phải gồm các cặp tên: giá trị, nhận được {row!r}.")
        return row

    def each(self, rows: Any, where: str, read: Callable[[Any], T]) -> tuple[T, ...]:
        if not isinstance(rows, list | tuple):
            raise self.wrong(f"{where} phải là danh sách (không có gì thì ghi []).")
        return tuple(read(row) for row in rows)

    def need(self, row: Mapping[str, Any], key: str) -> Any:
        if row.get(key) is None:
            raise self.wrong(f"thiếu mục “{key}”.")
        return row[key]

    def number(self, value: Any, where: str) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.wrong(f"{where} phải là số nguyên, nhận được {value!r}.")
        return value

    def day(self, value: Any, where: str) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            raise self.wrong(
                f"{where}: ngày ghi theo năm-tháng-ngày, nhận được “{value}”."
            ) from None

    def days(self, row: Mapping[str, Any], where: str) -> tuple[date, date | None]:
        since = self.day(self.need(row, "from"), f"{where}.from")
        until = self.day(row["to"], f"{where}.to") if row.get("to") else None
        if until is not None and until < since:
            raise self.wrong(f"{where}: ngày “to” trước ngày “from”.")
        return since, until
