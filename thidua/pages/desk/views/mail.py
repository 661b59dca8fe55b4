"""What left the house, and what did not."""

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from thidua.base.access import requires
from thidua.base.outbox.models import Channel, MailState, OutgoingMail
from thidua.base.outbox.services import resend_mail
from thidua.base.outbox.transport import folder_letters
from thidua.pages.desk.asking import actor_of, attempt
from thidua.pages.ui.lists import Column, Filter, FilteredList

COLUMNS = (
    Column(
        "thu",
        "Thư",
        lambda row: row.subject,
        lead=True,
        url=lambda row: reverse("desk:mail_see", args=[row.pk]),
    ),
    Column("kenh", "Kênh", lambda row: row.get_channel_display(), order="channel"),
    Column("den", "Người nhận", lambda row: row.to, order="to"),
    Column("tt", "Trạng thái", lambda row: row.get_state_display(), kind="state", order="state"),
    Column("viet", "Viết lúc", lambda row: row.created_at, kind="datetime", order="created_at"),
    Column("gui", "Gửi lúc", lambda row: row.sent_at, kind="datetime", order="sent_at"),
    Column("lan", "Số lần thử", lambda row: row.attempts, kind="number", order="attempts"),
    Column("loi", "Lỗi gần nhất", lambda row: row.last_error, shown=False),
)


def _in_state(rows: QuerySet[OutgoingMail], value: str) -> QuerySet[OutgoingMail]:
    return rows.filter(state=value)


@requires("outbox.read")
def mail_list(request: HttpRequest) -> HttpResponse:
    shown = FilteredList(
        request.GET,
        OutgoingMail.objects.all(),
        COLUMNS,
        name="thu-di",
        thing="thư",
        filters=(
            Filter("tt", "Trạng thái", MailState.choices, _in_state),
            Filter("kenh", "Kênh", Channel.choices, lambda rows, value: rows.filter(channel=value)),
        ),
        search_fields=("to",),
        search_hint="địa chỉ người nhận",
        empty_heading="Chưa có thư nào",
        empty_words="Thư nhắc việc, thư mời và thư gộp hằng ngày sẽ nằm ở đây.",
    )
    if shown.wants_export:
        return shown.export()
    context = {"shown": shown, "into_folder": not settings.EMAIL_HOST}
    return render(request, "desk/mail_list.html", context)


@requires("outbox.read")
def see(request: HttpRequest, mail_id: int) -> HttpResponse:
    mail = get_object_or_404(OutgoingMail, pk=mail_id)
    settled = mail.state in (MailState.SENT, MailState.FAILED, MailState.DROPPED)
    return render(request, "desk/mail_see.html", {"mail": mail, "may_resend": settled})


@requires("outbox.resend")
@require_POST
def resend(request: HttpRequest, mail_id: int) -> HttpResponse:
    mail = get_object_or_404(OutgoingMail, pk=mail_id)
    attempt(
        request,
        lambda: resend_mail(actor=actor_of(request), mail_id=mail.pk),
        "Đã xếp thư vào hàng gửi lại.",
    )
    return redirect("desk:mail_see", mail.pk)


@requires("outbox.read")
def folder(request: HttpRequest) -> HttpResponse:
    """Letters as the receivers would read them, when there is no mail server."""
    letters = [] if settings.EMAIL_HOST else folder_letters()
    return render(request, "desk/mail_folder.html", {"letters": letters})
