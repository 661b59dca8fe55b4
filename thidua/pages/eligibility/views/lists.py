"""One list of nominees: the grid with outcomes, quotas, fairness; a line opened, mended, dropped."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from thidua.base.access import may, requires
from thidua.core.law.law import Law
from thidua.pages.eligibility.finding import (
    asked_number,
    attempt,
    find_holder,
    find_list,
)
from thidua.pages.eligibility.forms import award_choices
from thidua.pages.eligibility.parts import LISTS, Who, law_words, tabs, who
from thidua.pages.eligibility.verdicts import shown
from thidua.pages.eligibility.views.asking import people_found
from thidua.pages.eligibility.views.listing import awards_of_day
from thidua.pages.ui.lists import Column, Filter, FilteredList
from thidua.subjects.eligibility.enums import Nearness, Outcome, RowIssue
from thidua.subjects.eligibility.models import NomineeList
from thidua.subjects.eligibility.selectors.checks import readable_by
from thidua.subjects.eligibility.selectors.fairness import fairness_of
from thidua.subjects.eligibility.selectors.judging import law_in_force, types_on
from thidua.subjects.eligibility.selectors.listing import Bench
from thidua.subjects.eligibility.selectors.quotas import Quota, quotas_of
from thidua.subjects.eligibility.selectors.rows import Line, Result
from thidua.subjects.eligibility.services.lists import (
    drop_line,
    drop_list,
    judge_list_again,
    lines_of,
    settle_line,
)
from thidua.subjects.orgs.selectors import names_on
from thidua.subjects.register.models import Holder

NOT_JUDGED = "Chưa xét"


@dataclass(frozen=True, slots=True)
class Shown:
    """A line as the grid shows it."""

    line: Line
    result: Result
    name: str
    unit: str
    award: str
    url: str

    @property
    def state(self) -> str:
        return str(self.line.issue.label) if self.line.issue else self.result.outcome_label

    @property
    def why(self) -> str:
        return "; ".join((*self.result.remarks, *self.result.why))


@require_GET
@requires("eligibility.lists.see")
def list_see(request: HttpRequest, list_id: int) -> HttpResponse:
    actor = request.actor
    listed = find_list(actor, list_id)
    law = law_in_force()
    lines = lines_of(listed)
    holders = _holders(lines)
    units = {pk: one.unit_id for pk, one in holders.items()}
    names = names_on({unit for unit in units.values() if unit}, listed.day)
    rows = _rows(listed, lines, holders, names, law)
    grid = _grid(request, listed, rows)
    if grid.wants_export:
        return grid.export()
    results = [row.result for row in rows]
    context = {
        "tabs": tabs(LISTS),
        "listed": listed,
        "list": grid,
        "law": law_words(law, listed.day),
        "is_old": listed.edition != law.digest,
        "counts": Counter(one.outcome for one in results),
        "open": sum(1 for row in rows if row.line.issue),
        "remarked": sum(1 for one in results if one.remarks),
        "quotas": _quotas(quotas_of(lines, units, law, listed.day), names, law),
        "fairness": fairness_of(lines, units, listed.day, listed.period),
        "may_edit": may(actor, "eligibility.paste", listed),
    }
    return render(request, "eligibility/list_see.html", context)


def _holders(lines: Sequence[Line]) -> dict[int, Holder]:
    return Holder.objects.in_bulk({one.holder for one in lines if one.holder})


def _rows(
    listed: NomineeList,
    lines: Sequence[Line],
    holders: dict[int, Holder],
    names: dict[int, str],
    law: Law,
) -> list[Shown]:
    results = [Result.from_json(row) for row in listed.results]
    found = []
    for line, result in zip(lines, results, strict=True):
        holder = holders.get(line.holder or 0)
        award = law.awards.get(line.award)
        found.append(
            Shown(
                line,
                result,
                holder.name if holder else line.typed,
                names.get(holder.unit_id or 0, "") if holder else line.detail,
                award.name_on(listed.day) if award else line.award_typed,
                reverse("eligibility:line_see", args=[listed.pk, line.number]),
            )
        )
    return found


def _grid(request: HttpRequest, listed: NomineeList, rows: Sequence[Shown]) -> FilteredList:
    outcomes = [(key, str(label)) for key, label in Outcome.choices]
    issues = [(key, str(label)) for key, label in RowIssue.choices]
    awards = sorted({(row.line.award, row.award) for row in rows if row.line.award})
    reasons = Counter(why for row in rows for why in row.result.why[:1])
    common = [(why, f"{why[:70]} ({count})") for why, count in reasons.most_common(12)]
    return FilteredList(
        request.GET,
        rows,
        _COLUMNS,
        name="dong",
        thing="dòng",
        filters=[
            Filter("kq", "Kết quả", [*outcomes, *issues], _of_state),
            Filter("gan", "Mức gần", [(k, str(w)) for k, w in Nearness.choices], lambda all_, v: [r for r in all_ if r.result.nearness == v]),
            Filter("dh", "Danh hiệu, hình thức", awards, lambda all_, v: [r for r in all_ if r.line.award == v]),
            Filter("ly", "Lý do đầu tiên", common, lambda all_, v: [r for r in all_ if v in r.result.why[:1]]),
            Filter("luu", "Lưu ý", [("co", "Có lưu ý (trùng, đã có…)")], lambda all_, v: [r for r in all_ if r.result.remarks]),
        ],
        search_hint="ví dụ: vang thi",
        export_name=f"danh-sach-{listed.pk}",
    )  # fmt: skip


def _of_state(rows: Any, value: str) -> list[Shown]:
    return [
        row
        for row in rows
        if value == row.result.outcome or (row.line.issue and row.line.issue.value == value)
    ]


_COLUMNS = [
    Column("tt", "TT", lambda row: row.line.number, kind="number"),
    Column("ten", "Người, tập thể", lambda row: row.name, lead=True, url=lambda row: row.url, sub=lambda row: row.unit),
    Column("ghi", "Ghi trong danh sách", lambda row: row.line.typed, shown=False),
    Column("dh", "Danh hiệu, hình thức", lambda row: row.award),
    Column("nam", "Năm", lambda row: str(row.line.period or "")),
    Column("kq", "Kết quả", lambda row: row.state, kind="state"),
    Column("gan", "Mức gần", lambda row: row.result.nearness_label, shown=False),
    Column("ly", "Lý do, lưu ý", lambda row: row.why),
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class ShownQuota:
    unit: str
    award: str
    quota: Quota
    of: str
    words: str
    tone: str


def _quotas(quotas: Sequence[Quota], names: dict[int, str], law: Law) -> list[ShownQuota]:
    return [
        ShownQuota(
            names.get(one.unit_id, ""),
            law.awards[one.award].name,
            one,
            law.awards[one.of].name if one.of in law.awards else one.of,
            f"{one.counted} / {one.allowed}" if one.base else "chưa biết số người để tính",
            "bad" if one.is_exceeded else "warn" if one.base and not one.left else "",
        )
        for one in quotas
    ]


@require_GET
@requires("eligibility.lists.see")
def line_see(request: HttpRequest, list_id: int, number: int) -> HttpResponse:
    """A line in full: the verdict of now, whom it may mean, what to mend."""
    actor = request.actor
    listed = find_list(actor, list_id)
    lines, law = lines_of(listed), law_in_force()
    line = next((one for one in lines if one.number == number), None)
    if line is None:
        raise Http404("Danh sách không còn dòng này.")
    bench = Bench(tuple(lines), law, listed.day)
    verdict = bench.verdict(line)
    holder = Holder.objects.filter(pk=line.holder or 0).first()
    general = frozenset(row.id for row in law.general_on(listed.day))
    if verdict and holder:
        verdict = readable_by(actor, verdict, types_on(law, listed.day))
    award = law.awards.get(line.award)
    kept = Result.from_json(next(r for one, r in zip(lines, listed.results, strict=True) if one is line))  # fmt: skip
    context = {
        "listed": listed,
        "line": line,
        "holder": holder,
        "who": who([holder], actor.day)[holder.pk] if holder else None,
        "award": award,
        "name": award.name_on(listed.day) if award else "",
        "verdict": shown(verdict, general_ids=general) if verdict else None,
        "remarks": kept.remarks,
        "moved": bool(verdict and kept.outcome and verdict.outcome != kept.outcome),
        "candidates": _candidates(request, line),
        "words": request.GET.get("tim", line.typed if not line.holder else ""),
        "awards": award_choices(awards_of_day(), listed.day),
        "may_edit": may(actor, "eligibility.paste", listed),
        "around": _around(lines, number),
    }
    return render(request, "eligibility/line_see.html", context)


def _candidates(request: HttpRequest, line: Line) -> list[Who]:
    actor = request.actor
    if line.candidates and "tim" not in request.GET:
        rows = list(Holder.objects.filter(pk__in=line.candidates).order_by("sort_key", "pk"))
    else:
        words = request.GET.get("tim", "" if line.holder else line.typed)
        rows = list(people_found(actor, words)[:12]) if words.strip() else []
    return list(who(rows, actor.day).values())


def _around(lines: Sequence[Line], number: int) -> tuple[int | None, int | None]:
    numbers = [one.number for one in lines]
    at = numbers.index(number)
    before = numbers[at - 1] if at else None
    return before, numbers[at + 1] if at + 1 < len(numbers) else None


@require_POST
@requires("eligibility.paste")
def line_settle(request: HttpRequest, list_id: int, number: int) -> HttpResponse:
    actor = request.actor
    listed = find_list(actor, list_id)
    holder_id = asked_number(request.POST, "nguoi")
    holder = find_holder(actor, holder_id) if holder_id else None
    attempt(
        request,
        lambda: settle_line(
            actor=actor,
            listed=listed,
            number=number,
            holder=holder,
            award=request.POST.get("mon", ""),
            period=asked_number(request.POST, "nam"),
        ),
        f"Đã sửa dòng {number} và xét lại cả danh sách.",
    )
    return redirect("eligibility:line_see", listed.pk, number)


@require_POST
@requires("eligibility.paste")
def line_drop(request: HttpRequest, list_id: int, number: int) -> HttpResponse:
    listed = find_list(request.actor, list_id)
    attempt(
        request,
        lambda: drop_line(actor=request.actor, listed=listed, number=number),
        f"Đã bỏ dòng {number}.",
    )
    return redirect("eligibility:list_see", listed.pk)


@require_POST
@requires("eligibility.paste")
def list_judge(request: HttpRequest, list_id: int) -> HttpResponse:
    listed = find_list(request.actor, list_id)
    attempt(
        request,
        lambda: judge_list_again(actor=request.actor, listed=listed),
        "Đã xét lại theo sổ và quy định hiện nay.",
    )
    return redirect("eligibility:list_see", listed.pk)


@require_POST
@requires("eligibility.paste")
def list_drop(request: HttpRequest, list_id: int) -> HttpResponse:
    listed = find_list(request.actor, list_id)
    if attempt(request, lambda: drop_list(actor=request.actor, listed=listed), "Đã bỏ danh sách."):
        return redirect("eligibility:list_all")
    messages.info(request, "Danh sách vẫn còn.")
    return redirect("eligibility:list_see", listed.pk)
