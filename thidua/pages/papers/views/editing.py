"""Drafting on the page: a new paper from a template, and its rows in a plain form."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from thidua.base.access import Actor, may, requires
from thidua.base.errors import Refusal
from thidua.core.documents import OfficialDocument
from thidua.pages.papers.forms import (
    DocumentForm,
    document_from,
    rows_posted,
    rows_shown,
    values_of,
)
from thidua.pages.papers.preview import sheet_of
from thidua.pages.papers.rows import KINDS, LEVELS, Row, act_on
from thidua.pages.papers.views.finding import actor_of, visible_paper
from thidua.subjects.orgs.models import OrganizationVersion
from thidua.subjects.papers import content, services
from thidua.subjects.papers.errors import StalePaper
from thidua.subjects.papers.models import LegalDocument, Paper, PaperDraft
from thidua.subjects.papers.permissions import DESK, PROVINCE_KINDS
from thidua.subjects.papers.selectors.legal import full_citation
from thidua.subjects.papers.templates import TEMPLATES, first_draft


def units_to_draft_for(actor: Actor) -> list[tuple[int, str]]:
    """The actor's own unit; at the province's desk also the Committee and the Council."""
    units = [(actor.unit_id, actor.unit_name)] if actor.unit_id else []
    if actor.role in DESK:
        versions = OrganizationVersion.objects.on(actor.day).filter(kind__in=PROVINCE_KINDS)
        own = versions.exclude(kind="province").order_by("sort_key", "pk")
        units += list(own.values_list("organization_id", "name"))
    return units


@requires("papers.create")
def new(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    units = units_to_draft_for(actor)
    if request.method == "POST":
        template = TEMPLATES.get(request.POST.get("template", ""))
        unit = next((pk for pk, _n in units if str(pk) == request.POST.get("unit", "")), None)
        if template is not None and unit is not None:
            return _create(request, actor, template.key, unit)
        messages.error(request, "Chọn mẫu văn bản và đơn vị ban hành.")
    context = {"templates": TEMPLATES.values(), "units": units}
    return render(request, "papers/paper_new.html", context)


def _create(request: HttpRequest, actor: Actor, key: str, unit_id: int) -> HttpResponse:
    template = TEMPLATES[key]
    try:
        document = first_draft(template, unit_id, actor)
        paper = services.create_paper(
            actor=actor, unit_id=unit_id, kind=template.kind, document=document
        )
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return redirect("papers:paper_new")
    return redirect("papers:paper_edit", paper.pk)


@requires("papers.revise")
def edit(request: HttpRequest, paper_id: int) -> HttpResponse:
    paper = visible_paper(request, paper_id)
    actor = actor_of(request)
    if not (answer := may(actor, "papers.revise", paper)):
        messages.error(request, answer.reason)
        return redirect("papers:paper_see", paper.pk)
    if request.method == "POST":
        return _save(request, paper, actor)
    kept = _kept(paper, actor)
    document = content.from_json(kept.content if kept else paper.content)
    return _show(request, paper, document, rows_shown(document), kept=kept)


def _kept(paper: Paper, actor: Actor) -> PaperDraft | None:
    """What this person was typing over the present revision and did not save."""
    return paper.kept_drafts.filter(user_id=actor.user_id, revision=paper.revision).first()


def _posted(request: HttpRequest, paper: Paper) -> tuple[OfficialDocument, list[Row], DocumentForm]:
    before = content.from_json(paper.content)
    form = DocumentForm(request.POST, kind=before.kind)
    rows = rows_posted(request.POST)
    values = form.cleaned_data if form.is_valid() else values_of(before) | form.cleaned_data
    return document_from(values, rows, before), rows, form


def _save(request: HttpRequest, paper: Paper, actor: Actor) -> HttpResponse:
    """Save, with the act of the button that was pressed: on a row, or on the bases."""
    document, rows, form = _posted(request, paper)
    act, _colon, place = request.POST.get("do", "save").partition(":")
    acted = act_on(rows, act, int(place)) if place.isdigit() else rows
    document = _with_basis(request, document, act)
    if acted != rows:
        document = document_from(values_of(document), acted, content.from_json(paper.content))
    if not form.is_valid():
        return _show(request, paper, document, acted, form=form)
    words = request.POST.get("revision", "")
    try:
        paper = services.revise_paper(
            actor=actor,
            paper_id=paper.pk,
            revision=int(words) if words.isdigit() else 0,
            document=document,
        )
    except StalePaper as stale:
        return _show(request, paper, document, acted, stale=stale)
    if act in ("save", "close"):
        messages.success(request, "Đã lưu dự thảo.")
        return redirect("papers:paper_see" if act == "close" else "papers:paper_edit", paper.pk)
    if act == "basis":
        return redirect(reverse("papers:paper_edit", args=[paper.pk]) + "#id_bases")
    return _show(request, paper, content.from_json(paper.content), acted)


def _with_basis(request: HttpRequest, document: OfficialDocument, act: str) -> OfficialDocument:
    chosen = request.POST.get("basis", "")
    if act != "basis" or not chosen.isdigit():
        return document
    basis = LegalDocument.objects.filter(pk=int(chosen)).first()
    line = f"Căn cứ {full_citation(basis)}" if basis else ""
    if not line or line in document.bases:
        return document
    return replace(document, bases=(*document.bases, line))


def _show(
    request: HttpRequest,
    paper: Paper,
    document: OfficialDocument,
    rows: list[Row],
    *,
    form: DocumentForm | None = None,
    kept: PaperDraft | None = None,
    stale: StalePaper | None = None,
) -> HttpResponse:
    actor = actor_of(request)
    bases = LegalDocument.objects.in_force_on(actor.day).order_by("kind", "number")
    context = {
        "paper": paper,
        "form": form or DocumentForm(initial=values_of(document), kind=document.kind),
        "rows": list(enumerate(rows or [Row()])),
        "kinds": KINDS,
        "levels": LEVELS,
        "kept": kept,
        "stale": stale,
        "other": sheet_of(content.document_of(paper)) if stale else None,
        "revision": paper.revision,
        "bases": [(basis.pk, f"{basis}: {basis.title}"[:120]) for basis in bases],
    }
    return render(request, "papers/paper_edit.html", context, status=409 if stale else 200)


@requires("papers.revise")
@require_POST
def keep(request: HttpRequest, paper_id: int) -> HttpResponse:
    """What the page sends by itself while somebody types."""
    paper = visible_paper(request, paper_id)
    document, _rows, _form = _posted(request, paper)
    words = request.POST.get("revision", "")
    try:
        services.keep_draft(
            actor=actor_of(request),
            paper_id=paper.pk,
            revision=int(words) if words.isdigit() else 0,
            document=document,
        )
    except Refusal as refusal:
        return JsonResponse({"error": refusal.message}, status=409)
    return HttpResponse(status=204)
