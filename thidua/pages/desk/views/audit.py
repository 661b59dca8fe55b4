"""The record: searched, read event by event, checked, exported."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from thidua.base import jobs
from thidua.base.access import requires
from thidua.base.audit import selectors
from thidua.base.audit.heads import read_heads
from thidua.base.audit.models import AuditEvent
from thidua.pages.desk.asking import actor_of
from thidua.pages.desk.words import AREAS, field_words
from thidua.pages.ui.lists import Column, Filter, FilteredList
from thidua.pages.ui.verbs import verb_words

MAX_EXPORT = 50_000

COLUMNS = (
    Column("so", "Số", lambda row: row.sequence, kind="number", order="sequence"),
    Column(
        "viec",
        "Việc",
        lambda row: verb_words(row.verb),
        lead=True,
        url=lambda row: reverse("desk:audit_see", args=[row.sequence]),
        sub=lambda row: row.label,
    ),
    Column("nguoi", "Người làm", lambda row: row.signature),
    Column("luc", "Lúc", lambda row: row.at, kind="datetime", order="at"),
    Column("ngay", "Ngày làm việc", lambda row: row.day, kind="date", order="day", shown=False),
    Column("lydo", "Lý do", lambda row: row.reason, shown=False),
    Column("vb", "Văn bản", lambda row: row.paper, shown=False),
    Column("dau", "Dấu", lambda row: row.hash, shown=False),
)


def _of_area(rows: QuerySet[AuditEvent], value: str) -> QuerySet[AuditEvent]:
    return rows.filter(verb__startswith=f"{value}.")


def _since(rows: QuerySet[AuditEvent], value: str) -> QuerySet[AuditEvent]:
    return rows.filter(at__year=int(value))


def _years() -> list[tuple[str, str]]:
    newest = AuditEvent.objects.order_by("-sequence").values_list("at", flat=True).first()
    oldest = AuditEvent.objects.order_by("sequence").values_list("at", flat=True).first()
    if newest is None or oldest is None:
        return []
    return [(str(year), str(year)) for year in range(newest.year, oldest.year - 1, -1)]


@requires("audit.read")
def event_list(request: HttpRequest) -> HttpResponse:
    shown = FilteredList(
        request.GET,
        selectors.events(),
        COLUMNS,
        name="nhat-ky",
        thing="dòng",
        filters=(
            Filter("mang", "Mảng việc", AREAS, _of_area),
            Filter("nam", "Năm ghi", _years(), _since),
        ),
        search_fields=("search_key",),
        search_hint="ví dụ: so y te",
        sort="-so",
        empty_heading="Nhật ký trống",
        empty_words="Mỗi việc làm trong hệ thống để lại một dòng ở đây, không ai sửa được.",
    )
    if shown.wants_export and shown.count <= MAX_EXPORT:
        return shown.export()
    heads = read_heads()
    context = {
        "shown": shown,
        "too_many": shown.wants_export,
        "max_export": MAX_EXPORT,
        "head": heads[-1] if heads else None,
        "head_at": date.fromisoformat(heads[-1].at[:10]) if heads and heads[-1].at else None,
    }
    return render(request, "desk/audit_list.html", context)


@requires("audit.read")
def event_see(request: HttpRequest, sequence: int) -> HttpResponse:
    event = get_object_or_404(selectors.events(), pk=sequence)
    differences = [
        {"field": field_words(name), "before": _shown(before), "after": _shown(after)}
        for name, before, after in selectors.differences(event)
    ]
    neighbours = set(
        AuditEvent.objects.filter(sequence__in=[sequence - 1, sequence + 1]).values_list(
            "sequence", flat=True
        )
    )
    context = {
        "event": event,
        "words": verb_words(event.verb),
        "differences": differences,
        "whole": event.computed_hash() == event.hash,
        "earlier": sequence - 1 if sequence - 1 in neighbours else None,
        "later": sequence + 1 if sequence + 1 in neighbours else None,
    }
    return render(request, "desk/audit_see.html", context)


def _shown(value: Any) -> str:
    match value:
        case None | "":
            return "—"
        case bool():
            return "Có" if value else "Không"
        case list():
            return "; ".join(_shown(part) for part in value)
        case dict():
            return "; ".join(f"{field_words(key)}: {_shown(part)}" for key, part in value.items())
    return str(value)


@requires("audit.verify")
@require_POST
def verify(request: HttpRequest) -> HttpResponse:
    with transaction.atomic():
        run = jobs.enqueue(actor_of(request), "audit.verify", key="audit.verify")
    return redirect("desk:job_see", run.pk)
