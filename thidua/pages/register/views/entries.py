"""One award: recorded, and seen with everything that happened to it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from thidua.base.access import may, requires
from thidua.base.errors import Refusal
from thidua.pages.register.finding import allow, find_entry, find_holder, posted
from thidua.pages.register.forms import AwardForm
from thidua.pages.register.words import (
    award_words,
    decision_words,
    merit_words,
    partial_date,
    standing_words,
)
from thidua.subjects.orgs.selectors import tree_on
from thidua.subjects.register.awards import word_name
from thidua.subjects.register.enums import Act
from thidua.subjects.register.models import Entry
from thidua.subjects.register.selectors.lines import line_of
from thidua.subjects.register.selectors.relying import relying_on
from thidua.subjects.register.services.recording import record_award


@require_http_methods(["GET", "POST"])
@requires("register.record")
def entry_new(request: HttpRequest, holder_id: int) -> HttpResponse:
    actor = request.actor
    holder = find_holder(actor, holder_id)
    allow(actor, "register.record", holder)
    form = AwardForm(posted(request), holder=holder, tree=tree_on(actor.day))
    if request.method == "POST" and form.is_valid():
        try:
            entry = record_award(actor=actor, holder=holder, **form.values())
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, f"Đã ghi {award_words(entry)} vào sổ.")
            again = "again" in request.POST
            place = "register:entry_new" if again else "register:holder_see"
            return redirect(place, holder.pk)
    context = {"form": form, "holder": holder}
    return render(request, "register/entry_new.html", context, status=422 if form.errors else 200)


@require_GET
@requires("register.read")
def entry_see(request: HttpRequest, entry_id: int) -> HttpResponse:
    actor = request.actor
    asked = find_entry(actor, entry_id)
    line = line_of(asked)
    entry = line.entry
    if entry.pk != asked.pk and asked.act in (Act.AWARD, Act.CORRECTION):
        messages.info(request, "Dòng này đã được đính chính: đây là nội dung đang đứng trong sổ.")
        return redirect("register:entry_see", entry.pk)
    context = {
        "holder": asked.holder,
        "entry": entry,
        "award": award_words(entry),
        "facts": entry_facts(entry),
        "state": standing_words(entry),
        "certificate": line.certificate,
        "history": [_act(act) for act in (*line.replaced, *line.acts)],
        "is_revoked": line.is_revoked,
        "relying": [(row, award_words(row)) for row in relying_on(entry)]
        if line.is_revoked
        else [],
        "may": {
            verb: may(actor, f"register.{verb}", entry)
            for verb in ("correct", "revoke", "restore", "reissue")
        },
    }
    return render(request, "register/entry_see.html", context)


def entry_facts(entry: Entry) -> list[tuple[str, str]]:
    """A line in words; what the book does not tell is left out."""
    day = partial_date(entry.decided, entry.decided_precision)
    stretch = merit_words(entry)
    rows = [
        ("Năm, giai đoạn thành tích", stretch or "sổ không ghi"),
        ("Quyết định", decision_words(entry) or "sổ không ghi"),
        ("Ngày quyết định", f"{day} ({entry.get_decided_precision_display()})" if day else ""),
        ("Người, cơ quan quyết định", entry.decided_by),
        ("Cấp khen", word_name("levels", entry.level) if entry.level else ""),
        ("Loại hình", word_name("commendation_types", entry.type) if entry.type else ""),
        ("Đơn vị khi đó", entry.unit_name),
        ("Chức vụ khi đó", entry.position_title),
        ("Thành tích", entry.reason),
        ("Điều còn nghi vấn", entry.doubt if entry.is_doubtful else ""),
    ]
    return [row for row in rows if row[1]]


def _act(act: Entry) -> dict[str, Any]:
    """A line that points back, or a wording that was corrected away."""
    replaced = act.act in (Act.AWARD, Act.CORRECTION)
    return {
        "entry": act,
        "words": "Nội dung ghi trước đây" if replaced else str(Act(act.act).label),
        "facts": entry_facts(act) if replaced else [],
        "day": None if replaced else act.act_day,
        "paper": "" if replaced else act.act_paper,
        "by": "" if replaced else act.act_by,
        "reason": "" if replaced else act.act_reason,
        "certificate": act.certificate_number if act.act == Act.REISSUE else "",
    }
