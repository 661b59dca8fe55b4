"""Letters that the system drafts for an officer: reminders to units that are late."""

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction

from thidua.base.access import Actor
from thidua.core.documents import DocumentKind, Paragraph
from thidua.subjects.papers.models import Paper
from thidua.subjects.papers.services.drafting import create_paper
from thidua.subjects.papers.templates import letterhead


@transaction.atomic
def draft_reminder_letter(
    *,
    actor: Actor,
    unit_id: int,
    about: str,
    addressees: Sequence[str],
    subject: str,
    paragraphs: Sequence[str],
) -> Paper:
    """A draft công văn đôn đốc of the unit, to be read and submitted by a person."""
    letter = letterhead(unit_id, actor.day).document(
        DocumentKind.LETTER, subject, [Paragraph(text) for text in paragraphs], actor.day.year
    )
    letter = replace(letter, addressees=tuple(addressees), recipients=("Như trên",))
    return create_paper(
        actor=actor, unit_id=unit_id, kind=letter.kind, document=letter, about=about
    )
