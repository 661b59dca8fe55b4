"""Numbered papers of a consultation, drafted for an officer to read, mend and submit."""

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.base import audit
from thidua.base.access import Actor, require
from thidua.core.documents import OfficialDocument
from thidua.subjects.oversight.documents import asking_letter, summary_report
from thidua.subjects.oversight.enums import RequestState
from thidua.subjects.oversight.errors import WrongState
from thidua.subjects.oversight.models import OpinionRequest
from thidua.subjects.oversight.selectors.consults import passages_said
from thidua.subjects.papers.enums import PaperState
from thidua.subjects.papers.models import Paper
from thidua.subjects.papers.services import create_paper


@transaction.atomic
def draft_asking_letter(*, actor: Actor, request: OpinionRequest) -> Paper:
    require(actor, "oversight.consult", request)
    _check_none(request.letter)
    return _write(actor, request, "letter", asking_letter(request, actor.day))


@transaction.atomic
def draft_summary(*, actor: Actor, request: OpinionRequest) -> Paper:
    require(actor, "oversight.consult", request)
    if request.state != RequestState.CLOSED:
        raise WrongState(_("Kết thúc đợt lấy ý kiến trước khi lập báo cáo tổng hợp."))
    _check_none(request.summary)
    document = summary_report(request, passages_said(request), actor.day)
    return _write(actor, request, "summary", document)


def _check_none(paper: Paper | None) -> None:
    if paper is not None and paper.state != PaperState.DISCARDED:
        raise WrongState(_("Văn bản này đã được soạn: mở văn bản để sửa, trình ký."))


def _write(actor: Actor, request: OpinionRequest, field: str, document: OfficialDocument) -> Paper:
    paper = create_paper(
        actor=actor,
        unit_id=request.unit_id,
        kind=document.kind,
        document=document,
        about=f"oversight.OpinionRequest:{request.pk}",
    )
    OpinionRequest.objects.filter(pk=request.pk).update(**{field: paper})
    request.refresh_from_db()
    audit.record(actor, "oversight.draft_paper", request, after={"paper": paper})
    return paper
