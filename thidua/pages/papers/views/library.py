"""The library of legal bases: search, read, add, correct."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from thidua.base import audit
from thidua.base.access import may, requires, signed_in
from thidua.base.errors import Refusal
from thidua.core.text import format_date
from thidua.pages.papers.forms import LegalForm
from thidua.pages.papers.views.finding import actor_of
from thidua.pages.papers.views.papers import when_of
from thidua.pages.ui.lists import Column, Filter, FilteredList
from thidua.pages.ui.parts import Event
from thidua.subjects.papers import services
from thidua.subjects.papers.enums import LegalKind, SourceStatus
from thidua.subjects.papers.errors import StalePaper
from thidua.subjects.papers.models import LegalDocument
from thidua.subjects.papers.selectors.legal import (
    full_citation,
    search_library,
    short_citation,
    standing_on,
)

EVENTS = {
    "papers.add_legal": "thêm vào thư viện",
    "papers.correct_legal": "sửa mục",
    "papers.load_library": "nạp thư viện",
}


@signed_in
def legal_list(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    day = actor.day
    columns = [
        Column("title", "Trích yếu", lambda d: d.title, order="search_key", lead=True, url=lambda d: reverse("papers:legal_see", args=[d.pk])),
        Column("number", "Số, ký hiệu", lambda d: d.number, order="number_key"),
        Column("kind", "Loại", lambda d: d.get_kind_display(), order="kind"),
        Column("issued_on", "Ngày", lambda d: d.issued_on, "date", order="issued_on"),
        Column("issuer", "Cơ quan ban hành", lambda d: d.issuer, order="issuer"),
        Column("standing", "Hiệu lực", lambda d: standing_on(d, day), "state", sortable=False),
        Column("status", "Đối chiếu", lambda d: d.get_source_status_display(), "state", order="source_status"),
        Column("source", "Nguồn", lambda d: d.source, order="source", shown=False),
    ]  # fmt: skip
    shown = FilteredList(
        request.GET,
        LegalDocument.objects.all(),
        columns,
        name="can-cu",
        thing="văn bản",
        search_fields=("search_key",),
        search_hint="ví dụ: nghi dinh 91",
        sort="-issued_on",
        filters=[
            Filter("loai", "Loại", LegalKind.choices, lambda rows, v: rows.filter(kind=v)),
            Filter(
                "hieu-luc",
                "Hiệu lực",
                [("con", f"Còn hiệu lực ngày {format_date(day)}")],
                lambda rows, v: search_library(in_force_on=day),
            ),
            Filter(
                "doi-chieu",
                "Đối chiếu",
                SourceStatus.choices,
                lambda rows, v: rows.filter(source_status=v),
            ),
        ],
        empty_heading="Thư viện chưa có văn bản",
        empty_words="Cán bộ Ban TĐKT thêm luật, nghị định, chỉ thị làm căn cứ ở đây.",
        export_name="can-cu-phap-ly",
    )
    if shown.wants_export:
        return shown.export()
    context = {"shown": shown, "may_keep": may(actor, "papers.keep_library")}
    return render(request, "papers/legal_list.html", context)


@signed_in
def legal_see(request: HttpRequest, document_id: int) -> HttpResponse:
    actor = actor_of(request)
    documents = LegalDocument.objects.select_related("replaced_by")
    document = get_object_or_404(documents, pk=document_id)
    events = [
        Event(when_of(event), EVENTS.get(event.verb, event.verb), event.signature)
        for event in audit.timeline(document)
    ]
    context = {
        "document": document,
        "standing": standing_on(document, actor.day),
        "full": full_citation(document),
        "short": short_citation(document),
        "citations": list(document.citations.all()),
        "replaces": list(document.replaces.all()),
        "events": events,
        "may_keep": may(actor, "papers.keep_library"),
    }
    return render(request, "papers/legal_see.html", context)


@requires("papers.keep_library")
def legal_add(request: HttpRequest) -> HttpResponse:
    form = LegalForm(request.POST or None, initial={"source_status": SourceStatus.FROM_MEMORY})
    if request.method == "POST" and form.is_valid():
        try:
            document = services.add_legal_document(actor=actor_of(request), **form.facts())
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã thêm vào thư viện.")
            return redirect("papers:legal_see", document.pk)
    return render(request, "papers/legal_form.html", {"form": form, "document": None})


@requires("papers.keep_library")
def legal_correct(request: HttpRequest, document_id: int) -> HttpResponse:
    document = get_object_or_404(LegalDocument, pk=document_id)
    revision = document.revision
    form = LegalForm(request.POST or None, instance=document)
    if request.method == "POST" and form.is_valid():
        asked = request.POST.get("revision", "")
        try:
            services.correct_legal_document(
                actor=actor_of(request),
                document_id=document_id,
                revision=int(asked) if asked.isdigit() else 0,
                **form.facts(),
            )
        except StalePaper as stale:
            form.add_error(None, stale.message)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã lưu.")
            return redirect("papers:legal_see", document_id)
    context = {"form": form, "document": document, "revision": revision}
    return render(request, "papers/legal_form.html", context)
