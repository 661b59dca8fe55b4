"""What anybody may know and do: opinions answered in public, one's own by number and code, questions
on law with their answers, whom to call. The portal reads this module and no other.

Names and ways to reach people never pass here, nor what was not marked for publishing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from thidua.base import clock, parameters
from thidua.base.access import Actor
from thidua.base.receipts import fingerprint, fits
from thidua.core.text import fold
from thidua.subjects.movements.enums import Level
from thidua.subjects.movements.models import Movement
from thidua.subjects.orgs.selectors import tree_on
from thidua.subjects.oversight.enums import (
    KINDS_OF_SOURCE,
    OpinionKind,
    OpinionState,
    QuestionState,
    Source,
    Subject,
    Taken,
    Topic,
)
from thidua.subjects.oversight.models import Addition, Opinion, Question, SupportContact
from thidua.subjects.oversight.selectors.questions import cited_words, narrowed
from thidua.subjects.oversight.services import opinions, questions
from thidua.subjects.oversight.services.opinions import Person, Said

KINDS = tuple((kind.value, str(kind.label)) for kind in KINDS_OF_SOURCE[Source.CITIZEN])
SUBJECTS = tuple(
    (one.value, str(one.label))
    for one in (Subject.MOVEMENT, Subject.LIST, Subject.AWARD, Subject.WORK)
)
COMPLAIN, MOVEMENT = OpinionKind.COMPLAIN.value, Subject.MOVEMENT.value
NAMED_SUBJECTS = (Subject.LIST.value, Subject.AWARD.value)
TOPICS = tuple((topic.value, str(topic.label)) for topic in Topic)
PAGE_SIZE = 20
LARGEST_ID = 2**63 - 1

__all__ = ["Person", "Said"]


@dataclass(frozen=True, slots=True)
class PublicOpinion:
    number: str
    about: str
    movement_id: int | None
    text: str
    answer: str
    taken: str
    answered_by: str
    who: str
    published_on: date | None
    is_sample: bool


@dataclass(frozen=True, slots=True)
class Found:
    rows: Sequence[PublicOpinion]
    count: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class SaidSoFar:
    """One line of the exchange as its sender sees it."""

    words: str
    who: str
    day: date
    label: str = ""


@dataclass(frozen=True, slots=True)
class Followed:
    """What became of one's own opinion or question; nothing of who wrote it."""

    number: str
    about: str
    text: str
    state: str
    received_on: date
    due_on: date | None
    answered_by: str
    said: Sequence[SaidSoFar]
    why_not: str
    may_add: bool
    may_judge: bool
    may_ask_again: bool
    may_withdraw: bool
    articles: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class LawAnswer:
    id: int
    title: str
    topic: str
    answer: str
    articles: Sequence[str]
    answered_on: date | None
    reviewed_on: date | None
    valid_until: date | None
    is_sample: bool


# ---- Opinions that were published ----


def published(words: str = "", page: int = 1, movement_id: int | None = None) -> Found:
    rows = Opinion.objects.published().order_by("-published_on", "-pk")
    if movement_id is not None:
        rows = rows.filter(movement_id=movement_id)
    for word in fold(words).split():
        rows = rows.filter(Q(number__icontains=word) | Q(pk__in=_holding(word)))
    count = rows.count()
    pages = max(1, -(-count // PAGE_SIZE))
    page = min(max(page, 1), pages)
    shown = rows.prefetch_related("answers")[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    return Found([_public(one) for one in shown], count, page, pages)


def _holding(word: str) -> list[int]:
    """Only published words are searched: what was left out must not be found by its traces."""
    rows = Opinion.objects.published().values_list(
        "pk", "subject_words", "public_text", "public_answer"
    )
    return [pk for pk, *texts in rows if word in fold(" ".join(texts))]


def published_count(movement_id: int) -> int:
    return Opinion.objects.published().filter(movement_id=movement_id).count()


def _public(opinion: Opinion) -> PublicOpinion:
    last = list(opinion.answers.all())[-1]
    return PublicOpinion(
        number=opinion.number,
        about=opinion.subject_words,
        movement_id=opinion.movement_id,
        text=opinion.public_text,
        answer=opinion.public_answer,
        taken=str(Taken(last.taken).label),
        answered_by=last.unit_name,
        who=opinion.public_name or str(Source(opinion.source).label),
        published_on=opinion.published_on,
        is_sample=opinion.is_sample,
    )


# ---- Sending ----


def _open_movements() -> QuerySet[Movement]:
    return Movement.objects.published().exclude(level=Level.UNIT)


def movement_choices() -> list[tuple[str, str]]:
    rows = _open_movements().order_by("-year", "name_key").values_list("pk", "name", "year")
    return [(str(pk), f"{name} ({year})") for pk, name, year in rows]


def unit_choices() -> list[tuple[str, str]]:
    nodes = sorted(tree_on(clock.today()), key=lambda node: fold(node.name))
    return [(str(node.id), node.name) for node in nodes]


@dataclass(frozen=True, slots=True)
class Words:
    """An opinion as the form of the portal gives it."""

    kind: str
    subject: str
    text: str
    subject_words: str = ""
    movement_id: int | None = None
    about_unit_id: int | None = None
    files: Sequence[tuple[str, bytes]] = ()


def contact_is_needed() -> bool:
    return bool(parameters.get("opinion.contact_needed", clock.today()))


def send_opinion(words: Words, person: Person, ticket: str) -> None:
    """Raises a Refusal that says how to mend it; the same ticket twice is one opinion."""
    movement = None
    if words.subject == Subject.MOVEMENT and words.movement_id is not None:
        movement = _open_movements().filter(pk=words.movement_id).first()
    said = Said(
        kind=words.kind,
        subject=words.subject,
        text=words.text,
        subject_words=words.subject_words,
        movement=movement,
        about_unit_id=words.about_unit_id,
        files=words.files,
    )
    opinions.send_citizen_opinion(actor=_citizen(), said=said, person=person, ticket=ticket)


def ask_question(text: str, topic: str, ticket: str) -> None:
    questions.ask_question(actor=_citizen(), text=text, topic=topic, ticket=ticket)


def number_of(ticket: str) -> str:
    """The number that was given to what was sent with this ticket; empty when nothing was."""
    mark = fingerprint(ticket)
    for kind in (Opinion, Question):
        found = kind.objects.filter(ticket_kept=mark).values_list("number", flat=True).first()
        if found:
            return str(found)
    return ""


def _citizen() -> Actor:
    return Actor.citizen(clock.today())


# ---- One's own, by number and code ----


def follow(number: str, code: str) -> str:
    """The number as it is kept when the code is that of it, else empty; both are always compared."""
    wanted = number.strip().upper()
    own: Opinion | Question | None = (
        _opinion(wanted) or Question.objects.filter(number=wanted, from_citizen=True).first()
    )
    return wanted if fits(code, own.code_kept if own else "-") and own else ""


def _opinion(number: str) -> Opinion | None:
    return Opinion.objects.filter(number=number, source=Source.CITIZEN).first()


def followed(number: str) -> Followed | None:
    """Call it only with a number that `follow` gave."""
    opinion = _opinion(number)
    if opinion is not None:
        return _followed_opinion(opinion)
    question = Question.objects.filter(number=number, from_citizen=True).first()
    return _followed_question(question) if question else None


def _followed_opinion(opinion: Opinion) -> Followed:
    answered = opinion.state == OpinionState.ANSWERED
    return Followed(
        number=opinion.number,
        about=opinion.subject_words,
        text=opinion.text,
        state=str(OpinionState(opinion.state).label),
        received_on=opinion.received_on,
        due_on=opinion.due_on if opinion.is_unanswered else None,
        answered_by=opinion.answering_unit_name,
        said=_exchange(opinion),
        why_not=opinion.decline_words,
        may_add=opinion.is_open,
        may_judge=answered,
        may_ask_again=answered and opinion.round == 1,
        may_withdraw=opinion.is_unanswered,
    )


def _exchange(opinion: Opinion) -> list[SaidSoFar]:
    lines = [
        SaidSoFar(one.text, one.unit_name, one.answered_on, str(Taken(one.taken).label))
        for one in opinion.answers.all()
    ]
    if opinion.asked_again_on:
        lines.append(
            SaidSoFar(opinion.asked_again_words, "Người gửi", opinion.asked_again_on, "Hỏi lại")
        )
    lines += [_added(one) for one in opinion.additions.all()]
    return sorted(lines, key=lambda line: line.day)


def _added(one: Addition) -> SaidSoFar:
    who = "Người gửi" if one.from_sender else "Cơ quan trả lời"
    return SaidSoFar(one.text, who, one.day, "Bổ sung")


def _followed_question(question: Question) -> Followed:
    said = []
    if question.state == QuestionState.ANSWERED and question.answered_on:
        who = "Ban Thi đua - Khen thưởng"
        said = [SaidSoFar(question.answer, who, question.answered_on, "Trả lời")]
    waiting = question.state == QuestionState.WAITING
    return Followed(
        number=question.number,
        about=str(Topic(question.topic).label),
        text=question.text,
        state=str(QuestionState(question.state).label),
        received_on=question.asked_on,
        due_on=question.due_on if waiting else None,
        answered_by="",
        said=said,
        why_not=question.decline_words,
        may_add=False,
        may_judge=False,
        may_ask_again=False,
        may_withdraw=False,
        articles=_articles(question),
    )


def add_words(number: str, text: str, ticket: str) -> None:
    opinions.add_words(actor=_citizen(), opinion=_own(number), text=text, ticket=ticket)


def accept_answer(number: str) -> None:
    opinions.accept_answer(actor=_citizen(), opinion=_own(number))


def ask_again(number: str, words: str) -> None:
    opinions.ask_again(actor=_citizen(), opinion=_own(number), words=words)


def withdraw(number: str) -> None:
    opinions.withdraw_opinion(actor=_citizen(), opinion=_own(number))


def _own(number: str) -> Opinion:
    return Opinion.objects.get(number=number, source=Source.CITIZEN)


# ---- Questions on law ----


def law_answers(words: str = "", topic: str = "") -> list[LawAnswer]:
    rows = Question.objects.published_on(clock.today()).order_by("topic", "title", "pk")
    found = narrowed(rows, words, topic).prefetch_related("citations__document")
    return [_law_answer(one) for one in found]


def law_answer(question_id: int) -> LawAnswer | None:
    if question_id > LARGEST_ID:
        return None
    rows = Question.objects.published_on(clock.today()).filter(pk=question_id)
    found = rows.prefetch_related("citations__document").first()
    return _law_answer(found) if found else None


def _law_answer(question: Question) -> LawAnswer:
    return LawAnswer(
        id=question.pk,
        title=question.title,
        topic=str(Topic(question.topic).label),
        answer=question.answer,
        articles=_articles(question),
        answered_on=question.answered_on,
        reviewed_on=question.reviewed_on,
        valid_until=question.valid_until,
        is_sample=question.is_sample,
    )


def _articles(question: Question) -> list[str]:
    return [cited_words(one) for one in question.citations.all()]


# ---- Whom to call ----


def contacts(public_only: bool = True) -> list[SupportContact]:
    rows = SupportContact.objects.on(clock.today())
    return list(rows.filter(is_public=True) if public_only else rows)
