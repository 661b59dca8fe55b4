"""One example: where it stands, what may be done next, what was agreed to, who did what."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from thidua.base import files
from thidua.base.access import may, signed_in
from thidua.pages.movements.forms import UnitField
from thidua.pages.publicity.finding import find_example
from thidua.pages.publicity.words import page_context
from thidua.subjects.publicity.models import Picture
from thidua.subjects.publicity.services.pictures import SIZES


@require_GET
@signed_in
def example_see(request: HttpRequest, example_id: int) -> HttpResponse:
    example = find_example(request.actor, example_id)
    context = page_context(request.actor, example)
    if example.state == "suggested" and context["may"]["assign"]:
        context["units"] = UnitField(request.actor.day).choices
    return render(request, "publicity/example_see.html", context)


@require_GET
@signed_in
def version_see(request: HttpRequest, example_id: int, version: int) -> HttpResponse:
    example = find_example(request.actor, example_id)
    if not (may(request.actor, "publicity.consent", example)):
        raise Http404("Bản bài này chỉ để đơn vị và cơ quan biên tập xem.")
    text = get_object_or_404(example.texts, version=version)
    return render(request, "publicity/version_see.html", {"example": example, "text": text})


@require_GET
@signed_in
def proof_file(request: HttpRequest, example_id: int) -> HttpResponse:
    example = find_example(request.actor, example_id)
    if example.proof_file is None or not may(request.actor, "publicity.consent", example):
        raise Http404("Không có tài liệu chứng minh.")
    return files.serve(example.proof_file, inline=True)


@require_GET
@signed_in
def picture_file(request: HttpRequest, picture_id: int, size: str) -> HttpResponse:
    """For those who may see the example; the portal has an address of its own."""
    if size not in SIZES:
        raise Http404("Không có cỡ ảnh này.")
    picture = Picture.objects.select_related(size).filter(pk=picture_id).first()
    if picture is None:
        raise Http404("Không có ảnh này.")
    find_example(request.actor, picture.example_id)
    return files.serve(getattr(picture, size), inline=True)
