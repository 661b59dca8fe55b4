"""Long work: who gave it, how far it is, how it ended."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from thidua.base.access import may, requires, signed_in
from thidua.base.jobs.models import JobRun, JobState
from thidua.base.jobs.queue import retry_job
from thidua.pages.desk.asking import actor_of, allow, attempt
from thidua.pages.ui.lists import Column, Filter, FilteredList

COLUMNS = (
    Column(
        "viec",
        "Việc",
        lambda row: row.title,
        lead=True,
        url=lambda row: reverse("desk:job_see", args=[row.pk]),
        sub=lambda row: row.message.partition("\n")[0],
    ),
    Column("nguoi", "Người giao", lambda row: row.actor["user_name"]),
    Column("tt", "Trạng thái", lambda row: row.get_state_display(), kind="state", order="state"),
    Column("phan", "Phần trăm", lambda row: row.percent, kind="number"),
    Column("giao", "Giao lúc", lambda row: row.created_at, kind="datetime", order="created_at"),
    Column("xong", "Xong lúc", lambda row: row.finished_at, kind="datetime", order="finished_at"),
    Column("lan", "Số lần chạy", lambda row: row.attempts, kind="number", shown=False),
)


def _in_state(rows: QuerySet[JobRun], value: str) -> QuerySet[JobRun]:
    return rows.filter(state=value)


@requires("jobs.read")
def job_list(request: HttpRequest) -> HttpResponse:
    shown = FilteredList(
        request.GET,
        JobRun.objects.all(),
        COLUMNS,
        name="viec-chay-nen",
        thing="việc",
        filters=(Filter("tt", "Trạng thái", JobState.choices, _in_state),),
        searchable=False,
        empty_heading="Chưa có việc nào",
        empty_words="Việc dài như đọc tệp lớn, nhập dữ liệu, xác minh nhật ký sẽ nằm ở đây.",
    )
    if shown.wants_export:
        return shown.export()
    return render(request, "desk/job_list.html", {"shown": shown})


def _followed(request: HttpRequest, job_id: int) -> JobRun:
    run = get_object_or_404(JobRun, pk=job_id)
    allow(request, "jobs.follow", run)
    return run


@signed_in
def see(request: HttpRequest, job_id: int) -> HttpResponse:
    run = _followed(request, job_id)
    actor = actor_of(request)
    return render(
        request,
        "desk/job_see.html",
        {
            "run": run,
            "failed": run.state == JobState.FAILED,
            "shows_error": bool(run.error and may(actor, "jobs.read")),
            "sees_list": bool(may(actor, "jobs.read")),
        },
    )


@signed_in
def progress(request: HttpRequest, job_id: int) -> HttpResponse:
    """The part that polls; when the work has ended it asks for the whole page."""
    run = _followed(request, job_id)
    response = render(
        request, "desk/_job.html", {"run": run, "failed": run.state == JobState.FAILED}
    )
    if not run.is_open:
        response["HX-Refresh"] = "true"
    return response


@signed_in
@require_POST
def retry(request: HttpRequest, job_id: int) -> HttpResponse:
    run = _followed(request, job_id)
    attempt(request, lambda: retry_job(actor=actor_of(request), run=run), "Đã xếp việc chạy lại.")
    return redirect("desk:job_see", run.pk)
