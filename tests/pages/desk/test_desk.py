import io
import os
import subprocess
import sys
from datetime import date

import openpyxl
import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from thidua.base import audit, jobs, outbox
from thidua.base.access import Actor, Role, has_role, register_verbs
from thidua.base.access.verbs import VERBS
from thidua.base.audit.models import AuditEvent
from thidua.base.imports import SPECS, Column, ImportSpec, RowVerdict
from thidua.base.imports.models import ImportBatch, ImportState
from thidua.base.jobs import registry
from thidua.base.jobs.models import JobRun, JobState
from thidua.base.outbox.models import MailState, OutgoingMail
from thidua.base.outbox.sending import send_due
from thidua.base.parameters.models import ExtraDay, Parameter

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_data")]
DAY = date(2022, 2, 15)
UNIT = audit.Thing("orgs.Organization", "12", "Sở Nội vụ")


@pytest.fixture
def own_data(settings, tmp_path):
    settings.DATA, settings.FILES = tmp_path, tmp_path / "files"
    settings.MAIL_FOLDER = tmp_path / "mail"


@pytest.fixture
def admin(client_as):
    return client_as(role_user(Role.ADMIN))


@pytest.fixture
def head(client_as):
    return client_as(role_user(Role.OFFICE_HEAD))


def role_user(role):
    from thidua.subjects.accounts.models import Post

    return Post.objects.filter(role=role).order_by("pk").first().user.username


def messages_of(response):
    return [str(message) for message in response.context["messages"]]


def test_every_desk_page_opens_for_the_administrator(admin, laichau):
    names = ["health", "audit_list", "mail_list", "mail_folder", "job_list"]
    for name in names:
        assert admin.get(reverse(f"desk:{name}")).status_code == 200, name


def test_desk_pages_are_closed_to_a_unit_clerk(client_as, laichau):
    clerk = client_as(role_user(Role.UNIT_CLERK))
    for name in ["health", "audit_list", "mail_list", "mail_folder", "job_list"]:
        assert clerk.get(reverse(f"desk:{name}")).status_code == 403, name


def test_audit_list_is_searched_without_accents_and_filtered(admin, laichau):
    system = Actor.system(DAY)
    audit.record(system, "orgs.rename", UNIT, before={"name": "Sở A"}, after={"name": "Sở B"})
    audit.record(system, "papers.sign", audit.Thing("papers.Paper", "1", "Chỉ thị về đường bộ"))
    shown = admin.get(reverse("desk:audit_list"), {"q": "duong bo"}).context["shown"]
    assert [row.verb for row in shown.rows] == ["papers.sign"]
    shown = admin.get(reverse("desk:audit_list"), {"mang": "papers"}).context["shown"]
    assert {row.verb.partition(".")[0] for row in shown.rows} == {"papers"}


def test_audit_list_exports_what_is_shown(admin, laichau):
    audit.record(Actor.system(DAY), "papers.sign", audit.Thing("papers.Paper", "1", "Đường bộ"))
    response = admin.get(reverse("desk:audit_list"), {"q": "duong bo", "xuat": "xlsx"})
    page = openpyxl.load_workbook(io.BytesIO(response.content)).active
    assert page.max_row == 2
    assert page["B2"].value == "Ký văn bản"


def test_audit_event_shows_before_and_after_and_its_seal(admin, laichau):
    event = audit.record(
        Actor.system(DAY), "orgs.rename", UNIT, before={"name": "Sở A"}, after={"name": "Sở B"}
    )
    context = admin.get(reverse("desk:audit_see", args=[event.sequence])).context
    assert context["differences"] == [{"field": "Tên", "before": "Sở A", "after": "Sở B"}]
    assert context["whole"] is True


def test_audit_list_asks_as_often_for_three_as_for_one(admin, laichau):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            admin.get(reverse("desk:audit_list"), {"q": "don vi rieng"})
        return len(asked)

    thing = audit.Thing("orgs.Organization", "77", "Đơn vị riêng")
    audit.record(Actor.system(DAY), "orgs.rename", thing)
    queries()
    one = queries()
    for _ in range(2):
        audit.record(Actor.system(DAY), "orgs.rename", thing)
    assert queries() == one


@pytest.mark.django_db(transaction=True)
def test_audit_verify_runs_as_a_job_and_tells(admin, laichau):
    response = admin.post(reverse("desk:audit_verify"), follow=True)
    run = JobRun.objects.get(name="audit.verify")
    assert run.state == JobState.DONE
    assert run.message.startswith(f"Đã đọc {AuditEvent.objects.count()} dòng: toàn vẹn.")
    assert response.redirect_chain[0][0] == reverse("desk:job_see", args=[run.pk])


def test_worker_finds_the_jobs_of_the_desk():
    """It loads no addresses, so jobs must stand where applications are searched for them."""
    code = "from thidua.base.jobs.registry import JOBS; print('audit.verify' in JOBS)"
    script = f"import django; django.setup(); {code}"
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "thidua.config.test_settings"}
    found = subprocess.run(
        [sys.executable, "-c", script], env=env, capture_output=True, text=True, check=True
    )
    assert found.stdout.strip() == "True"


def test_mail_is_seen_and_sent_again(admin, laichau):
    outbox_user = role_user(Role.UNIT_CLERK)
    from thidua.subjects.accounts.models import User

    user = User.objects.get(username=outbox_user)
    User.objects.filter(pk=user.pk).update(email="mau@example.vn")
    outbox.notify(to_users=[user.pk], subject="Nhắc việc", body="Mời xem.", urgent=True)
    send_due()
    mail = OutgoingMail.objects.get()
    page = admin.get(reverse("desk:mail_see", args=[mail.pk]))
    assert page.context["may_resend"]
    admin.post(reverse("desk:mail_resend", args=[mail.pk]))
    mail.refresh_from_db()
    assert mail.state == MailState.WAITING
    letters = admin.get(reverse("desk:mail_folder")).context["letters"]
    assert [(letter.to, letter.subject) for letter in letters] == [("mau@example.vn", "Nhắc việc")]


@pytest.fixture
def run(admin, laichau, monkeypatch, settings):
    settings.JOBS_IMMEDIATE = False
    monkeypatch.setitem(
        registry.JOBS, "test.work", registry.Job("test.work", "Việc thử", lambda progress: None)
    )
    return jobs.enqueue(Actor.system(DAY), "test.work")


def test_job_page_polls_until_the_end(admin, run):
    page = admin.get(reverse("desk:job_see", args=[run.pk]))
    assert reverse("desk:job_progress", args=[run.pk]) in page.content.decode()
    part = admin.get(reverse("desk:job_progress", args=[run.pk]))
    assert "HX-Refresh" not in part
    JobRun.objects.update(state=JobState.DONE)
    part = admin.get(reverse("desk:job_progress", args=[run.pk]))
    assert part["HX-Refresh"] == "true"


def test_job_of_another_is_closed_to_a_clerk(client_as, run):
    clerk = client_as(role_user(Role.UNIT_CLERK))
    assert clerk.get(reverse("desk:job_see", args=[run.pk])).status_code == 403


def test_failed_job_is_run_again(admin, run):
    JobRun.objects.update(state=JobState.FAILED, error="Traceback …")
    assert "Traceback" in admin.get(reverse("desk:job_see", args=[run.pk])).content.decode()
    admin.post(reverse("desk:job_retry", args=[run.pk]))
    run.refresh_from_db()
    assert run.state == JobState.QUEUED


def test_parameter_gets_a_new_value_and_keeps_the_old(head, laichau):
    url = reverse("desk:parameter_see", args=["movement.ack"])
    assert head.get(reverse("desk:parameter_list")).status_code == 200
    form = {
        "value": "5",
        "valid_from": "2022-03-01",
        "source": "Quyết định số 12/2022/QĐ-UBND",
        "source_status": "province",
    }
    assert head.post(url, form).status_code == 302
    values = Parameter.objects.filter(key="movement.ack").values_list("value", flat=True)
    assert list(values) == [3, 5]
    refused = head.post(url, form)
    assert messages_of(refused)[-1] == (
        "Đã có giá trị từ ngày 01/03/2022: giá trị mới phải bắt đầu sau ngày đó."
    )


@pytest.mark.parametrize(
    ("key", "typed", "word"),
    [
        ("movement.ack", "năm", "Ghi một số"),
        ("reminder.before", "10; 3", "cách nhau bằng dấu phẩy"),
        ("reminder.on_day", "đôi khi", "Ghi Có hoặc Không"),
        ("movement.ack", "2,5", "cùng loại"),
    ],
)
def test_parameter_says_what_to_type(head, laichau, key, typed, word):
    form = {"value": typed, "valid_from": "2022-03-01", "source": "x", "source_status": "province"}
    response = head.post(reverse("desk:parameter_see", args=[key]), form)
    assert word in str(response.context["form"].errors["value"])


def test_parameter_is_read_only_for_the_administrator(admin, laichau):
    url = reverse("desk:parameter_see", args=["movement.ack"])
    assert admin.get(url).context["form"] is None
    assert admin.post(url, {}).status_code == 403


def test_day_of_the_province_is_set_and_taken_away(head, laichau):
    url = reverse("desk:parameter_days")
    assert head.get(url).status_code == 200
    head.post(url, {"day": "2022-02-18", "kind": "off", "source": "Công văn 1"})
    assert str(ExtraDay.objects.get()) == "18/02/2022: Ngày nghỉ"
    head.post(url, {"day": "2022-02-18", "kind": "", "source": ""})
    assert ExtraDay.objects.count() == 0


@pytest.fixture
def spec(monkeypatch):
    monkeypatch.setitem(VERBS, "test.import", has_role(Role.OFFICE_HEAD))
    register_verbs("test", {"test.import": has_role(Role.OFFICE_HEAD)})
    made = ImportSpec(
        "test.units",
        "Danh sách thử",
        verb="test.import",
        columns=(
            Column("code", "Mã đơn vị", required=True, example="S01"),
            Column("name", "Tên đơn vị", required=True),
        ),
        check_row=lambda values, context: RowVerdict(label=values["name"]),
        apply_rows=lambda actor, rows, context: f"Đã ghi {len(rows)} đơn vị.",
    )
    monkeypatch.setitem(SPECS, made.name, made)
    return made


def workbook(*rows):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet()
        for line, row in enumerate(rows):
            page.write_row(line, 0, row)
    return SimpleUploadedFile("đơn vị.xlsx", out.getvalue())


@pytest.mark.django_db(transaction=True)
def test_import_goes_from_file_to_report(head, laichau, spec):
    assert head.get(reverse("desk:import_list")).status_code == 200
    start = reverse("desk:import_start", args=[spec.name])
    assert head.get(start).status_code == 200
    rows = (["Mã đơn vị", "Tên đơn vị"], ["1", "Sở Một"], ["2", ""])
    response = head.post(start, {"tep": workbook(*rows)})
    batch = ImportBatch.objects.get()
    see = reverse("desk:import_see", args=[batch.pk])
    assert response.url == see
    page = head.get(see)
    assert [choice["chosen"] for choice in page.context["choices"]] == [0, 1]
    form = {"dong": "1", "cot-code": "0", "cot-name": "1"}
    head.post(reverse("desk:import_columns", args=[batch.pk]), form)
    page = head.get(see)
    assert page.context["sums"] == [
        ("Thêm mới", 1),
        ("Thay đổi", 0),
        ("Không đổi", 0),
        ("Có lỗi", 1),
    ]
    assert head.get(reverse("desk:import_errors", args=[batch.pk])).status_code == 200
    refused = head.post(reverse("desk:import_apply", args=[batch.pk]), follow=True)
    assert "Còn 1 dòng có lỗi" in messages_of(refused)[0]
    head.post(reverse("desk:import_apply", args=[batch.pk]), {"bo-qua": "1"})
    batch.refresh_from_db()
    assert (batch.state, batch.report) == (ImportState.APPLIED, "Đã ghi 1 đơn vị.")
    assert head.get(see).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_import_from_the_clipboard(head, laichau, spec):
    pasted = {"o": "Mã đơn vị\tTên đơn vị\n1\tSở Một"}
    head.post(reverse("desk:import_start", args=[spec.name]), pasted)
    batch = ImportBatch.objects.get()
    assert (batch.state, batch.rows.count()) == (ImportState.MAPPING, 2)
    head.post(reverse("desk:import_drop", args=[batch.pk]))
    batch.refresh_from_db()
    assert batch.state == ImportState.DROPPED


def test_import_without_a_file_says_so_and_keeps_nothing(head, laichau, spec):
    response = head.post(reverse("desk:import_start", args=[spec.name]), {})
    assert messages_of(response) == ["Chưa chọn tệp: hãy bấm vào ô tệp hoặc thả tệp vào đó."]
    assert ImportBatch.objects.count() == 0


def test_import_of_another_persons_list_is_closed(admin, laichau, spec):
    assert admin.get(reverse("desk:import_start", args=[spec.name])).status_code == 403
    with transaction.atomic():
        assert ImportBatch.objects.count() == 0


def test_import_template_names_the_columns(head, laichau, spec):
    response = head.get(reverse("desk:import_template", args=[spec.name]))
    page = openpyxl.load_workbook(io.BytesIO(response.content)).active
    assert [cell.value for cell in page[1]] == ["Mã đơn vị *", "Tên đơn vị *"]
