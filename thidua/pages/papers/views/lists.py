"""Lists of papers: what my unit and I may see, and what my unit received."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from thidua.base.access import Actor, may, signed_in
from thidua.pages.ui.lists import Column, Filter, FilteredList
from thidua.pages.ui.parts import Tab
from thidua.subjects.papers.enums import KIND_CHOICES, PaperState, Purpose
from thidua.subjects.papers.models import Paper, PaperDelivery
from thidua.subjects.papers.selectors.papers import (
    filtered,
    inbox_of,
    units_of,
    unread_by,
    visible_to,
    waiting_for,
    years_of,
)

STATES = [(state.value, str(state.label)) for state in PaperState]


def _columns() -> list[Column]:
    return [
        Column("subject", "Trích yếu", lambda p: p.subject or "(chưa có trích yếu)", order="subject_key", lead=True, url=lambda p: reverse("papers:paper_see", args=[p.pk])),
        Column("kind", "Loại", lambda p: p.get_kind_display(), order="kind"),
        Column("code", "Số, ký hiệu", lambda p: p.code if p.number else p.notation, order="number"),
        Column("issued_on", "Ngày", lambda p: p.issued_on, "date", order="issued_on"),
        Column("unit", "Đơn vị", lambda p: p.unit_name, order="unit_name"),
        Column("state", "Trạng thái", lambda p: p.get_state_display(), "state", order="state"),
        Column("changed_at", "Cập nhật", lambda p: p.changed_at, "datetime", order="changed_at"),
        Column("drafted_by", "Người soạn", lambda p: p.drafted_by_name, order="drafted_by_name", shown=False),
        Column("signer", "Người ký", lambda p: p.signer_name, order="signer_name", shown=False),
    ]  # fmt: skip


def _filters(papers: object) -> list[Filter]:
    years = [(str(year), str(year)) for year in years_of(papers)]  # type: ignore[arg-type]
    units = [(str(pk), name) for pk, name in units_of(papers)]  # type: ignore[arg-type]
    return [
        Filter("loai", "Loại", KIND_CHOICES, lambda rows, v: rows.filter(kind=v)),
        Filter("trang-thai", "Trạng thái", STATES, lambda rows, v: rows.filter(state=v)),
        Filter("nam", "Năm", years, lambda rows, v: rows.filter(year=int(v))),
        Filter("don-vi", "Đơn vị", units, lambda rows, v: rows.filter(unit_id=int(v))),
    ]


class PaperList(FilteredList):
    """Words find the subject, the notation and the number; the rule is the selector's."""

    def _search(self, rows):  # type: ignore[no-untyped-def]
        return filtered(rows, words=self.q, state=self.params.get("trang-thai", ""))


def _tabs(actor: Actor, current: str) -> list[Tab]:
    waiting = waiting_for(actor).count()
    unread = unread_by(actor.unit_id, actor.day).count()
    return [
        Tab("Văn bản", reverse("papers:paper_list"), current=current == "all"),
        Tab(
            "Chờ tôi duyệt, ký",
            reverse("papers:paper_list") + "?viec=cho-toi",
            waiting,
            current == "waiting",
        ),
        Tab("Văn bản đến", reverse("papers:paper_inbox"), unread, current == "inbox"),
    ]


@signed_in
def paper_list(request: HttpRequest) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    waiting = request.GET.get("viec") == "cho-toi"
    papers = waiting_for(actor) if waiting else visible_to(actor)
    discarded = request.GET.get("trang-thai") == PaperState.DISCARDED
    shown = PaperList(
        request.GET,
        papers if discarded else papers.exclude(state=PaperState.DISCARDED),
        _columns(),
        name="van-ban",
        thing="văn bản",
        filters=_filters(papers),
        search_hint="ví dụ: 05/kh hoặc thi dua",
        sort="-changed_at",
        empty_heading="Chưa có văn bản nào",
        empty_words="Bấm “Soạn văn bản” để bắt đầu từ một mẫu.",
        export_name="van-ban",
    )
    if shown.wants_export:
        return shown.export()
    context = {
        "shown": shown,
        "tabs": _tabs(actor, "waiting" if waiting else "all"),
        "may_draft": may(actor, "papers.create"),
    }
    return render(request, "papers/paper_list.html", context)


def _received_columns() -> list[Column]:
    return [
        Column("subject", "Trích yếu", lambda d: d.paper.subject, order="paper__subject_key", lead=True, url=lambda d: reverse("papers:paper_see", args=[d.paper_id])),
        Column("code", "Số, ký hiệu", lambda d: d.paper.code, order="paper__number"),
        Column("issued_on", "Ngày", lambda d: d.paper.issued_on, "date", order="paper__issued_on"),
        Column("from", "Nơi gửi", lambda d: d.paper.unit_name, order="paper__unit_name"),
        Column("purpose", "Để", lambda d: d.get_purpose_display(), order="purpose"),
        Column("sent_on", "Ngày đến", lambda d: d.sent_on, "date", order="sent_on"),
        Column("state", "Trạng thái", receipt_words, "state", sortable=False),
    ]  # fmt: skip


def receipt_words(delivery: PaperDelivery) -> str:
    """How far the receipt has come, in one word of the state chips."""
    if delivery.paper.state == PaperState.RECALLED:
        return str(PaperState.RECALLED.label)
    if delivery.acknowledged_at:
        return "Đã tiếp nhận"
    return "Đã mở" if delivery.opened_at else "Chưa mở"


class ReceivedList(FilteredList):
    def _search(self, rows):  # type: ignore[no-untyped-def]
        return rows.filter(paper__in=filtered(Paper.objects.all(), words=self.q))


@signed_in
def paper_inbox(request: HttpRequest) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    shown = ReceivedList(
        request.GET,
        inbox_of(actor.unit_id),
        _received_columns(),
        name="van-ban-den",
        thing="văn bản đến",
        filters=[
            Filter("de", "Để", Purpose.choices, lambda rows, v: rows.filter(purpose=v)),
            Filter(
                "nhan",
                "Xác nhận",
                [("chua", "Chưa xác nhận"), ("roi", "Đã xác nhận")],
                lambda rows, v: rows.filter(acknowledged_at__isnull=v == "chua"),
            ),
        ],
        search_hint="ví dụ: 05/kh hoặc thi dua",
        sort="-sent_on",
        empty_heading="Chưa có văn bản đến",
        empty_words="Văn bản gửi đến đơn vị qua Thi Đua sẽ nằm ở đây.",
        export_name="van-ban-den",
    )
    if shown.wants_export:
        return shown.export()
    context = {"shown": shown, "tabs": _tabs(actor, "inbox")}
    return render(request, "papers/paper_inbox.html", context)
