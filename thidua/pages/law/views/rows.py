"""The province's own rows: listed, written, looked at by the second person."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from thidua.base import audit
from thidua.base.access import may, requires
from thidua.core.law.law import Law
from thidua.pages.law import params as p
from thidua.pages.law.choosing import FORMS, ChooseForm
from thidua.pages.law.condition_forms import ConditionForm, Part, parts_of
from thidua.pages.law.finding import allow, attempt, find_award, find_row, posted
from thidua.pages.law.forms import RowForm
from thidua.pages.law.reviewing import differences_of, steps_of, timeline_of, tried_words
from thidua.pages.law.tabs import tabs_of
from thidua.pages.law.wording import days_words
from thidua.pages.ui.lists import Column, Filter, FilteredList
from thidua.subjects.law.bodies import correction_of
from thidua.subjects.law.enums import RowKind, RowState
from thidua.subjects.law.models import BEGINNING, FOREVER, LawRow
from thidua.subjects.law.rows import RowValues, values_of
from thidua.subjects.law.selectors import law_in_force, law_with, standing
from thidua.subjects.law.services.drafting import change_row, draft_row
from thidua.subjects.law.trying import JUDGED_KINDS, try_row
from thidua.subjects.law.unread import award_of
from thidua.subjects.law.unread import find_row as find_law_row


@require_GET
@requires("law.rows.see")
def row_list(request: HttpRequest) -> HttpResponse:
    law, actor = law_in_force(), request.actor
    rows = LawRow.objects.select_related("written_by", "reviewed_by").order_by("-changed_at", "-pk")
    awards = {key: one.name_on(actor.day) for key, one in law.awards.items()}
    columns = [
        Column("nd", "Quy định", str, lead=True, sortable=False,
               url=lambda row: reverse("law:row_see", args=[row.pk]),
               sub=lambda row: ", ".join(w for w in (row.citation, "số liệu mẫu" if row.is_sample else "") if w)),
        Column("dh", "Danh hiệu, hình thức", lambda row: awards.get(row.award, "Mọi danh hiệu" if row.kind == RowKind.CONDITION else ""), order="award"),
        Column("loai", "Loại", lambda row: RowKind(row.kind).label, order="kind"),
        Column("tt", "Trạng thái", lambda row: RowState(row.state), kind="state", order="state"),
        Column("ngay", "Áp dụng", lambda row: days_words(row.valid_from, row.valid_until), order="valid_from"),
        Column("vb", "Văn bản căn cứ", lambda row: row.document, sortable=False),
        Column("soan", "Người soạn", lambda row: row.written_by.full_name, sortable=False),
        Column("dc", "Người đối chiếu", lambda row: row.reviewed_by.full_name if row.reviewed_by else "", sortable=False),
    ]  # fmt: skip
    shown = FilteredList(
        request.GET,
        rows,
        columns,
        name="quy-dinh",
        thing="quy định",
        filters=[
            Filter("tt", "Trạng thái", [(k, str(w)) for k, w in RowState.choices], lambda found, v: found.filter(state=v)),
            Filter("loai", "Loại", [(k, str(w)) for k, w in RowKind.choices], lambda found, v: found.filter(kind=v)),
            Filter("dh", "Danh hiệu", sorted(((r, awards.get(r, r)) for r in set(rows.order_by().values_list("award", flat=True)) if r), key=lambda pair: pair[1]), lambda found, v: found.filter(award=v)),
        ],
        searchable=False,
        empty_heading="Tỉnh chưa có quy định riêng nào",
        empty_words="Luật cả nước có sẵn. Thêm ở đây tỷ lệ, tiêu chuẩn tỉnh quy định, hoặc đối chiếu dòng chưa rõ.",
        export_name="quy-dinh-cua-tinh",
    )  # fmt: skip
    if shown.wants_export:
        return shown.export()
    context = {
        "list": shown,
        "tabs": tabs_of("law:row_list", request),
        "may_write": may(actor, "law.write"),
        "unfit": [(LawRow.objects.get(pk=pk), why) for pk, why in standing().unfit.items()],
    }
    return render(request, "law/row_list.html", context)


@require_http_methods(["GET", "POST"])
@requires("law.write")
def row_new(request: HttpRequest) -> HttpResponse:
    """First what kind of row, then the row; a correction starts from the row it corrects."""
    law = law_in_force()
    start = _start(request, law)
    if start is None:
        chooser = ChooseForm(request.GET or None, law=law, day=request.actor.day)
        return render(request, "law/row_choose.html", {"form": chooser})
    return _edit(request, law, start, None)


@require_http_methods(["GET", "POST"])
@requires("law.write")
def row_edit(request: HttpRequest, row_id: int) -> HttpResponse:
    row = find_row(row_id)
    allow(request.actor, "law.change", row)
    if row.is_standing:
        messages.error(request, "Quy định đang áp dụng không sửa: dừng nó, hoặc lập quy định mới.")
        return redirect("law:row_see", row.pk)
    return _edit(request, law_in_force(), values_of(row), row)


def _start(request: HttpRequest, law: Law) -> RowValues | None:
    """What the form starts from, as the address says; None when it has not been chosen."""
    asked = request.GET
    kind = asked.get("loai", "")
    if kind not in RowKind.values:
        return None
    if name := asked.get("thay", ""):
        return _correction(law, kind, name, asked.get("tu", ""))
    award = asked.get("danh-hieu", "")
    if award:
        find_award(law, award)
    if kind != RowKind.CONDITION:
        return RowValues(kind=kind, body={}, award=award)
    type_ = asked.get("kieu", "")
    return RowValues(kind=kind, body={"type": type_}, award=award) if type_ in p.TYPES else None


def _correction(law: Law, kind: str, name: str, since: str) -> RowValues:
    try:
        day = date.fromisoformat(since) if since else BEGINNING
    except ValueError as error:
        raise Http404("Ngày không hợp lệ.") from error
    value = find_law_row(law, kind, name, day)
    if value is None:
        raise Http404("Không có dòng này trong dữ liệu luật.")
    return correction_of(kind, value, award_of(law, kind, value))


def _edit(request: HttpRequest, law: Law, start: RowValues, row: LawRow | None) -> HttpResponse:
    form = _form(request, law, start)
    preview = None
    if request.method == "POST" and ("them" in request.POST or "bo" in request.POST):
        form = _other_parts(request, law, start, form)
    elif request.method == "POST" and form.is_valid():
        if "xem" in request.POST:
            preview = _preview(law, form.values, request.actor.day)
        elif (saved := _save(request, form.values, row)) is not None:
            return redirect("law:row_see", saved.pk)
    context = {
        "form": form,
        "row": row,
        "start": start,
        "kind_words": RowKind(start.kind).label,
        "type_words": p.TYPES.get(str(start.body.get("type", "")), ""),
        "award": law.awards.get(start.award),
        "is_condition": isinstance(form, ConditionForm),
        "inside": [(one, p.TYPES[one]) for one in p.INSIDE],
        "parts": ",".join(map(str, getattr(form, "parts", ()))),
        "preview": preview,
        "back": reverse("law:row_see", args=[row.pk]) if row else reverse("law:row_list"),
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "law/row_edit.html", context, status=status)


def _form(request: HttpRequest, law: Law, start: RowValues, **more: Any) -> RowForm:
    common = {"law": law, "day": _day_for(start, request.actor.day), "values": start}
    data = posted(request) if not more else None
    if start.kind != RowKind.CONDITION:
        return FORMS[start.kind](data, **common, **more)
    parts = more.pop("parts", None)
    if parts is None:
        parts = _parts(request, start)
    return ConditionForm(
        data, condition_type=str(start.body["type"]), parts=parts, **common, **more
    )


def _day_for(start: RowValues, today: date) -> date:
    """A day on which the row holds, for names and for the ways of the award."""
    if start.valid_from <= today < start.valid_until:
        return today
    if start.valid_until != FOREVER and start.valid_until <= today:
        return date.fromordinal(start.valid_until.toordinal() - 1)
    return start.valid_from


def _parts(request: HttpRequest, start: RowValues) -> Sequence[Part]:
    if request.method == "POST":
        read = (Part.read(text) for text in request.POST.get("phan", "").split(",") if text)
        return [part for part in read if part is not None]
    return [Part(part["type"], place) for place, part in enumerate(parts_of(start.body))]


def _other_parts(request: HttpRequest, law: Law, start: RowValues, form: RowForm) -> RowForm:
    """One part more or one less, with all that was typed kept."""
    parts = list(getattr(form, "parts", ()))
    typed = form.retyped(request.POST)
    if (added := Part.read(request.POST.get("phan_moi", ""))) and "them" in request.POST:
        parts.append(added)
    gone = request.POST.get("bo", "")
    if gone.isdecimal() and int(gone) < len(parts):
        parts.pop(int(gone))
        typed = _closed_up(typed, int(gone))
    return _form(request, law, start, parts=parts, initial=typed)


def _closed_up(typed: dict[str, Any], gone: int) -> dict[str, Any]:
    """What was typed into later parts moves up by one."""
    moved = {}
    for name, value in typed.items():
        head, mark, rest = name.partition("_")
        place = head.removeprefix("phan")
        if mark and head.startswith("phan") and place.isdecimal():
            if int(place) == gone:
                continue
            name = f"phan{int(place) - (int(place) > gone)}_{rest}"
        moved[name] = value
    return moved


def _save(request: HttpRequest, values: RowValues, row: LawRow | None) -> LawRow | None:
    actor, saved = request.actor, []
    if row is None:
        done = attempt(request, lambda: saved.append(draft_row(actor=actor, values=values)))
    else:
        done = attempt(
            request, lambda: saved.append(change_row(actor=actor, row=row, values=values))
        )
    if not done:
        return None
    messages.success(request, "Đã lưu bản soạn. Xem kết quả thử bên dưới rồi trình người thứ hai.")
    return saved[0]


def _preview(law: Law, values: RowValues, day: date) -> dict[str, Any]:
    return {"differences": differences_of(law, values, day), "tried": tried_words(try_row(values))}


@require_GET
@requires("law.rows.see")
def row_see(request: HttpRequest, row_id: int) -> HttpResponse:
    row, actor, law = find_row(row_id), request.actor, law_in_force()
    open_ = not row.is_standing
    # What is in the law already is shown beside what it stands in the place of.
    beside = law if open_ or row.pk in standing().unfit else law_with((), instead_of=row.pk)
    context = {
        "row": row,
        "kind_words": RowKind(row.kind).label,
        "award": law.awards.get(row.award),
        "days": days_words(row.valid_from, row.valid_until),
        "steps": steps_of(row),
        "differences": differences_of(beside, values_of(row), actor.day),
        "tried": tried_words(try_row(values_of(row))) if open_ else None,
        "may": {
            "change": may(actor, "law.change", row),
            "review": may(actor, "law.review", row),
            "ask_end": may(actor, "law.ask_end", row),
            "end": may(actor, "law.end", row),
            "try": may(actor, "law.try", row),
        },
        "events": timeline_of(audit.timeline(row)),
        "unfit": standing().unfit.get(row.pk, ""),
        "can_try": row.kind in JUDGED_KINDS and bool(row.award),
        "trial_url": f"{reverse('law:trial_new')}?{urlencode({'quy-dinh': row.pk})}",
    }
    return render(request, "law/row_see.html", context)
