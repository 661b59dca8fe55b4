"""Drafting: a draft can always be saved; two people cannot overwrite each other."""

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from thidua.base import audit, clock
from thidua.base.access import Actor, require
from thidua.core.documents import DocumentKind, OfficialDocument
from thidua.core.text import fold
from thidua.subjects.orgs.selectors import version_on
from thidua.subjects.papers import content
from thidua.subjects.papers.enums import PaperState
from thidua.subjects.papers.errors import PaperRefusal, StalePaper
from thidua.subjects.papers.models import Paper, PaperDraft
from thidua.subjects.papers.services.moving import find_paper, move


@transaction.atomic
def create_paper(
    *, actor: Actor, unit_id: int, kind: str, document: OfficialDocument, about: str = ""
) -> Paper:
    if DocumentKind(kind) != document.kind:
        raise ValueError(f"kind {kind} is not that of the document, {document.kind}")
    paper = new_paper(actor, unit_id, document, about=about)
    audit.record(
        actor, "papers.create", paper, after={"kind": paper.kind, "subject": paper.subject}
    )
    return paper


def new_paper(actor: Actor, unit_id: int, document: OfficialDocument, *, about: str) -> Paper:
    """The row itself, for verbs that draft a paper and record an event of their own."""
    version = version_on(unit_id, actor.day)
    if version is None:
        raise PaperRefusal(_("Đơn vị không tồn tại vào ngày này."))
    paper = Paper(
        unit_id=unit_id,
        unit_name=version.name,
        unit_kind=version.kind,
        kind=document.kind.value,
        about=about,
        drafted_by_id=actor.user_id,
        drafted_by_name=actor.signature,
        **_columns(document),
    )
    require(actor, "papers.create", paper)
    paper.save()
    return paper


def _columns(document: OfficialDocument) -> dict[str, Any]:
    """The columns that repeat what the document says, for lists, search and numbering."""
    subject = document.subject[:500]
    return {
        "content": content.to_json(document),
        "subject": subject,
        "subject_key": fold(subject)[:600],
        "notation": document.notation,
        "series": content.series_of(document.kind, document.notation),
    }


@transaction.atomic
def revise_paper(
    *, actor: Actor, paper_id: int, revision: int, document: OfficialDocument
) -> Paper:
    """Save the draft; `revision` is the one the person was editing."""
    paper = find_paper(paper_id)
    require(actor, "papers.revise", paper)
    if document.kind != paper.kind:
        raise PaperRefusal(_("Không đổi loại văn bản của một dự thảo. Soạn văn bản mới."))
    columns = _columns(document)
    changed = Paper.objects.filter(pk=paper.pk, state=PaperState.DRAFT, revision=revision).update(
        revision=F("revision") + 1, changed_at=clock.stamp(actor.day), **columns
    )
    if not changed:
        raise StalePaper(
            _("Văn bản đã được người khác sửa trong lúc ông (bà) soạn. Phần vừa nhập được giữ bên dưới."),
            kept=columns["content"],
        )  # fmt: skip
    before = paper.subject
    paper.refresh_from_db()
    PaperDraft.objects.filter(paper=paper, user_id=actor.user_id or 0).delete()
    audit.record(
        actor,
        "papers.revise",
        paper,
        before={"subject": before, "revision": revision},
        after={"subject": paper.subject, "revision": paper.revision},
    )
    return paper


def keep_draft(
    *, actor: Actor, paper_id: int, revision: int, document: OfficialDocument
) -> PaperDraft:
    """Keep what this person is typing, beside the paper; no event, and nobody is overwritten."""
    paper = find_paper(paper_id)
    require(actor, "papers.revise", paper)
    assert actor.user_id is not None  # only people type
    kept, _created = PaperDraft.objects.update_or_create(
        paper=paper,
        user_id=actor.user_id,
        defaults={"revision": revision, "content": content.to_json(document)},
    )
    return kept


@transaction.atomic
def discard_paper(*, actor: Actor, paper_id: int, reason: str = "") -> Paper:
    """A draft is discarded with its trace; nothing is ever deleted."""
    paper = find_paper(paper_id)
    require(actor, "papers.discard", paper)
    move(paper, expected=[PaperState.DRAFT], state=PaperState.DISCARDED)
    audit.record(actor, "papers.discard", paper, reason=reason)
    return paper
