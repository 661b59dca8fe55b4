"""People who may be one: looked at side by side, merged, told apart, split again."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.base.access import Actor, requires
from thidua.base.errors import Refusal
from thidua.base.jobs.queue import enqueue
from thidua.pages.register.finding import attempt, find_holder
from thidua.pages.register.lists import find_people
from thidua.pages.register.words import award_words, decision_words, partial_date
from thidua.pages.ui.lists import Column, FilteredList
from thidua.subjects.orgs.selectors import names_on
from thidua.subjects.register.enums import PERSONS
from thidua.subjects.register.models import Double, Holder, Merger, PersonNumber
from thidua.subjects.register.selectors.clusters import cluster_of
from thidua.subjects.register.selectors.counts import open_doubles
from thidua.subjects.register.selectors.lines import entries_of, lines_of
from thidua.subjects.register.services.doubles import mark_different
from thidua.subjects.register.services.merging import merge_holders, undo_merger

MERGERS = 15
COLUMNS = (
    Column(
        "mot", "Người thứ nhất", lambda d: d.one.name, lead=True, order="one__sort_key",
        url=lambda d: reverse("register:double_see", args=[d.pk]),
    ),
    Column("hai", "Người thứ hai", lambda d: d.other.name, order="other__sort_key"),
    Column("giong", "Mức giống", lambda d: d.score, kind="number", order="score"),
    Column("vi", "Vì", lambda d: ", ".join(d.reasons)),
)  # fmt: skip


@require_GET
@requires("register.merge")
def double_list(request: HttpRequest) -> HttpResponse:
    rows = open_doubles().select_related("one", "other").order_by("-score", "pk")
    shown = FilteredList(
        request.GET,
        rows,
        COLUMNS,
        name="cap",
        thing="cặp",
        search_fields=["one__name_key", "other__name_key"],
        search_hint="ví dụ: vang thi mau",
        empty_heading="Không có cặp nào chờ đối chiếu",
        empty_words="Khi ghi hoặc nhập người mới, những người giống nhau sẽ được nêu ở đây.",
        export_name="nguoi-trung",
    )
    if shown.wants_export:
        return shown.export()
    mergers = Merger.objects.select_related("kept", "gone").filter(undone_at=None)[:MERGERS]
    context = {"list": shown, "mergers": list(mergers)}
    return render(request, "register/double_list.html", context)


@require_POST
@requires("register.merge")
def double_search(request: HttpRequest) -> HttpResponse:
    """Compare everybody again, in the background."""
    with transaction.atomic():
        enqueue(request.actor, "register.find_doubles", key="register.find_doubles")
    messages.success(request, "Đang so lại toàn bộ sổ; kết quả báo vào hộp thư.")
    return redirect("register:double_list")


@require_GET
@requires("register.merge")
def double_see(request: HttpRequest, double_id: int) -> HttpResponse:
    pair = get_object_or_404(Double.objects.select_related("one", "other"), pk=double_id)
    if pair.one.merged_into_id or pair.other.merged_into_id:
        messages.info(request, "Cặp này đã được gộp.")
        return redirect("register:double_list")
    context = {
        "pair": pair,
        "sides": _sides(request.actor, pair.one, pair.other),
        "fewer": pair.one if _lines(pair.one) < _lines(pair.other) else pair.other,
    }
    return render(request, "register/double_see.html", context)


def _lines(holder: Holder) -> int:
    return len(lines_of(entries_of(cluster_of(holder.pk))))


def _sides(actor: Actor, *holders: Holder) -> list[dict[str, Any]]:
    """Each person in the same rows, so that the eye finds what differs."""
    names = names_on({h.unit_id for h in holders if h.unit_id}, actor.day)
    sides = []
    for holder in holders:
        cluster = cluster_of(holder.pk)
        lines = lines_of(entries_of(cluster))
        person = holder.person if holder.kind in PERSONS else None
        numbers = PersonNumber.objects.filter(holder_id__in=cluster)
        sides.append(
            {
                "holder": holder,
                "facts": [
                    ("Giới tính", {"female": "Nữ", "male": "Nam"}.get(person.gender, "")),
                    ("Ngày sinh", partial_date(person.born, person.born_precision)),
                    ("Số định danh", ", ".join(number.masked for number in numbers)),
                    ("Mã cán bộ", person.staff_code),
                    ("Đơn vị", names.get(holder.unit_id or 0, "")),
                    ("Quê quán", person.hometown),
                    ("Tên khác", holder.other_names),
                ]
                if person
                else [("Đơn vị", names.get(holder.unit_id or 0, ""))],
                "lines": [
                    (line.entry.year_counted, award_words(line.entry), decision_words(line.entry))
                    for line in lines
                ],
            }
        )
    return sides


@require_POST
@requires("register.merge")
def double_differ(request: HttpRequest, double_id: int) -> HttpResponse:
    pair = get_object_or_404(Double, pk=double_id)
    remark = request.POST.get("reason", "")
    done = attempt(
        request,
        lambda: mark_different(actor=request.actor, double=pair, remark=remark),
        "Đã ghi nhớ: đây là hai người khác nhau, không nêu lại nữa.",
    )
    return redirect("register:double_list") if done else redirect("register:double_see", pair.pk)


@require_http_methods(["GET", "POST"])
@requires("register.merge")
def holder_merge(request: HttpRequest, holder_id: int) -> HttpResponse:
    """Choose who else this is; the one of the page is kept, or the other way round."""
    actor = request.actor
    holder = find_holder(actor, holder_id)
    if request.method == "POST":
        return _merge(request, holder)
    q = request.GET.get("q", "")
    other_id = request.GET.get("voi", "")
    other = find_holder(actor, int(other_id)) if other_id.isdigit() else None
    context = {
        "holder": holder,
        "q": q,
        "found": [row for row in find_people(actor, q) if row.pk != holder.pk],
        "other": other,
        "sides": _sides(actor, holder, other) if other else [],
    }
    return render(request, "register/holder_merge.html", context)


def _merge(request: HttpRequest, holder: Holder) -> HttpResponse:
    gone_id = request.POST.get("gone", "")
    if not gone_id.isdigit():
        raise Http404("Chưa chọn người để gộp.")
    gone = find_holder(request.actor, int(gone_id))
    try:
        merge_holders(
            actor=request.actor, kept=holder, gone=gone, reason=request.POST.get("reason", "")
        )
    except Refusal as refusal:
        messages.error(request, refusal.message)
        url = reverse("register:holder_merge", args=[holder.pk])
        return redirect(f"{url}?voi={gone.pk}")
    messages.success(request, f"Đã gộp “{gone.name}” vào “{holder.name}”. Có thể hoàn tác.")
    return redirect("register:holder_see", holder.pk)


@require_POST
@requires("register.merge")
def merger_undo(request: HttpRequest, merger_id: int) -> HttpResponse:
    merger = get_object_or_404(Merger.objects.select_related("kept", "gone"), pk=merger_id)
    reason = request.POST.get("reason", "")
    attempt(
        request,
        lambda: undo_merger(actor=request.actor, merger=merger, reason=reason),
        "Đã tách lại như trước khi gộp.",
    )
    return redirect("register:holder_see", merger.kept_id)
