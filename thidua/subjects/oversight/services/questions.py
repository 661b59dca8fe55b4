"""Questions on law: asked, answered from the library with articles, published while they are right."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from thidua.base import audit, outbox, parameters
from thidua.base.access import Actor, require
from thidua.base.receipts import code_of, fingerprint, kept, next_receipt
from thidua.core.text import fold
from thidua.subjects.oversight.enums import QuestionState, Topic
from thidua.subjects.oversight.errors import BadInput, WrongState
from thidua.subjects.oversight.models import LawCitation, Question
from thidua.subjects.oversight.services.moving import DESK, clean_words
from thidua.subjects.papers.models import LegalDocument
from thidua.subjects.papers.selectors.legal import full_citation
from thidua.subjects.papers.services import cite_documents


@dataclass(frozen=True, slots=True)
class Cited:
    """An article of a document of the library."""

    document_id: int
    article: str


def question_url(question: Question) -> str:
    return f"/y-kien/hoi-dap/{question.pk}/"


@transaction.atomic
def ask_question(
    *, actor: Actor, text: str, topic: str, ticket: str = "", is_sample: bool = False
) -> Question:
    """By anybody; from the portal the same form sent twice is one question."""
    require(actor, "oversight.ask_law")
    mark = fingerprint(ticket) if ticket else None
    before = Question.objects.filter(ticket_kept=mark).first() if mark else None
    if before is not None:
        return before
    try:
        with transaction.atomic():
            question = _write(actor, text, topic, ticket, is_sample)
    except IntegrityError:
        return Question.objects.get(ticket_kept=mark)
    outbox.notify(
        roles=DESK,
        subject=_("Câu hỏi pháp luật mới: %(number)s") % {"number": question.number},
        body=question.text[:400],
        url=question_url(question),
        kind="question",
        key=f"question:{question.pk}:asked",
    )
    audit.record(actor, "oversight.ask_law", question, after={"number": question.number})
    return question


def _write(actor: Actor, text: str, topic: str, ticket: str, is_sample: bool) -> Question:
    words = clean_words(text, _("Chưa ghi câu hỏi."))
    days = parameters.days("question.answer", actor.day)
    return Question.objects.create(
        number=next_receipt("HD", actor.day),
        text=words,
        topic=Topic(topic),
        search_key=fold(words),
        asked_on=actor.day,
        due_on=parameters.calendar(actor.day).add_working_days(actor.day, days),
        asked_by_id=actor.user_id,
        asked_by_name="" if actor.is_citizen else actor.signature,
        unit_id=actor.unit_id,
        from_citizen=actor.is_citizen,
        code_kept=kept(code_of(ticket)) if ticket else "",
        ticket_kept=fingerprint(ticket) if ticket else None,
        is_sample=is_sample,
    )


@transaction.atomic
def answer_question(
    *,
    actor: Actor,
    question: Question,
    answer: str,
    cited: Sequence[Cited],
    topic: str = "",
    title: str = "",
    valid_until: date | None = None,
    publish: bool = False,
) -> Question:
    """Answer with the articles it rests on; said again when the law or the words need it."""
    require(actor, "oversight.answer_law")
    answer = clean_words(answer, _("Chưa ghi câu trả lời."))
    documents = _check_cited(cited)
    title = title.strip()
    if publish and not title:
        raise BadInput(_("Ghi câu hỏi ngắn, không có tên người, để công bố."))
    if valid_until is not None and valid_until <= actor.day:
        raise BadInput(_("Ngày còn đúng phải sau hôm nay."))
    before = question.state
    moved = Question.objects.filter(pk=question.pk, state=before).update(
        state=QuestionState.ANSWERED,
        answer=answer,
        title=title[:400],
        topic=Topic(topic) if topic else question.topic,
        search_key=fold(f"{title} {question.text if not publish else ''} {answer}"),
        answered_on=actor.day,
        answered_by_name=actor.signature,
        decline_words="",
        is_published=publish,
        valid_from=actor.day,
        valid_until=valid_until,
        reviewed_on=actor.day,
    )
    if not moved:
        raise WrongState(_("Câu hỏi vừa được người khác xử lý. Tải lại trang để xem."))
    question.refresh_from_db()
    _write_cited(question, cited, documents)
    _tell_asker(
        question, _("Câu hỏi %(number)s đã có trả lời") % {"number": question.number}, answer
    )
    audit.record(
        actor, "oversight.answer_law", question, before=before,
        after={"state": "answered", "published": publish,
               "articles": [f"{one.article}, {documents[one.document_id]}" for one in cited]},
    )  # fmt: skip
    return question


def _check_cited(cited: Sequence[Cited]) -> dict[int, LegalDocument]:
    if not cited:
        raise BadInput(_("Dẫn ít nhất một điều của văn bản trong thư viện căn cứ pháp lý."))
    if any(not one.article.strip() for one in cited):
        raise BadInput(_("Ghi điều, khoản, điểm của từng văn bản được dẫn."))
    found = LegalDocument.objects.in_bulk([one.document_id for one in cited])
    if len(found) != len({one.document_id for one in cited}):
        raise BadInput(_("Có văn bản không còn trong thư viện. Chọn lại."))
    return found


def _write_cited(
    question: Question, cited: Sequence[Cited], documents: dict[int, LegalDocument]
) -> None:
    question.citations.all().delete()
    LawCitation.objects.bulk_create(
        LawCitation(question=question, document_id=one.document_id, article=one.article.strip())
        for one in cited
    )
    cite_documents(
        documents=documents.values(),
        used_in=f"oversight.Question:{question.pk}",
        label=str(question),
        url=question_url(question),
    )


def _tell_asker(question: Question, subject: str, body: str) -> None:
    if question.asked_by_id is not None:
        outbox.notify(
            to_users=[question.asked_by_id],
            subject=subject,
            body=body[:600],
            url=question_url(question),
            kind="question",
            key=f"question:{question.pk}:{question.state}:{question.answered_on}",
        )


@transaction.atomic
def write_entry(
    *,
    actor: Actor,
    title: str,
    topic: str,
    answer: str,
    cited: Sequence[Cited],
    valid_until: date | None = None,
    is_sample: bool = False,
) -> Question:
    """An entry that the desk writes of its own, asked by nobody yet."""
    require(actor, "oversight.answer_law")
    title = clean_words(title, _("Ghi câu hỏi."))
    question = _write(actor, title, topic, "", is_sample)
    Question.objects.filter(pk=question.pk).update(by_office=True, asked_by_id=None)
    question.refresh_from_db()
    return answer_question(
        actor=actor, question=question, answer=answer, cited=cited, title=title,
        valid_until=valid_until, publish=True,
    )  # fmt: skip


@transaction.atomic
def decline_question(*, actor: Actor, question: Question, words: str) -> Question:
    require(actor, "oversight.answer_law")
    words = clean_words(words, _("Ghi lý do để người hỏi biết nên hỏi ở đâu."))
    moved = Question.objects.filter(pk=question.pk, state=QuestionState.WAITING).update(
        state=QuestionState.DECLINED, decline_words=words, answered_on=actor.day
    )
    if not moved:
        raise WrongState(_("Câu hỏi này đã được xử lý. Tải lại trang để xem."))
    question.refresh_from_db()
    _tell_asker(
        question, _("Câu hỏi %(number)s không được trả lời") % {"number": question.number}, words
    )
    audit.record(
        actor, "oversight.decline_law", question, before="waiting", after="declined", reason=words
    )
    return question


@transaction.atomic
def unpublish_question(*, actor: Actor, question: Question, reason: str) -> Question:
    require(actor, "oversight.answer_law")
    reason = clean_words(reason, _("Ghi lý do gỡ."))
    if not Question.objects.filter(pk=question.pk, is_published=True).update(is_published=False):
        raise WrongState(_("Câu hỏi này không còn công bố."))
    question.refresh_from_db()
    audit.record(actor, "oversight.unpublish_law", question, before="published", reason=reason)
    return question


@transaction.atomic
def confirm_question(
    *, actor: Actor, question: Question, valid_until: date | None = None
) -> Question:
    """Looked at again and still right, until a day or as long as the law stands."""
    require(actor, "oversight.answer_law")
    if valid_until is not None and valid_until <= actor.day:
        raise BadInput(_("Ngày còn đúng phải sau hôm nay."))
    here = Question.objects.filter(pk=question.pk, is_published=True)
    if not here.update(reviewed_on=actor.day, valid_until=valid_until):
        raise WrongState(_("Câu hỏi này không còn công bố."))
    question.refresh_from_db()
    audit.record(actor, "oversight.confirm_law", question, after={"until": valid_until})
    return question


def ceased(question: Question, day: date) -> list[str]:
    """Documents an answer cites that do not hold on the day any more."""
    return [
        full_citation(one.document)
        for one in question.citations.select_related("document")
        if one.document.effective_until is not None and one.document.effective_until <= day
    ]


@transaction.atomic
def tell_to_review(day: date) -> int:
    """Tell the desk, once for each entry and day of its end, that an answer needs eyes."""
    found = list(Question.objects.to_review_on(day))
    for question in found:
        outbox.notify(
            roles=DESK,
            subject=_("Cần xem lại câu trả lời: %(title)s") % {"title": question.title},
            body=_("Văn bản được dẫn đã hết hiệu lực, hoặc đã qua ngày còn đúng."),
            url=question_url(question),
            kind="question",
            key=f"question:{question.pk}:review:{question.reviewed_on}",
        )
    return len(found)
