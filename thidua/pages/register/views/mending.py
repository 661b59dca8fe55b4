"""Correcting, revoking and restoring an award; giving its certificate anew."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from thidua.base.access import requires
from thidua.base.errors import Refusal
from thidua.pages.register.finding import allow, find_entry, posted
from thidua.pages.register.forms import ActForm, AwardForm, ReissueForm
from thidua.pages.register.views.entries import entry_facts
from thidua.pages.register.words import award_words
from thidua.subjects.orgs.selectors import tree_on
from thidua.subjects.register.models import Entry
from thidua.subjects.register.selectors.relying import relying_on
from thidua.subjects.register.services.mending import (
    correct_entry,
    reissue_certificate,
    restore_entry,
    revoke_entry,
)


@require_http_methods(["GET", "POST"])
@requires("register.correct")
def entry_correct(request: HttpRequest, entry_id: int) -> HttpResponse:
    actor = request.actor
    entry = find_entry(actor, entry_id)
    allow(actor, "register.correct", entry)
    tree = tree_on(actor.day)
    award = AwardForm(
        posted(request), holder=entry.holder, tree=tree, initial=AwardForm.values_of(entry)
    )
    act = ActForm(posted(request), prefix="vb")
    if request.method == "POST" and award.is_valid() and act.is_valid():
        try:
            fresh = correct_entry(
                actor=actor, entry=entry, values=award.values(), **act.cleaned_data
            )
        except Refusal as refusal:
            award.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã đính chính. Nội dung cũ vẫn giữ trong sổ.")
            return redirect("register:entry_see", fresh.pk)
    context = {
        "entry": entry,
        "holder": entry.holder,
        "award": award_words(entry),
        "form": award,
        "act": act,
    }
    status = 422 if award.errors or act.errors else 200
    return render(request, "register/entry_correct.html", context, status=status)


@require_http_methods(["GET", "POST"])
@requires("register.revoke")
def entry_revoke(request: HttpRequest, entry_id: int) -> HttpResponse:
    entry = find_entry(request.actor, entry_id)
    allow(request.actor, "register.revoke", entry)
    return _act_page(
        request,
        entry,
        ActForm(posted(request)),
        revoke_entry,
        heading="Thu hồi khen thưởng",
        act="Thu hồi",
        effect="Dòng này không còn được tính khi xét danh hiệu, hình thức khác kể từ ngày trên. "
        "Vết tích vẫn giữ trong sổ; có thể khôi phục bằng quyết định khác.",
        done="Đã ghi thu hồi.",
        tone="danger",
        relying=[(row, award_words(row)) for row in relying_on(entry)],
    )


@require_http_methods(["GET", "POST"])
@requires("register.restore")
def entry_restore(request: HttpRequest, entry_id: int) -> HttpResponse:
    entry = find_entry(request.actor, entry_id)
    allow(request.actor, "register.restore", entry)
    return _act_page(
        request,
        entry,
        ActForm(posted(request)),
        restore_entry,
        heading="Khôi phục khen thưởng",
        act="Khôi phục",
        effect="Dòng này lại có hiệu lực; cả việc thu hồi và khôi phục đều giữ trong sổ.",
        done="Đã khôi phục.",
    )


@require_http_methods(["GET", "POST"])
@requires("register.reissue")
def entry_reissue(request: HttpRequest, entry_id: int) -> HttpResponse:
    entry = find_entry(request.actor, entry_id)
    allow(request.actor, "register.reissue", entry)
    return _act_page(
        request,
        entry,
        ReissueForm(posted(request)),
        reissue_certificate,
        heading="Cấp đổi, cấp lại bằng",
        act="Ghi cấp lại",
        effect="Bằng được in lại theo đúng quyết định cũ; bản thân khen thưởng không đổi.",
        done="Đã ghi cấp đổi, cấp lại bằng.",
    )


def _act_page(
    request: HttpRequest,
    entry: Entry,
    form: forms.Form,
    service: Callable[..., Any],
    *,
    heading: str,
    act: str,
    effect: str,
    done: str,
    tone: str = "",
    relying: list[tuple[Entry, str]] | None = None,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            service(actor=request.actor, entry=entry, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, done)
            return redirect("register:entry_see", entry.pk)
    context = {
        "entry": entry,
        "holder": entry.holder,
        "award": award_words(entry),
        "facts": entry_facts(entry),
        "form": form,
        "heading": heading,
        "act": act,
        "effect": effect,
        "tone": tone,
        "relying": relying or [],
    }
    return render(request, "register/entry_act.html", context, status=422 if form.errors else 200)
