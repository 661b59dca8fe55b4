"""Questions on law: those an actor may see, and search without accents."""

from django.db.models import Q, QuerySet

from thidua.base.access import Actor, may
from thidua.core.text import fold
from thidua.subjects.oversight.enums import Topic
from thidua.subjects.oversight.models import LawCitation, Question
from thidua.subjects.papers.models import LegalDocument
from thidua.subjects.papers.selectors.legal import full_citation


def visible_to(actor: Actor) -> QuerySet[Question]:
    """Published ones, those of one's own; all to those who answer."""
    if may(actor, "oversight.answer_law"):
        return Question.objects.all()
    own = Q(asked_by_id=actor.user_id) if actor.user_id is not None else Q(pk=None)
    return Question.objects.filter(Q(is_published=True) | own)


def narrowed(questions: QuerySet[Question], words: str, topic: str = "") -> QuerySet[Question]:
    for word in fold(words).split():
        questions = questions.filter(search_key__contains=word)
    return questions.filter(topic=topic) if topic in Topic.values else questions


def cited_words(cited: LawCitation) -> str:
    """The article with its document; two laws bear one name, so the number stands with it."""
    return f"{cited.article}, {document_words(cited.document)}"


def document_words(document: LegalDocument) -> str:
    words = full_citation(document)
    unnamed = document.number and document.number not in words
    return f"{words} số {document.number}" if unnamed else words
