"""The catalogue of forms of emulation (hình thức tổ chức phong trào)."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods

from thidua.base.access import requires
from thidua.base.errors import Refusal
from thidua.core.text import fold
from thidua.subjects.movements.models import MovementForm
from thidua.subjects.movements.services.drafting import save_form


class CatalogueForm(forms.Form):
    code = forms.CharField(widget=forms.HiddenInput, required=False)
    name = forms.CharField(label="Hình thức", max_length=200)
    source = forms.CharField(label="Căn cứ", max_length=300, required=False)
    in_use = forms.BooleanField(label="Đang dùng", required=False, initial=True)


@require_http_methods(["GET", "POST"])
@requires("movements.set_forms")
def form_list(request: HttpRequest) -> HttpResponse:
    chosen = MovementForm.objects.filter(code=request.GET.get("sua", "")).first()
    initial = (
        {n: getattr(chosen, n) for n in ("code", "name", "source", "in_use")} if chosen else None
    )
    form = CatalogueForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        code = values.pop("code") or slugify(fold(values["name"]))[:50]
        known = MovementForm.objects.filter(code=code).first()
        position = known.position if known else MovementForm.objects.count() + 1
        try:
            save_form(actor=request.actor, code=code, position=position, **values)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã lưu hình thức.")
            return redirect("movements:form_list")
    context = {"rows": MovementForm.objects.all(), "form": form, "chosen": chosen}
    return render(request, "movements/form_list.html", context, status=422 if form.errors else 200)
