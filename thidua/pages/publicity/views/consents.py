"""The consent paper: printed, signed, kept, taken back."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.base import files
from thidua.base.access import Actor, requires
from thidua.base.errors import Refusal
from thidua.pages.movements.views.things import DOCX
from thidua.pages.portal.answers import absolute
from thidua.pages.publicity.finding import carry_out, find_example, form_page
from thidua.pages.publicity.forms import ConsentForm
from thidua.pages.publicity.views.acts import trail_of
from thidua.subjects.publicity.documents import consent_form
from thidua.subjects.publicity.enums import Relation
from thidua.subjects.publicity.models import Example
from thidua.subjects.publicity.services.consents import (
    record_consent,
    withdraw_consent,
    withdrawal_code,
)


@require_http_methods(["GET", "POST"])
@requires("publicity.consent")
def consent(request: HttpRequest, example_id: int) -> HttpResponse:
    actor = request.actor
    example = find_example(actor, example_id)
    initial = {"given_on": actor.day, "given_by": example.name if example.is_person and not example.is_child else ""}  # fmt: skip
    initial["relation"] = _usual(example)
    form = ConsentForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            _record(actor, example, dict(form.cleaned_data))
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã ghi giấy đồng ý.")
            return redirect("publicity:example_see", example.pk)
    return form_page(
        request,
        form,
        heading="Giấy đồng ý",
        card=example.name,
        button="Ghi giấy đồng ý",
        files=True,
        intro="In giấy, để người được giới thiệu đọc và ký (dưới 16 tuổi: cha, mẹ hoặc người giám hộ "
        "ký), rồi chụp lại đưa lên. Không có giấy đồng ý thì không đăng gì.",
        extra=(reverse("publicity:consent_paper", args=[example.pk]), "Tải giấy đồng ý để in"),
        **trail_of(example),
    )


def _usual(example: Example) -> str:
    if not example.is_person:
        return Relation.LEADER
    return Relation.GUARDIAN if example.is_child else Relation.SELF


@transaction.atomic
def _record(actor: Actor, example: Example, values: dict[str, object]) -> None:
    given = values.pop("file")
    stored = files.store(actor=actor, name=given.name, content=given, purpose="paper")  # type: ignore[attr-defined, arg-type]
    record_consent(actor=actor, example=example, file=stored, **values)  # type: ignore[arg-type]


@require_GET
@requires("publicity.consent")
def consent_paper(request: HttpRequest, example_id: int) -> HttpResponse:
    """The form to print, with the code by which the person takes the consent back."""
    example = find_example(request.actor, example_id)
    address = absolute("portal:consent_withdraw")
    content = consent_form(example, withdrawal_code(example.pk), address, request.actor.day)
    response = HttpResponse(content, content_type=DOCX)
    name = f"giay-dong-y-{example.slug}.docx"
    response["Content-Disposition"] = str(content_disposition_header(True, name))
    return response


@require_POST
@requires("publicity.withdraw_consent")
def consent_withdraw(request: HttpRequest, example_id: int) -> HttpResponse:
    example = find_example(request.actor, example_id)
    return carry_out(
        request, example, "Đã ghi rút đồng ý; cổng đã gỡ, các báo, đài được báo.", withdraw_consent,
        reason=request.POST.get("reason", ""), pictures_only=request.POST.get("what") == "pictures",
    )  # fmt: skip


@require_GET
@requires("publicity.consent")
def consent_file(request: HttpRequest, example_id: int, consent_id: int) -> HttpResponse:
    example = find_example(request.actor, example_id)
    found = get_object_or_404(example.consents.select_related("file"), pk=consent_id)
    return files.serve(found.file, inline=True)
