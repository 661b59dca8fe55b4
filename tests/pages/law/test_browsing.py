"""The law browser: catalogue by day, one award with all its law, what is still to be read."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.support.law import CERTIFICATE, FIGHTER
from thidua.core.law.reading import national_law
from thidua.subjects.law.models import LawRow

As = Callable[..., Client]


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_catalogue_lists_every_award(client_as: As) -> None:
    answer = client_as("canbo.soyte").get("/luat/")
    assert answer.context["list"].count == len(national_law().awards)


def test_catalogue_of_a_day_tells_who_decided_then(client_as: As) -> None:
    client = client_as("canbo.soyte")
    before = page(client, "/luat/?ngay=30/06/2025")
    after = page(client, "/luat/?ngay=01/07/2025")
    assert before != after
    assert "Nghị định 98/2023" in before
    assert "Nghị định 152/2025" in after


def test_catalogue_exports_what_it_shows(client_as: As) -> None:
    answer = client_as("canbo.soyte").get("/luat/?xuat=xlsx&loai=title")
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")


def test_wrong_day_is_said_and_today_shown(client_as: As) -> None:
    text = page(client_as("canbo.soyte"), "/luat/?ngay=31/02/2022")
    assert "không phải là ngày" in text
    assert "15/02/2022" in text


@pytest.mark.parametrize("key", sorted(national_law().awards))
def test_every_award_opens_under_every_law(key: str, client_as: As) -> None:
    client = client_as("chuyenvien")
    for day in ("15/02/2022", "01/06/2024", "01/08/2025", "01/11/2026", "01/01/2000"):
        page(client, f"/luat/danh-hieu/{key}/?ngay={day}")


def test_award_shows_ways_numbers_and_marks(client_as: As) -> None:
    text = page(client_as("chuyenvien"), f"/luat/danh-hieu/{CERTIFICATE}/?ngay=01/06/2024")
    assert "Và đạt một trong" in text
    assert "Luôn phải đạt" in text
    assert "Đã đối chiếu" not in text  # only what is not so is marked
    assert "Đối chiếu, sửa dòng này" in text


def test_award_shows_the_bonus_with_its_working(client_as: As) -> None:
    text = page(client_as("canbo.soyte"), f"/luat/danh-hieu/{FIGHTER}/?ngay=01/08/2025")
    assert "2.340.000 đ" in text
    assert "1 × 2.340.000" in text


def test_clerk_reads_but_finds_no_way_to_correct(client_as: As) -> None:
    text = page(client_as("canbo.soyte"), f"/luat/danh-hieu/{CERTIFICATE}/")
    assert "sửa dòng này" not in text


def test_award_filtered_by_subject_leaves_the_others_out(client_as: As) -> None:
    answer = client_as("canbo.soyte").get(
        f"/luat/danh-hieu/{CERTIFICATE}/?ngay=01/06/2024&cho=household"
    )
    texts = [one.text for one in answer.context["demands"].always]
    assert len(texts) == 2
    assert answer.context["demands"].groups == []


def test_award_compares_two_ages(client_as: As) -> None:
    answer = client_as("canbo.soyte").get(f"/luat/danh-hieu/{FIGHTER}/?ngay=01/06/2024")
    ages = answer.context["ages"]
    assert (ages.before.key, ages.after.key) == ("law2003", "nd98")
    assert {pair.state for pair in ages.pairs} >= {"Không còn"}


def test_award_names_the_rows_of_the_province(client_as: As, in_force: LawRow) -> None:
    text = page(client_as("chuyenvien"), f"/luat/danh-hieu/{CERTIFICATE}/?ngay=01/06/2022")
    assert f"/luat/quy-dinh/{in_force.pk}/" in text
    assert "Quy định của tỉnh" in text


def test_unknown_award_is_not_found(client_as: As) -> None:
    assert client_as("canbo.soyte").get("/luat/danh-hieu/khong-co/").status_code == 404


def test_timeline_shows_ages_boundaries_and_salaries(client_as: As) -> None:
    text = page(client_as("canbo.soyte"), "/luat/giai-doan/")
    for words in ("Luật Thi đua, khen thưởng năm 2003", "1.490.000", "2.530.000", "Từ 01/10/2026"):
        assert words in text


def test_settings_show_doubts(client_as: As) -> None:
    text = page(client_as("canbo.soyte"), "/luat/cach-hieu/")
    assert "để người xem xét" in text
    assert "nghi vấn số 12" in text


def test_unread_list_shrinks_when_a_number_is_filled(client_as: As, drafted: LawRow) -> None:
    client = client_as("chuyenvien")
    before = client.get("/luat/doi-chieu/").context["must"]
    drafted.delete()
    assert before == client.get("/luat/doi-chieu/").context["must"]


def test_unread_list_forgets_what_the_province_read(client_as: As, in_force: LawRow) -> None:
    text = page(client_as("chuyenvien"), "/luat/doi-chieu/?q=ty le phieu do tinh quy dinh")
    rows = client_as("chuyenvien").get("/luat/doi-chieu/").context["list"].all_rows
    assert in_force.key not in {one.name for one in rows if one.valid_from.year == 2022}
    assert text


@pytest.mark.parametrize(
    "address",
    [
        "/luat/",
        "/luat/giai-doan/",
        "/luat/cach-hieu/",
        "/luat/doi-chieu/",
        f"/luat/danh-hieu/{CERTIFICATE}/",
    ],
)
def test_queries_do_not_grow_with_the_law(
    address: str,
    client_as: As,
    in_force: LawRow,
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    client = client_as("chuyenvien")
    client.get(address)
    with django_assert_max_num_queries(25):  # type: ignore[attr-defined]
        client.get(address)


def test_unread_list_filters_the_general_rows(client_as: As) -> None:
    client = client_as("chuyenvien")
    whole = client.get("/luat/doi-chieu/").context["list"]
    assert whole.applied == []
    found = client.get("/luat/doi-chieu/?dh=chung").context["list"]
    assert {one.award for one in found.rows} == {""}
    assert 0 < found.count < whole.count
