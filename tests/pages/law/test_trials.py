"""Trials on screens: a number chosen, a run, who turned, taken out as a workbook."""

from collections.abc import Callable

from django.test import Client

from tests.subjects.eligibility.test_trials import AWARD, CHAIN, fighter
from thidua.subjects.law.models import LawRow, Trial

As = Callable[..., Client]
SCOPE = {"who": "holders", "since": "2019", "until": "2021", "granted": "on", "all_days": "on"}


def test_numbers_are_offered_with_what_they_are_now(client_as: As) -> None:
    text = client_as("chuyenvien").get(f"/luat/chay-thu/moi/?danh-hieu={AWARD}").content.decode()
    assert "Hiện nay: 3." in text
    assert "Hiện nay: 90." in text


def test_award_without_numbers_says_what_to_do(client_as: As) -> None:
    text = (
        client_as("chuyenvien")
        .get("/luat/chay-thu/moi/?danh-hieu=gold_star_order")
        .content.decode()
    )
    assert "Không có con số nào" in text


def test_run_without_a_change_is_refused(client_as: As) -> None:
    answer = client_as("chuyenvien").post(f"/luat/chay-thu/moi/?danh-hieu={AWARD}", SCOPE)
    assert answer.status_code == 422
    assert "Chưa đổi con số" in answer.content.decode()


def test_run_and_read_the_result(
    client_as: As, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    fighter("Vàng Thị Mẫu", [2019, 2020, 2021])
    client = client_as("chuyenvien")
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        client.post(f"/luat/chay-thu/moi/?danh-hieu={AWARD}", {**SCOPE, f"{CHAIN}__min_count": "4"})
    trial = Trial.objects.get()
    text = client.get(f"/luat/chay-thu/{trial.pk}/").content.decode()
    assert "Vàng Thị Mẫu" in text
    assert "3 → 4 lần" in text
    assert "Thành không đủ" in text
    export = client.get(f"/luat/chay-thu/{trial.pk}/?xuat=xlsx")
    assert export["Content-Type"].endswith("sheet")
    units = client.get(f"/luat/chay-thu/{trial.pk}/don-vi.xlsx")
    assert units["Content-Type"].endswith("sheet")
    assert client.get("/luat/chay-thu/").context["list"].count == 1


def test_waiting_run_shows_how_far_it_is(client_as: As) -> None:
    client = client_as("chuyenvien")
    client.post(f"/luat/chay-thu/moi/?danh-hieu={AWARD}", {**SCOPE, f"{CHAIN}__min_count": "4"})
    trial = Trial.objects.get()
    text = client.get(f"/luat/chay-thu/{trial.pk}/").content.decode()
    assert "Đang xét" in text
    part = client.get(f"/luat/chay-thu/{trial.pk}/", headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()


def test_drafted_row_leads_to_its_trial(client_as: As, drafted: LawRow) -> None:
    client = client_as("chuyenvien")
    assert "Chạy thử trên sổ" in client.get(f"/luat/quy-dinh/{drafted.pk}/").content.decode()
    client.post(f"/luat/chay-thu/moi/?quy-dinh={drafted.pk}", SCOPE)
    assert Trial.objects.get().words == [str(drafted)]
