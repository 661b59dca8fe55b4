"""Suggesting, mending facts, writing the text, pictures with their words."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from thidua.base import files
from thidua.base.access import Actor, requires
from thidua.base.errors import Refusal, StaleVersion
from thidua.base.files import BadFile
from thidua.pages.publicity.finding import find_example, form_page
from thidua.pages.publicity.forms import (
    AddPictureForm,
    DescribePictureForm,
    EditFactsForm,
    SuggestForm,
    TextForm,
)
from thidua.pages.publicity.views.acts import trail_of
from thidua.subjects.publicity.models import Example
from thidua.subjects.publicity.permissions import UNIT_PEOPLE
from thidua.subjects.publicity.services import editing
from thidua.subjects.publicity.services import pictures as services
from thidua.subjects.publicity.services.suggesting import suggest_example


@require_http_methods(["GET", "POST"])
@requires("publicity.suggest")
def suggest(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    form = SuggestForm(
        request.POST or None, request.FILES or None, day=actor.day, initial=_at_home(actor)
    )
    if request.method == "POST" and form.is_valid():
        try:
            example = _suggest(actor, form)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã giới thiệu. Đơn vị được đề nghị xác nhận.")
            return redirect("publicity:example_see", example.pk)
    return form_page(
        request,
        form,
        top=("Điển hình", reverse("publicity:example_list")),
        heading="Giới thiệu gương điển hình",
        card="Ai, việc gì, ở đâu",
        button="Giới thiệu",
        files=True,
        intro="Người tốt, việc tốt, tập thể tiêu biểu, nhân tố mới. Đơn vị xác nhận việc làm và xin giấy "
        "đồng ý trước khi bài được viết, được đăng.",
    )


def _at_home(actor: Actor) -> dict[str, Any]:
    return {"unit_id": actor.unit_id} if actor.role in UNIT_PEOPLE else {}


@transaction.atomic
def _suggest(actor: Actor, form: SuggestForm) -> Example:
    """The example with its files: all or nothing."""
    proof = form.cleaned_data["proof_file"]
    stored = (
        files.store(actor=actor, name=proof.name, content=proof, purpose="paper") if proof else None
    )
    return suggest_example(
        actor=actor,
        facts=form.facts,
        pictures=[picture.read() for picture in form.cleaned_data["pictures"]],
        proof_file=stored,
    )


@require_http_methods(["GET", "POST"])
@requires("publicity.picture")
def facts_edit(request: HttpRequest, example_id: int) -> HttpResponse:
    actor = request.actor
    example = find_example(actor, example_id)
    form = EditFactsForm(request.POST, day=actor.day) if request.method == "POST" else EditFactsForm.of(example, actor.day)  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            editing.edit_facts(
                actor=actor, example=example, facts=form.facts, revision=form.cleaned_data["revision"]
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã lưu thông tin.")
            return redirect("publicity:example_see", example.pk)
    return form_page(
        request, form, heading="Sửa thông tin", card=example.name, button="Lưu", **trail_of(example)
    )


@require_http_methods(["GET", "POST"])
@requires("publicity.edit")
def text_edit(request: HttpRequest, example_id: int) -> HttpResponse:
    actor = request.actor
    example = find_example(actor, example_id)
    initial = {name: getattr(example, name) for name in ("title", "summary", "story", "revision")}
    form = TextForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            editing.edit_text(actor=actor, example=example, **form.cleaned_data)
        except StaleVersion as stale:
            form.data = form.data.copy()
            form.data["revision"] = str(example.revision)
            form.add_error(None, stale.message)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"Đã lưu bản {example.version}.")
            return redirect("publicity:example_see", example.pk)
    context = {"form": form, "example": example, "pictures": list(example.pictures.all())}
    return render(request, "publicity/text_edit.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@requires("publicity.picture")
def pictures(request: HttpRequest, example_id: int) -> HttpResponse:
    """The pictures with their words, and a form for one more."""
    actor = request.actor
    example = find_example(actor, example_id)
    form = AddPictureForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        try:
            content = values.pop("picture").read()
            services.add_picture(actor=actor, example=example, content=content, **values)
        except (BadFile, Refusal) as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã thêm ảnh; thông tin máy ảnh, vị trí đã được bỏ.")
            return redirect("publicity:pictures", example.pk)
    shown = [(one, DescribePictureForm(initial=_words(one), prefix=str(one.pk))) for one in example.pictures.all()]  # fmt: skip
    context = {"example": example, "form": form, "pictures": shown}
    return render(request, "publicity/pictures.html", context, status=422 if form.errors else 200)


def _words(picture: Any) -> dict[str, Any]:
    return {name: getattr(picture, name) for name in ("alt", "caption", "credit", "position")}


@require_POST
@requires("publicity.picture")
def picture_edit(request: HttpRequest, example_id: int, picture_id: int) -> HttpResponse:
    example = find_example(request.actor, example_id)
    picture = get_object_or_404(example.pictures, pk=picture_id)
    form = DescribePictureForm(request.POST, prefix=str(picture.pk))
    try:
        if form.is_valid():
            services.describe_picture(actor=request.actor, picture=picture, **form.cleaned_data)
            messages.success(request, "Đã lưu lời của ảnh.")
        else:
            messages.error(request, "Ảnh cần có mô tả và tác giả, nguồn ảnh.")
    except Refusal as refusal:
        messages.error(request, refusal.message)
    return redirect("publicity:pictures", example.pk)


@require_POST
@requires("publicity.picture")
def picture_drop(request: HttpRequest, example_id: int, picture_id: int) -> HttpResponse:
    example = find_example(request.actor, example_id)
    picture = get_object_or_404(example.pictures, pk=picture_id)
    try:
        services.drop_picture(actor=request.actor, picture=picture)
        messages.success(request, "Đã bỏ ảnh.")
    except Refusal as refusal:
        messages.error(request, refusal.message)
    return redirect("publicity:pictures", example.pk)
