"""Where a person served."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from thidua.base.access import requires
from thidua.base.errors import Refusal
from thidua.pages.register.finding import allow, attempt, find_holder, posted
from thidua.pages.register.forms import PostForm
from thidua.pages.register.showing import back_to
from thidua.subjects.orgs.selectors import tree_on
from thidua.subjects.register.models import HeldPost, Holder
from thidua.subjects.register.selectors.clusters import cluster_of
from thidua.subjects.register.services.posts import add_post, change_post, remove_post


@require_http_methods(["GET", "POST"])
@requires("register.keep")
def post_edit(request: HttpRequest, holder_id: int, post_id: int = 0) -> HttpResponse:
    actor = request.actor
    holder = find_holder(actor, holder_id)
    allow(actor, "register.keep", holder)
    post = _post(holder, post_id) if post_id else None
    form = PostForm(
        posted(request),
        tree=tree_on(actor.day),
        initial=PostForm.values_of(post) if post else {"unit_id": holder.unit_id},
    )
    if request.method == "POST" and form.is_valid():
        try:
            if post is None:
                add_post(actor=actor, holder=holder, **form.cleaned_data)
            else:
                change_post(actor=actor, post=post, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã ghi quá trình công tác.")
            return redirect(back_to(holder, "cong-tac"))
    context = {"form": form, "holder": holder, "post": post}
    return render(request, "register/post_edit.html", context, status=422 if form.errors else 200)


@require_POST
@requires("register.keep")
def post_remove(request: HttpRequest, holder_id: int, post_id: int) -> HttpResponse:
    actor = request.actor
    holder = find_holder(actor, holder_id)
    post = _post(holder, post_id)
    reason = request.POST.get("reason", "")
    attempt(
        request,
        lambda: remove_post(actor=actor, post=post, reason=reason),
        "Đã bỏ dòng ghi sai.",
    )
    return redirect(back_to(holder, "cong-tac"))


def _post(holder: Holder, post_id: int) -> HeldPost:
    rows = HeldPost.objects.select_related("holder").filter(holder_id__in=cluster_of(holder.pk))
    return get_object_or_404(rows, pk=post_id)
