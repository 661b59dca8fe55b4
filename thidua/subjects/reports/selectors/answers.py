"""All answers to one heading side by side, cut into passages that can be picked."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from thidua.core.text import fold
from thidua.subjects.orgs.enums import KINDS_OF_GROUP, KindGroup
from thidua.subjects.reports.enums import RECEIVED, HeadingKind
from thidua.subjects.reports.models import Answer, ConsolidatedReport, Heading, ReportCampaign

LINES = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of an answer and where it stands in it."""

    start: int
    end: int
    text: str
    is_found: bool  # holds the words searched for
    is_picked: bool

    @property
    def key(self) -> str:
        return f"{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class ReadAnswer:
    answer: Answer
    passages: tuple[Passage, ...]


def passages_in(text: str) -> list[tuple[int, int]]:
    """Where the paragraphs begin and end, without the blanks around them."""
    spans = []
    for line in LINES.finditer(text):
        words = line[0].strip()
        if words:
            start = line.start() + line[0].index(words)
            spans.append((start, start + len(words)))
    return spans


def answers_to(heading: Heading, *, words: str = "", group: str = "") -> QuerySet[Answer]:
    """What units have sent under this heading; blank answers are left out."""
    found = Answer.objects.filter(heading=heading, report__state__in=RECEIVED).exclude(
        text="", rows=[]
    )
    for word in fold(words).split():
        found = found.filter(Q(text_key__contains=word) | Q(report__name_key__contains=word))
    if group in KindGroup.values:
        found = found.filter(report__unit_kind__in=KINDS_OF_GROUP[KindGroup(group)])
    return found.select_related("report").order_by("report_id")


def read(answers: Iterable[Answer], words: str, picked: set[tuple[int, int, int]]) -> list[ReadAnswer]:  # fmt: skip
    wanted = fold(words).split()
    return [
        ReadAnswer(answer, tuple(_passage(answer, span, wanted, picked) for span in passages_in(answer.text)))
        for answer in answers
    ]  # fmt: skip


def _passage(
    answer: Answer, span: tuple[int, int], wanted: list[str], picked: set[tuple[int, int, int]]
) -> Passage:
    start, end = span
    text = answer.text[start:end]
    folded = fold(text)
    return Passage(
        start,
        end,
        text,
        bool(wanted) and all(word in folded for word in wanted),
        any(source == answer.report_id and s < end and e > start for source, s, e in picked),
    )


def picked_spans(report: ConsolidatedReport | None, heading: Heading) -> set[tuple[int, int, int]]:
    if report is None:
        return set()
    rows = report.excerpts.filter(heading=heading)
    return set(rows.values_list("source_id", "start", "end"))


def readable_headings(campaign: ReportCampaign) -> list[Heading]:
    """Headings that are answered in words or rows, with how many have answered."""
    sent = Count(
        "answers",
        filter=Q(answers__report__state__in=RECEIVED) & ~Q(answers__text="", answers__rows=[]),
    )
    headings = campaign.headings.exclude(kind=HeadingKind.FIGURES)
    return list(headings.annotate(answered=sent).order_by("position", "id"))
