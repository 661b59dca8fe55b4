"""My delegations: given and held."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from thidua.base.clock import today
from thidua.pages.accounts.acts import acted, acted_on, own_page
from thidua.pages.accounts.fields import LastDayField
from thidua.pages.accounts.words import verb_choices
from thidua.pages.ui.forms import DayField
from thidua.subjects.accounts import selectors, services
from thidua.subjects.accounts.models import Delegation, Post, User


class DelegationForm(forms.Form):
    to_username = forms.CharField(
        label=gettext_lazy("Người được ủy quyền"),
        help_text=gettext_lazy("Tên đăng nhập hoặc họ tên đầy đủ của người trong hệ thống."),
        max_length=120,
    )
    verbs = forms.MultipleChoiceField(
        label=gettext_lazy("Việc ủy quyền"), widget=forms.CheckboxSelectMultiple
    )
    valid_from = DayField(label=gettext_lazy("Từ ngày"))
    valid_until = LastDayField(label=gettext_lazy("Đến hết ngày"))
    paper = forms.CharField(
        label=gettext_lazy("Văn bản ủy quyền"),
        max_length=200,
        help_text=gettext_lazy("Số, ngày; ví dụ: Giấy ủy quyền số 05/GUQ ngày 10/02/2022."),
    )

    def __init__(self, *args: Any, role: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["verbs"].choices = verb_choices(role)  # type: ignore[attr-defined]

    def clean_to_username(self) -> User:
        words = self.cleaned_data["to_username"]
        found = selectors.active_users_called(words)
        if not found:
            raise forms.ValidationError(_("Không có ai tên như vậy đang dùng hệ thống."))
        if len(found) > 1:
            raise forms.ValidationError(
                _("Có %(count)s người trùng tên; hãy ghi tên đăng nhập: %(names)s.")
                % {"count": len(found), "names": ", ".join(u.username for u in found[:5])}
            )
        return found[0]


@own_page
def delegation_list(request: Any) -> HttpResponse:
    actor = request.actor
    if actor.on_behalf_of:
        raise PermissionDenied(_("Chức trách đang giữ thay không được ủy quyền tiếp."))
    post = get_object_or_404(Post.objects.select_related("user"), pk=actor.post_id)
    form = DelegationForm(request.POST or None, role=actor.role, initial={"valid_from": actor.day})
    if acted_on(form, lambda: _give(request, post, form)):
        messages.success(request, _("Đã ủy quyền."))
        return redirect("accounts:delegation_list")
    day = today(request)
    return render(
        request,
        "accounts/delegation_list.html",
        {
            "form": form,
            "post": post,
            "given": selectors.delegations_from(request.user),
            "held": selectors.delegations_to(request.user, day),
            "day": day,
            "delegable": bool(form.fields["verbs"].choices),  # type: ignore[attr-defined]
        },
    )


def _give(request: Any, post: Post, form: DelegationForm) -> Delegation:
    chosen = form.cleaned_data
    return services.give_delegation(
        actor=request.actor,
        post=post,
        to_user=chosen["to_username"],
        verbs=chosen["verbs"],
        valid_from=chosen["valid_from"],
        valid_until=chosen["valid_until"],
        paper=chosen["paper"],
    )


@own_page
@require_POST
def delegation_end(request: Any, pk: int) -> HttpResponse:
    delegation = get_object_or_404(
        Delegation.objects.select_related("from_post__user", "to_user"),
        pk=pk,
        from_post__user=request.user,
    )
    acted(
        request,
        lambda: services.end_delegation(actor=request.actor, delegation=delegation),
        _("Đã kết thúc ủy quyền."),
    )
    return redirect("accounts:delegation_list")
