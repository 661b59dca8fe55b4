"""A published paper is locked. Faults of form are corrected by a letter (công văn đính chính),
faults of content by a new paper of the same kind (Decree 30/2020, Article 18.3)."""

from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.base import audit
from thidua.base.access import Actor, require
from thidua.core.documents import DocumentKind, OfficialDocument, Paragraph
from thidua.core.text import format_long_date
from thidua.subjects.papers import content
from thidua.subjects.papers.enums import AmendmentKind, PaperState
from thidua.subjects.papers.errors import PaperRefusal
from thidua.subjects.papers.models import Amendment, Paper
from thidua.subjects.papers.services.drafting import new_paper
from thidua.subjects.papers.services.moving import find_paper
from thidua.subjects.papers.templates import letterhead


@transaction.atomic
def draft_correction(
    *, actor: Actor, paper_id: int, old_text: str, new_text: str, reason: str
) -> Paper:
    """A letter that corrects words of an issued paper; in force when the letter is issued."""
    paper = find_paper(paper_id)
    require(actor, "papers.amend", paper)
    if not (old_text.strip() and new_text.strip() and reason.strip()):
        raise PaperRefusal(_("Ghi đủ: nội dung đã in, nội dung đúng và lý do đính chính."))
    letter = _correcting_letter(paper, actor, old_text.strip(), new_text.strip(), reason.strip())
    return _amend(
        actor,
        paper,
        letter,
        Amendment(
            paper=paper,
            kind=AmendmentKind.CORRECTION,
            reason=reason,
            old_text=old_text,
            new_text=new_text,
        ),
    )


def _correcting_letter(
    paper: Paper, actor: Actor, old: str, new: str, reason: str
) -> OfficialDocument:
    head = letterhead(paper.unit_id, actor.day)
    assert paper.issued_on is not None  # a published paper has its day
    named = f"{paper.get_kind_display()} số {paper.code} {format_long_date(paper.issued_on)}"
    letter = head.document(
        DocumentKind.LETTER,
        f"đính chính {paper.get_kind_display()} số {paper.code}",
        (
            Paragraph(f"{head.issuer} đã ban hành {named} {_continuing(paper.subject)}."),
            Paragraph(f"{reason.rstrip('.')}. {head.issuer} đính chính như sau:"),
            Paragraph(f"Nội dung đã in: “{old}”."),
            Paragraph(f"Nay sửa lại là: “{new}”."),
            Paragraph(f"Các nội dung khác của {named} không thay đổi."),
        ),
        actor.day.year,
    )
    sent_to = tuple(row.name for row in paper.deliveries.all()) or (
        "Các cơ quan, đơn vị nhận văn bản",
    )
    return replace(letter, addressees=sent_to, recipients=("Như trên",))  # fmt: skip


def _continuing(subject: str) -> str:
    return subject[:1].lower() + subject[1:]


@transaction.atomic
def draft_replacement(*, actor: Actor, paper_id: int, reason: str) -> Paper:
    """A new draft with the same words, to be mended; it replaces the old one when issued."""
    paper = find_paper(paper_id)
    require(actor, "papers.amend", paper)
    if not reason.strip():
        raise PaperRefusal(_("Ghi lý do thay thế văn bản."))
    document = replace(content.from_json(paper.content), year=actor.day.year)
    return _amend(
        actor,
        paper,
        document,
        Amendment(paper=paper, kind=AmendmentKind.REPLACEMENT, reason=reason),
    )


def _amend(actor: Actor, paper: Paper, document: OfficialDocument, amendment: Amendment) -> Paper:
    if _open_amendment(paper):
        raise PaperRefusal(_("Đã có dự thảo đính chính hoặc thay thế đang soạn cho văn bản này."))
    drafted = new_paper(actor, paper.unit_id, document, about=paper.about)
    amendment.by_paper = drafted
    amendment.save()
    audit.record(
        actor,
        "papers.amend",
        paper,
        before={"text": amendment.old_text},
        after={"text": amendment.new_text, "by": str(drafted), "kind": amendment.kind},
        reason=amendment.reason,
    )
    return drafted


def _open_amendment(paper: Paper) -> bool:
    pending = paper.amendments.filter(effective_on__isnull=True)
    return pending.exclude(by_paper__state=PaperState.DISCARDED).exists()
