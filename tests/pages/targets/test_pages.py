"""Screens of targets, as the people who use them see and work them."""

import io
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support.targets import DISTRICTS, acting, make_target, period_of, row_of, unit
from thidua.base.access import Actor, Role
from thidua.subjects.targets.enums import TargetState, ValueState
from thidua.subjects.targets.models import Target, TargetValue
from thidua.subjects.targets.services.fixing import create_target
from thidua.subjects.targets.services.settling import verify_value
from thidua.subjects.targets.services.splitting import ShareLine, split_target

ClientAs = Callable[..., Client]


@pytest.fixture
def owner_client(client_as: ClientAs) -> Client:
    """The demonstration's target owner, in the department that owns the jobs."""
    return client_as("chutri")


def text_of(answer: Any) -> str:
    return answer.content.decode()


def queries_of(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_board_shows_wanted_now_and_verdict_with_its_reason(
    client_as: ClientAs, reported: Target
) -> None:
    page = text_of(client_as("chuyenvien").get("/chi-tieu/?nam=2022"))
    assert "Số lao động được giải quyết việc làm" in page
    assert "8.030 lao động" in page
    assert "7/8 đơn vị" in page
    assert "Theo tỷ lệ thời gian đã qua của năm" in page


def test_board_says_no_data_instead_of_zero(client_as: ClientAs, officer: Actor) -> None:
    make_target(officer, name="GRDP bình quân", rule="none", period_kind="year")
    page = text_of(client_as("chuyenvien").get("/chi-tieu/?nam=2022"))
    assert "chưa có số liệu" in page
    assert "Chưa đến kỳ báo cáo." in page


def test_board_of_a_year_without_targets_says_what_to_do(client_as: ClientAs) -> None:
    page = text_of(client_as("chuyenvien").get("/chi-tieu/?nam=2019"))
    assert "Năm 2019 chưa có chỉ tiêu" in page


def test_board_keeps_its_queries_for_more_targets(
    client_as: ClientAs, officer: Actor, reported: Target
) -> None:
    client = client_as("chuyenvien")
    client.get("/chi-tieu/?nam=2022")
    one = queries_of(client, "/chi-tieu/?nam=2022")
    for place in range(2):
        make_target(officer, name=f"Chỉ tiêu {place}", owner="LC-SYT")
    assert queries_of(client, "/chi-tieu/?nam=2022") == one <= 25


def test_board_exports_what_is_shown(client_as: ClientAs, reported: Target) -> None:
    answer = client_as("chuyenvien").get("/chi-tieu/?nam=2022&xuat=xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:3] == ("Chỉ tiêu", "Mức giao", "Đến nay")
    assert rows[1][:3] == ("Số lao động được giải quyết việc làm", "8.030 lao động", "581")


def test_target_page_names_the_units_that_are_missing(
    client_as: ClientAs, reported: Target
) -> None:
    page = text_of(client_as("chuyenvien").get(f"/chi-tieu/{reported.pk}/"))
    assert "1 đơn vị chưa có số Tháng 01 năm 2022" in page
    assert "UBND thành phố Lai Châu" in page


def test_target_page_of_a_draft_is_not_there(client_as: ClientAs, officer: Actor) -> None:
    target = create_target(actor=officer, year=2022, values={"name": "Dự thảo", "rule": "sum"})
    Target.objects.filter(pk=target.pk).update(announced_on=None)
    assert client_as("chuyenvien").get(f"/chi-tieu/{target.pk}/").status_code == 404


def test_target_page_on_todays_tree(client_as: ClientAs, reported: Target) -> None:
    page = text_of(client_as("chuyenvien").get(f"/chi-tieu/{reported.pk}/?cay=nay"))
    assert "581" in page


def test_target_page_keeps_its_queries_for_more_units(
    client_as: ClientAs, officer: Actor, reported: Target
) -> None:
    client, url = client_as("chuyenvien"), f"/chi-tieu/{reported.pk}/"
    client.get(url)
    eight = queries_of(client, url)
    communes = [ShareLine(unit(f"W0{code}.2022"), Decimal(1)) for code in (3517, 3388)]
    standing = [ShareLine(share.organization_id, share.value) for share in reported.shares.all()]
    split_target(actor=officer, target=reported, lines=[*standing, *communes])
    assert queries_of(client, url) == eight <= 25


def test_fix_page_completes_a_target_of_a_movement(client_as: ClientAs, officer: Actor) -> None:
    target = create_target(actor=officer, year=2022, values={"name": "Số hộ", "rule": "sum"})
    client = client_as("chuyenvien")
    page = client.get(f"/chi-tieu/{target.pk}/chot/")
    assert page.status_code == 200
    sent = {
        "name": "Số hộ thoát nghèo", "comparator": "at_least", "value": "1.200",
        "unit_of_measure": "hộ", "direction": "up", "measure": "count", "period_kind": "quarter",
        "reach": "cumulative", "rule": "sum", "source_status": "verified",
        "owner_id": str(unit("LC-SLDTBXH")), "revision": "0",
    }  # fmt: skip
    answer = client.post(f"/chi-tieu/{target.pk}/chot/", sent)
    assert answer.status_code == 302
    target.refresh_from_db()
    assert (target.state, target.value, target.phrase) == (
        TargetState.FIXED, Decimal(1200), "từ 1.200 hộ trở lên",
    )  # fmt: skip


def test_fix_page_says_what_is_missing(client_as: ClientAs, officer: Actor) -> None:
    target = create_target(actor=officer, year=2022, values={"name": "Tỷ lệ", "rule": "sum"})
    sent = {
        "name": "Tỷ lệ", "comparator": "equal", "value": "x", "direction": "up", "measure": "share",
        "period_kind": "quarter", "reach": "state", "rule": "mean", "source_status": "verified",
    }  # fmt: skip
    answer = client_as("chuyenvien").post(f"/chi-tieu/{target.pk}/chot/", sent)
    assert answer.status_code == 422
    assert "Nhập số theo cách viết" in text_of(answer)
    answer = client_as("chuyenvien").post(f"/chi-tieu/{target.pk}/chot/", {**sent, "value": "56,3"})
    assert "cần nêu mẫu số" in text_of(answer)


def test_new_target_page_adds_one(client_as: ClientAs, officer: Actor) -> None:
    sent = {
        "name": "Thu ngân sách", "comparator": "at_least", "value": "2.250", "direction": "up",
        "measure": "amount", "period_kind": "month", "reach": "cumulative", "rule": "none",
        "source_status": "verified", "owner_id": str(unit("LC-STC")),
    }  # fmt: skip
    assert client_as("chuyenvien").post("/chi-tieu/them/?nam=2022", sent).status_code == 302
    assert Target.objects.get(name="Thu ngân sách").state == TargetState.FIXED


def test_withdraw_takes_it_off_the_board(client_as: ClientAs, reported: Target) -> None:
    client = client_as("chuyenvien")
    client.post(f"/chi-tieu/{reported.pk}/thoi/", {"reason": "Theo văn bản 9/UBND"})
    assert reported.name not in text_of(client.get("/chi-tieu/?nam=2022"))
    assert "Thôi theo dõi" in text_of(client.get(f"/chi-tieu/{reported.pk}/"))


def split_fields(values: dict[str, str], **more: str) -> dict[str, Any]:
    units = [str(unit(code)) for code in values]
    fields: dict[str, Any] = {"unit": units, **more}
    for code, value in values.items():
        fields[f"value-{unit(code)}"] = value
    return fields


def test_split_page_offers_a_whole_set(client_as: ClientAs, officer: Actor) -> None:
    target = make_target(officer)
    page = text_of(client_as("chuyenvien").get(f"/chi-tieu/{target.pk}/giao/?nhom=districts"))
    assert page.count('name="unit"') == 8


def test_split_page_fills_even_parts_that_add_up(client_as: ClientAs, officer: Actor) -> None:
    target = make_target(officer)
    fields = split_fields(dict.fromkeys(DISTRICTS[:3], ""), act="even")
    page = text_of(client_as("chuyenvien").post(f"/chi-tieu/{target.pk}/giao/", fields))
    assert 'value="2.677"' in page
    assert 'value="2.676"' in page
    assert "Bằng mức toàn tỉnh" in page


def test_split_page_fills_by_denominator(client_as: ClientAs, officer: Actor) -> None:
    target = make_target(officer)
    fields = split_fields(dict.fromkeys(DISTRICTS[:2], ""), act="weight")
    fields |= {f"weight-{unit('D105')}": "3", f"weight-{unit('D106')}": "1"}
    page = text_of(client_as("chuyenvien").post(f"/chi-tieu/{target.pk}/giao/", fields))
    assert 'value="6.023"' in page
    assert 'value="2.007"' in page


def test_split_page_asks_why_the_sum_differs(client_as: ClientAs, officer: Actor) -> None:
    target = make_target(officer)
    client, url = client_as("chuyenvien"), f"/chi-tieu/{target.pk}/giao/"
    answer = client.post(url, split_fields({"D105": "8.000"}))
    assert answer.status_code == 422
    assert "thấp hơn mức toàn tỉnh" in text_of(answer)
    answer = client.post(url, split_fields({"D105": "8.000"}, reason="Dự phòng 30"))
    assert answer.status_code == 302
    assert target.shares.get().value == Decimal(8000)


def test_split_page_is_closed_to_others(client_as: ClientAs, jobs_target: Target) -> None:
    assert client_as("canbo.soyte").get(f"/chi-tieu/{jobs_target.pk}/giao/").status_code == 403


def test_decision_is_drafted_with_the_shares(client_as: ClientAs, jobs_target: Target) -> None:
    answer = client_as("chuyenvien").post(f"/chi-tieu/{jobs_target.pk}/quyet-dinh/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/van-ban/")


def test_report_page_takes_a_grid(client_as: ClientAs, jobs_target: Target) -> None:
    client, row = client_as("canbo.sinho"), row_of(jobs_target, "D108")
    page = text_of(client.get("/chi-tieu/bao-cao/2022-M01/"))
    assert f'name="value-{row.pk}"' in page
    answer = client.post(
        "/chi-tieu/bao-cao/2022-M01/", {f"value-{row.pk}": "1.090", f"paper-{row.pk}": "12/BC"}
    )
    assert answer.status_code == 302
    row.refresh_from_db()
    assert (row.value, row.paper, row.state) == (Decimal(1090), "12/BC", ValueState.REPORTED)


def test_report_page_keeps_what_was_typed_and_asks_for_words(
    client_as: ClientAs, jobs_target: Target
) -> None:
    client, row = client_as("canbo.sinho"), row_of(jobs_target, "D108")
    url = "/chi-tieu/bao-cao/2022-M01/"
    answer = client.post(url, {f"value-{row.pk}": "-3"})
    assert answer.status_code == 422
    assert 'value="-3"' in text_of(answer)
    assert f'name="confirmed-{row.pk}"' in text_of(answer)
    sent = {f"value-{row.pk}": "-3", f"confirmed-{row.pk}": "Giảm trừ năm trước"}
    assert client.post(url, sent).status_code == 302


def test_report_page_takes_pasted_lines_for_review(
    client_as: ClientAs, jobs_target: Target
) -> None:
    client, row = client_as("canbo.sinho"), row_of(jobs_target, "D108")
    pasted = "so lao dong duoc giai quyet viec lam\t95\t\t12/BC\nKhông rõ\t3"
    page = text_of(client.post("/chi-tieu/bao-cao/2022-M01/", {"paste": pasted}))
    assert 'value="95"' in page
    assert "Không rõ chỉ tiêu nào ở 1 dòng dán" in page
    row.refresh_from_db()
    assert row.state == ValueState.OPEN


def test_report_page_gives_a_sheet_to_fill(client_as: ClientAs, jobs_target: Target) -> None:
    answer = client_as("canbo.sinho").get("/chi-tieu/bao-cao/2022-M01/?xuat=mau")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[1][:5] == (
        str(jobs_target.pk), jobs_target.name, "D108", "UBND huyện Sìn Hồ", "2022-M01",
    )  # fmt: skip


def test_report_list_and_home_say_what_is_owed(client_as: ClientAs, jobs_target: Target) -> None:
    client = client_as("canbo.sinho")
    assert "còn 1 trong 1 số liệu" in text_of(client.get("/chi-tieu/bao-cao/"))
    assert "Báo cáo chỉ tiêu Tháng 01 năm 2022: còn 1 trong 1" in text_of(client.get("/"))


def test_report_page_without_anything_owed_is_not_there(client_as: ClientAs) -> None:
    assert client_as("canbo.soyte").get("/chi-tieu/bao-cao/2022-M01/").status_code == 404


def test_owner_verifies_the_ticked_and_the_matching(owner_client: Client, reported: Target) -> None:
    here = f"/chi-tieu/chu-tri/{reported.pk}/2022-M01/"
    assert "UBND huyện Sìn Hồ" in text_of(owner_client.get(here))
    own = {f"own-{row_of(reported, 'D106').pk}": "80", f"own-{row_of(reported, 'D107').pk}": "5"}
    owner_client.post(f"{here}so-cua-toi/", own)
    owner_client.post(f"{here}xac-nhan/", {"matching": "1"})
    assert row_of(reported, "D106").state == ValueState.VERIFIED
    assert row_of(reported, "D107").state == ValueState.REPORTED
    picked = [str(row_of(reported, code).pk) for code in ("D107", "D108")]
    answer = owner_client.post(f"{here}xac-nhan/", {"pick": picked}, follow=True)
    assert "Để lại 1 đơn vị. UBND huyện Mường Tè: Khác số của cơ quan chủ trì" in text_of(answer)
    assert row_of(reported, "D108").state == ValueState.VERIFIED


def test_owner_verifies_all_that_match_the_filter(owner_client: Client, reported: Target) -> None:
    here = f"/chi-tieu/chu-tri/{reported.pk}/2022-M01/"
    owner_client.post(f"{here}xac-nhan/", {"all_matching": "1", "filter": "tt=reported"})
    assert TargetValue.objects.filter(state=ValueState.VERIFIED).count() == 7


def test_owner_page_keeps_its_queries_for_more_units(
    owner_client: Client, officer: Actor, reported: Target
) -> None:
    here = f"/chi-tieu/chu-tri/{reported.pk}/2022-M01/"
    owner_client.get(here)
    eight = queries_of(owner_client, here)
    standing = [ShareLine(share.organization_id, share.value) for share in reported.shares.all()]
    more = [ShareLine(unit(f"W0{code}.2022"), Decimal(1)) for code in (3517, 3388)]
    split_target(actor=officer, target=reported, lines=[*standing, *more])
    assert queries_of(owner_client, here) == eight <= 25


def test_owned_list_shows_my_targets(owner_client: Client, reported: Target) -> None:
    page = text_of(owner_client.get("/chi-tieu/chu-tri/"))
    assert "7 đơn vị đã báo cáo, chờ xác nhận" in page


def test_value_page_disputes_and_explains(
    owner_client: Client, client_as: ClientAs, reported: Target
) -> None:
    row = row_of(reported, "D108")
    here = f"/chi-tieu/so-lieu/{row.pk}/"
    answer = owner_client.post(f"{here}de-nghi/", {"reason": "Sổ ghi 60", "own": "60"})
    assert answer.status_code == 302
    clerk = client_as("canbo.sinho")
    assert "Sổ ghi 60" in text_of(clerk.get(here))
    answer = clerk.post(f"{here}giai-trinh/", {"explanation": "", "value": "70"})
    assert answer.status_code == 422
    assert 'value="70"' in text_of(answer)
    clerk.post(f"{here}giai-trinh/", {"explanation": "Đếm trùng 12 người", "value": "70"})
    assert row_of(reported, "D108").value == Decimal(70)


def test_value_page_reports_with_a_file(client_as: ClientAs, jobs_target: Target) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from tests.subjects.papers.test_trip import PDF

    row = row_of(jobs_target, "D108")
    sent = {"value": "90", "file": SimpleUploadedFile("bao-cao.pdf", PDF)}
    client = client_as("canbo.sinho")
    assert client.post(f"/chi-tieu/so-lieu/{row.pk}/bao-cao/", sent).status_code == 302
    assert client.get(f"/chi-tieu/so-lieu/{row.pk}/tep/").status_code == 200


def test_value_page_corrects_after_the_lock(client_as: ClientAs, reported: Target) -> None:
    client = client_as("chuyenvien")
    period = period_of(reported)
    page = text_of(client.post(f"/chi-tieu/ky/{period.pk}/chot/", follow=True))
    assert "Chưa xác nhận nên không chốt" in page
    row = row_of(reported, "D108")
    sent = {"value": "80", "reason": "Đếm trùng", "paper": "05/ĐC"}
    client.post(f"/chi-tieu/so-lieu/{row.pk}/dinh-chinh/", sent)
    assert "82 thành 80" in text_of(client.get(f"/chi-tieu/so-lieu/{row.pk}/"))


def test_period_page_opens_again_with_a_reason(client_as: ClientAs, reported: Target) -> None:
    client, period = client_as("chuyenvien"), period_of(reported)
    client.post(f"/chi-tieu/ky/{period.pk}/chot/")
    sent = {"until": "20/02/2022", "reason": "Bổ sung thành phố"}
    client.post(f"/chi-tieu/ky/{period.pk}/mo-lai/", sent)
    page = text_of(client.get("/chi-tieu/ky/?nam=2022"))
    assert "mở lại đến 20/02/2022" in page


def test_unit_page_says_where_it_stands(client_as: ClientAs, reported: Target) -> None:
    page = text_of(client_as("thutruong.sinho").get("/chi-tieu/don-vi/"))
    assert "thứ 5 trong 7" in page
    assert "82" in page


@pytest.mark.parametrize("username", ["canbo.soyte", "hoidong", "chutich", "kiemtoan"])
def test_everybody_in_office_reads_the_board(
    client_as: ClientAs, reported: Target, username: str
) -> None:
    assert client_as(username).get("/chi-tieu/").status_code == 200


def test_posts_are_refused_to_who_may_not(client_as: ClientAs, reported: Target) -> None:
    row, period = row_of(reported, "D108"), period_of(reported)
    client = client_as("canbo.soyte")
    client.post(f"/chi-tieu/so-lieu/{row.pk}/xac-nhan/")
    assert row_of(reported, "D108").state == ValueState.REPORTED
    assert client.post(f"/chi-tieu/ky/{period.pk}/chot/").status_code == 403
    assert client.post(f"/chi-tieu/so-lieu/{row.pk}/dinh-chinh/").status_code == 403


def test_values_and_shares_can_be_imported() -> None:
    from thidua.base.imports.specs import SPECS

    assert {"targets.values", "targets.shares"} <= set(SPECS)


def test_portal_shows_only_what_is_verified(
    client_as: ClientAs, officer: Actor, actor: Callable[..., Actor]
) -> None:
    from tests.support.movements import draft_of
    from thidua.subjects.movements.services.launching import launch_movement, submit_movement
    from thidua.subjects.targets.public import published_results
    from thidua.subjects.targets.services.fixing import fix_target
    from thidua.subjects.targets.services.reporting import report_value

    movement = draft_of(officer, "Thi đua năm 2022")
    submit_movement(actor=officer, movement=movement)
    launch_movement(
        actor=actor("chutich", "province_chair"), movement=movement, document_number="02/CT-UBND",
        issued_on=officer.day, signer_title="CHỦ TỊCH", signer_name="Tên Mẫu", gaps_confirmed=True,
    )  # fmt: skip
    target = movement.targets.get().target
    fix_target(
        actor=officer, target=target,
        values={"rule": "none", "owner_id": unit("LC-SYT"), "period_kind": "month"},
    )  # fmt: skip
    clerk = acting("LC-SYT")
    row = report_value(actor=clerk, row=row_of(target, "LC-SYT"), value=Decimal("0.2"))
    url = reverse("portal:movement_see", args=[movement.pk, movement.slug])
    assert published_results([(target.pk, 2022)]) == {}
    assert "0,2 %" not in text_of(Client().get(url))
    verify_value(actor=officer, row=row)
    assert "0,2 %, Tháng 01 năm 2022" in text_of(Client().get(url))


def test_duty_page_shows_the_targets_given(client_as: ClientAs, officer: Actor) -> None:
    from tests.support.movements import draft_of
    from thidua.subjects.movements.services.launching import launch_movement, submit_movement
    from thidua.subjects.targets.services.fixing import fix_target

    movement = draft_of(officer, "Thi đua năm 2022")
    submit_movement(actor=officer, movement=movement)
    chair = acting("LC-UBND", Role.PROVINCE_CHAIR)
    launch_movement(
        actor=chair, movement=movement, document_number="02/CT-UBND", issued_on=officer.day,
        signer_title="CHỦ TỊCH", signer_name="Tên Mẫu", gaps_confirmed=True,
    )  # fmt: skip
    target = movement.targets.get().target
    fix_target(actor=officer, target=target, values={"rule": "sum"})
    split_target(
        actor=officer, target=target, lines=[ShareLine(unit("D108"), Decimal("3.1"))], paper="1/QĐ"
    )
    page = text_of(client_as("canbo.sinho").get(f"/duoc-giao/{movement.pk}/"))
    assert "Chỉ tiêu giao cho đơn vị" in page
