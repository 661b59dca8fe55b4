"""What papers answer to the questions of lower layers: duties, ties, search."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.base import registries
from thidua.base.access import Actor
from thidua.base.registries import DutyRow, SearchHit, Tie
from thidua.subjects.papers.enums import PUBLISHED, PaperState, Purpose, StepState
from thidua.subjects.papers.models import LegalDocument, Paper, PaperDelivery, SignOff
from thidua.subjects.papers.permissions import DESK, UNIT_WRITERS, current_step
from thidua.subjects.papers.selectors.legal import search_library
from thidua.subjects.papers.selectors.papers import (
    filtered,
    owed_number,
    returned_to,
    unread_by,
    visible_to,
    waiting_for,
)

KIND = "Văn bản"
AT_MOST = 100


def open_duties(actor: Actor) -> Iterable[DutyRow]:
    yield from _to_sign(actor)
    yield from _returned(actor)
    if actor.role in (*UNIT_WRITERS, *DESK):
        yield from _to_number(actor)
        yield from _to_acknowledge(actor)


def _url(paper: Paper) -> str:
    return reverse("papers:paper_see", args=[paper.pk])


def _row(paper: Paper, detail: str, label: str, action: str, icon: str, state: str) -> DutyRow:
    return DutyRow(
        due=None,
        title=str(paper),
        detail=detail,
        state_label=label,
        state=state,
        url=_url(paper),
        action=action,
        kind=KIND,
        icon=icon,
    )


def _to_sign(actor: Actor) -> Iterable[DutyRow]:
    for paper in waiting_for(actor).prefetch_related("steps")[:AT_MOST]:
        step = current_step(paper)
        assert step is not None
        action = _("Đọc và ký") if step.kind == "sign" else _("Đọc và duyệt")
        yield _row(paper, paper.unit_name, _("Chờ tôi duyệt, ký"), action, "signature", "todo")


def _returned(actor: Actor) -> Iterable[DutyRow]:
    for paper in returned_to(actor)[:AT_MOST]:
        detail = _("Lý do: %(why)s") % {"why": paper.return_reason}
        yield _row(paper, detail, _("Bị trả lại"), _("Sửa dự thảo"), "arrow-back-up", "warn")


def _to_number(actor: Actor) -> Iterable[DutyRow]:
    for paper in owed_number(actor)[:AT_MOST]:
        label = _("Chờ ban hành") if paper.number else _("Chờ cấp số")
        yield _row(paper, paper.unit_name, label, _("Cấp số, ban hành"), "hash", "todo")


def _to_acknowledge(actor: Actor) -> Iterable[DutyRow]:
    waiting = unread_by(actor.unit_id, actor.day).exclude(purpose=Purpose.KNOW)
    for delivery in waiting[:AT_MOST]:
        detail = _("%(unit)s gửi. %(subject)s") % {
            "unit": delivery.paper.unit_name,
            "subject": delivery.paper.subject,
        }
        label = _("Đã mở, chưa xác nhận") if delivery.opened_at else _("Văn bản mới đến")
        yield _row(delivery.paper, detail, label, _("Xác nhận đã nhận"), "inbox", "todo")


def unit_ties(org_ids: set[int], day: date) -> Iterable[Tie]:
    open_papers = Paper.objects.filter(unit_id__in=org_ids).exclude(
        state__in=[*PUBLISHED, PaperState.DISCARDED]
    )
    steps = SignOff.objects.filter(unit_id__in=org_ids, state=StepState.CURRENT)
    received = PaperDelivery.objects.filter(
        recipient_id__in=org_ids, acknowledged_at__isnull=True, paper__state=PaperState.ISSUED
    )
    yield Tie(_("Văn bản đang soạn, trình ký"), open_papers.count())
    yield Tie(_("Văn bản chờ đơn vị duyệt, ký"), steps.count())
    yield Tie(_("Văn bản đến chưa xác nhận"), received.count())


def search(actor: Actor, query: str, limit: int) -> Iterable[SearchHit]:
    for paper in filtered(visible_to(actor), words=query)[:limit]:
        yield SearchHit(KIND, str(paper), f"{paper.unit_name}. {paper.subject}", _url(paper))
    for document in search_library(query)[:limit]:
        yield _library_hit(document)


def _library_hit(document: LegalDocument) -> SearchHit:
    url = reverse("papers:legal_see", args=[document.pk])
    return SearchHit(_("Căn cứ pháp lý"), str(document), document.title, url)


def step_still_waits(key: str) -> bool:
    """Is the step of the message "paper:<id>:step:<round>:<order>" still the current one."""
    _paper, paper_id, _step, round_, order = key.split(":")
    step = SignOff.objects.filter(paper_id=int(paper_id), round=int(round_), order=int(order))
    return step.filter(state=StepState.CURRENT).exists()


registries.reminder_reasons["papers.step_waits"] = step_still_waits
registries.open_duties.register("papers", open_duties)
registries.unit_ties.register("papers", unit_ties)
registries.search_sources.register("papers", search)
