"""Which issued papers the public may read: chosen by the office, one by one or many."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from thidua.base.access import Actor, requires
from thidua.base.errors import Refusal
from thidua.pages.ui.lists import Column, Filter, FilteredList
from thidua.subjects.papers.enums import KIND_CHOICES, PaperState
from thidua.subjects.papers.models import Paper
from thidua.subjects.papers.permissions import PROVINCE_KINDS
from thidua.subjects.publicity.services.showing import hide_paper, show_paper

SHOWN = Q(made_public__isnull=False, made_public__hidden_on=None)


@require_http_methods(["GET", "POST"])
@requires("publicity.show_paper")
def public_papers(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    if request.method == "POST":
        return _act(request, _list(QueryDict(request.POST.get("filter", "")), actor))
    shown = _list(request.GET, actor)
    if shown.wants_export:
        return shown.export()
    return render(request, "publicity/public_papers.html", {"list": shown})


def _list(params: QueryDict, actor: Actor) -> FilteredList:
    rows = Paper.objects.filter(state=PaperState.ISSUED).filter(
        Q(unit_kind__in=PROVINCE_KINDS) | Q(unit_id=actor.unit_id)
    )
    return FilteredList(
        params,
        rows.select_related("made_public").order_by("-issued_on", "-pk"),
        [
            Column("ten", "Văn bản", lambda p: f"{p.get_kind_display()} {p.code}", lead=True, sortable=False,
                   url=lambda p: reverse("papers:paper_see", args=[p.pk]), sub=lambda p: p.subject),
            Column("cq", "Cơ quan", lambda p: p.unit_name, order="unit_name"),
            Column("ngay", "Ngày", lambda p: p.issued_on, kind="date", order="issued_on"),
            Column("tep", "Bản ký", lambda p: "có" if p.signed_file_id else "chưa đính", sortable=False),
            Column("tt", "Trên cổng", _state, kind="state", sortable=False),
        ],
        name="cong-khai",
        thing="văn bản",
        filters=[
            Filter("loai", "Loại", [(k, str(w)) for k, w in KIND_CHOICES], lambda r, v: r.filter(kind=v)),
            Filter("tt", "Trên cổng", [("co", "Đã công khai"), ("chua", "Chưa công khai")],
                   lambda r, v: r.filter(SHOWN) if v == "co" else r.exclude(SHOWN)),
        ],
        search_fields=["subject_key"],
        pick=lambda p: str(p.pk),
        empty_heading="Chưa có văn bản nào đã ban hành",
        empty_words="Văn bản của tỉnh đã ban hành sẽ nằm ở đây để chọn đưa lên cổng công khai.",
    )  # fmt: skip


def _state(paper: Paper) -> str:
    shown = getattr(paper, "made_public", None)
    return "Đã công khai" if shown and shown.hidden_on is None else "Chưa công khai"


def _act(request: HttpRequest, shown: FilteredList) -> HttpResponse:
    """Over the ticked rows; says how many went and which were left out, with the reason."""
    service = hide_paper if request.POST.get("viec") == "an" else show_paper
    done = 0
    for paper in shown.picked(request.POST):
        try:
            service(actor=request.actor, paper=paper)
            done += 1
        except Refusal as refusal:
            messages.error(request, refusal.message)
    if done:
        words = "thôi công khai" if service is hide_paper else "đưa lên cổng"
        messages.success(request, f"Đã {words} {done} văn bản.")
    return redirect(f"{reverse('publicity:public_papers')}?{request.POST.get('filter', '')}")
