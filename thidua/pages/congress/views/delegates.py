"""Delegates: the list with its exports, choosing, mending, agreeing or giving back."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from thidua.base import audit, files
from thidua.base.access import Actor, may, requires
from thidua.base.errors import Refusal
from thidua.base.files import StoredFile
from thidua.pages.congress.finding import delegates_seen, find_congress, trail_of
from thidua.pages.congress.forms import DelegateForm
from thidua.pages.movements.views.things import DOCX, event_of
from thidua.pages.publicity.finding import form_page
from thidua.pages.ui.lists import Column, Filter, FilteredList
from thidua.subjects.orgs.selectors import names_on
from thidua.subjects.publicity.congress_papers import delegates_document
from thidua.subjects.publicity.enums import DelegateKind, DelegateState, Field, Gender
from thidua.subjects.publicity.models import Congress, Delegate
from thidua.subjects.publicity.services import delegates as services


@require_GET
@requires("congress.see")
def delegate_list(request: HttpRequest, congress_id: int) -> HttpResponse:
    actor = request.actor
    congress = find_congress(actor, congress_id)
    rows = delegates_seen(actor, congress)
    names = names_on(set(rows.order_by().values_list("unit_id", flat=True)), actor.day)
    shown = FilteredList(
        request.GET,
        rows,
        _columns(names),
        name="dai-bieu",
        thing="đại biểu",
        filters=[
            Filter("tt", "Trạng thái", [(k, str(w)) for k, w in DelegateState.choices], lambda r, v: r.filter(state=v)),
            Filter("lv", "Lĩnh vực", [(k, str(w)) for k, w in Field.choices], lambda r, v: r.filter(field=v)),
            Filter("gt", "Giới tính", [(k, str(w)) for k, w in Gender.choices], lambda r, v: r.filter(gender=v)),
            Filter("dv", "Đơn vị", [(str(k), w) for k, w in names.items()], lambda r, v: r.filter(unit_id=v)),
        ],
        search_fields=["search_key"],
        search_hint="ví dụ: vang thi mau",
        empty_heading="Chưa có đại biểu nào",
        empty_words="Đơn vị được phân bổ chọn cử đại biểu; nơi tổ chức đồng ý hoặc trả lại.",
    )  # fmt: skip
    if shown.wants_export:
        return shown.export()
    return render(request, "congress/delegate_list.html", {"congress": congress, "list": shown})


def _columns(names: dict[int, str]) -> list[Column]:
    return [
        Column("ten", "Họ và tên", lambda d: d.name, order="search_key", lead=True,
               url=lambda d: reverse("congress:delegate_see", args=[d.congress_id, d.pk]),
               sub=lambda d: d.occupation),
        Column("dv", "Đơn vị", lambda d: names.get(d.unit_id, ""), sortable=False),
        Column("tp", "Thành phần", lambda d: DelegateKind(d.kind).label, order="kind", shown=False),
        Column("gt", "Giới tính", lambda d: d.get_gender_display(), order="gender"),
        Column("ns", "Năm sinh", lambda d: str(d.birth_year or ""), order="birth_year", shown=False),
        Column("dt", "Dân tộc", lambda d: d.ethnic_group, order="ethnic_group"),
        Column("lv", "Lĩnh vực", lambda d: d.get_field_display() if d.field else "", order="field"),
        Column("tt", "Trạng thái", lambda d: DelegateState(d.state), kind="state", order="state"),
    ]  # fmt: skip


@require_GET
@requires("congress.see")
def delegate_docx(request: HttpRequest, congress_id: int) -> HttpResponse:
    congress = find_congress(request.actor, congress_id)
    rows = delegates_seen(request.actor, congress).exclude(state=DelegateState.RETURNED)
    content = delegates_document(congress, list(rows), request.actor.day)
    response = HttpResponse(content, content_type=DOCX)
    response["Content-Disposition"] = 'attachment; filename="danh-sach-dai-bieu.docx"'
    return response


def find_delegate(actor: Actor, congress: Congress, delegate_id: int) -> Delegate:
    found = delegates_seen(actor, congress).filter(pk=delegate_id)
    delegate = found.select_related("congress", "report_file", "example").first()
    if delegate is None:
        raise Http404("Không có đại biểu này.")
    return delegate


@require_GET
@requires("congress.see")
def delegate_see(request: HttpRequest, congress_id: int, delegate_id: int) -> HttpResponse:
    actor = request.actor
    congress = find_congress(actor, congress_id)
    delegate = find_delegate(actor, congress, delegate_id)
    names = names_on({delegate.unit_id, delegate.commune_id or delegate.unit_id}, actor.day)
    return render(
        request,
        "congress/delegate_see.html",
        {
            "congress": congress,
            "delegate": delegate,
            "unit_name": names.get(delegate.unit_id, ""),
            "commune_name": names.get(delegate.commune_id or 0, ""),
            "may_choose": may(actor, "congress.choose", delegate),
            "may_decide": may(actor, "congress.decide", congress),
            "open": congress.is_planned,
            "events": [event_of(event) for event in audit.timeline(delegate)[:20]],
        },
    )


@require_http_methods(["GET", "POST"])
@requires("congress.choose")
def delegate_new(request: HttpRequest, congress_id: int) -> HttpResponse:
    """A unit chooses for itself; the organizer may enter for a unit that sent its list on paper."""
    actor = request.actor
    congress = find_congress(actor, congress_id)
    unit = _unit_for(request, actor, congress)
    form = DelegateForm(request.POST or None, request.FILES or None, day=actor.day, unit_id=unit)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                made = services.choose_delegate(
                    actor=actor, congress=congress, unit_id=unit, values=form.values,
                    report_file=_stored(actor, form),
                )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, "Đã chọn cử. Nơi tổ chức sẽ đồng ý hoặc trả lại.")
            return redirect("congress:delegate_see", congress.pk, made.pk)
    unit_name = names_on([unit], actor.day).get(unit, "")
    return form_page(
        request, form, heading="Chọn cử đại biểu", card=f"{unit_name}: {congress}", button="Chọn cử",
        files=True, **trail_of(congress),
    )  # fmt: skip


def _unit_for(request: HttpRequest, actor: Actor, congress: Congress) -> int:
    asked = request.GET.get("don-vi", "")
    if asked.isascii() and asked.isdigit() and len(asked) < 18 and may(actor, "congress.decide", congress):  # fmt: skip
        return int(asked)
    return actor.home_unit


def _stored(actor: Actor, form: DelegateForm) -> StoredFile | None:
    given = form.cleaned_data["report_file"]
    if given is None:
        return None
    return files.store(actor=actor, name=given.name, content=given, purpose="paper")


@require_http_methods(["GET", "POST"])
@requires("congress.choose")
def delegate_edit(request: HttpRequest, congress_id: int, delegate_id: int) -> HttpResponse:
    actor = request.actor
    congress = find_congress(actor, congress_id)
    delegate = find_delegate(actor, congress, delegate_id)
    form = DelegateForm(
        request.POST or None, request.FILES or None, day=actor.day, unit_id=delegate.unit_id,
        initial=DelegateForm.initial_of(delegate),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                services.edit_delegate(
                    actor=actor, delegate=delegate, values=form.values, report_file=_stored(actor, form)
                )  # fmt: skip
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            return redirect("congress:delegate_see", congress.pk, delegate.pk)
    return form_page(
        request, form, heading="Sửa đại biểu", card=delegate.name, button="Lưu", files=True,
        **trail_of(congress),
    )  # fmt: skip


@require_GET
@requires("congress.see")
def delegate_file(request: HttpRequest, congress_id: int, delegate_id: int) -> HttpResponse:
    congress = find_congress(request.actor, congress_id)
    delegate = find_delegate(request.actor, congress, delegate_id)
    if delegate.report_file is None:
        raise Http404("Chưa có báo cáo thành tích.")
    return files.serve(delegate.report_file, inline=True)


@require_POST
@requires("congress.choose")
def delegate_act(
    request: HttpRequest, congress_id: int, delegate_id: int, act: str
) -> HttpResponse:
    """Agreeing and giving back by the organizer, dropping by the unit."""
    congress = find_congress(request.actor, congress_id)
    delegate = find_delegate(request.actor, congress, delegate_id)
    try:
        done = _carry_out(request, delegate, act)
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return redirect("congress:delegate_see", congress.pk, delegate_id)
    messages.success(request, done)
    return redirect("congress:delegate_list", congress.pk)


def _carry_out(request: HttpRequest, delegate: Delegate, act: str) -> str:
    actor, name = request.actor, delegate.name
    if act == "dong-y":
        services.accept_delegate(actor=actor, delegate=delegate)
        return f"Đã đồng ý đại biểu {name}."
    if act == "tra-lai":
        reason = request.POST.get("reason", "")
        services.return_delegate(actor=actor, delegate=delegate, reason=reason)
        return f"Đã trả lại đại biểu {name}; đơn vị được báo."
    if act == "bo":
        services.drop_delegate(actor=actor, delegate=delegate)
        return f"Đã bỏ đại biểu {name}."
    raise Http404("Không có việc này.")
