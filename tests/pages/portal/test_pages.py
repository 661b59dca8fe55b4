"""What citizens see, and that they see nothing else."""

import gzip
import json
import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.support.published import SECRET, thematic
from thidua.base.access import Actor
from thidua.subjects.movements.enums import Level, State
from thidua.subjects.movements.models import Content, Duty, Movement
from thidua.subjects.movements.services.amending import withdraw_movement
from thidua.subjects.movements.services.launching import discard_movement
from thidua.subjects.orgs.models import Organization

LIST = "/cong-khai/"


def path_of(movement: Movement) -> str:
    kwargs = {"movement_id": movement.pk, "slug": movement.slug}
    return reverse("portal:movement_see", kwargs=kwargs)


def headings(text: str) -> list[str]:
    return re.findall(r'<h3><a href="[^"]+">([^<]+)</a>', text)


def test_list_shows_published_newest_first(client: Client, published: Movement) -> None:
    names = headings(client.get(LIST).content.decode())
    assert names == [published.name, "Dân vận khéo"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=dan+van", ["Dân vận khéo"]),
        ("q=KHÉO+dân", ["Dân vận khéo"]),
        ("q=02/ct-ubnd", ["Thi đua thực hiện thắng lợi nhiệm vụ năm 2022"]),
        ("cap=thematic", ["Dân vận khéo"]),
        ("cap=unit&q=dan+van", ["Dân vận khéo"]),  # no such level for the public: as if not asked
        ("nam=2021", []),
        ("nam=hai", ["Thi đua thực hiện thắng lợi nhiệm vụ năm 2022", "Dân vận khéo"]),
        ("q=con+soan", []),
        ("q=%00", ["Thi đua thực hiện thắng lợi nhiệm vụ năm 2022", "Dân vận khéo"]),
    ],
)
def test_search_narrows(client: Client, published: Movement, query: str, found: list[str]) -> None:
    assert headings(client.get(f"{LIST}?{query}").content.decode()) == found


def test_list_turns_pages(client: Client, published: Movement) -> None:
    for number in range(25):
        thematic(published, f"Chuyên đề {number:02}")
    second = client.get(f"{LIST}?trang=2").content.decode()
    assert len(headings(second)) == 7
    assert 'href="?trang=2" aria-current="page"' in second
    assert len(headings(client.get(f"{LIST}?trang=99").content.decode())) == 7


def test_page_shows_every_public_part(client: Client, published: Movement) -> None:
    text = client.get(path_of(published)).content.decode()
    for words in (
        "“Chủ đề mới”",
        "Mức giảm tỷ lệ hộ nghèo",
        "Quán triệt, tuyên truyền",
        "Sở Y tế",
        "Luật Thi đua, khen thưởng",
        "Sửa đổi, bổ sung theo Công văn số 15/UBND-TĐKT",
        "số 02/CT-UBND",
        "Chủ tịch Trần Tiến Dũng ký",
        "Dân vận khéo",
        'Thực hiện: <span class="nodata">chưa có số liệu</span>',
    ):
        assert words in text, words


def test_thematic_movement_points_to_what_launched_it(client: Client, published: Movement) -> None:
    child = Movement.objects.get(name="Dân vận khéo")
    text = client.get(path_of(child)).content.decode()
    assert f'<a href="{path_of(published)}">{published.name}</a>' in text


def test_old_slug_leads_to_the_present_address(client: Client, published: Movement) -> None:
    answer = client.get(f"/cong-khai/phong-trao/{published.pk}-ten-cu/")
    assert (answer.status_code, answer["Location"]) == (301, path_of(published))


def test_unpublished_answers_as_if_it_did_not_exist(client: Client, published: Movement) -> None:
    nothing = client.get("/cong-khai/phong-trao/999999/")
    hidden = Movement.objects.filter(name__contains=SECRET)
    assert hidden.count() == 4
    for movement in hidden:
        for address in (path_of(movement), f"/cong-khai/phong-trao/{movement.pk}/van-ban/"):
            answer = client.get(address)
            assert (answer.status_code, answer.content) == (404, nothing.content)


@pytest.mark.parametrize("number", [0, 2**63, 10**30])
def test_number_that_no_database_holds_is_not_found(
    client: Client, published: Movement, number: int
) -> None:
    assert client.get(f"/cong-khai/phong-trao/{number}/").status_code == 404
    assert client.get(f"/cong-khai/phong-trao/{number}/van-ban/").status_code == 404


def test_withdrawn_answers_gone_with_its_children(
    client: Client, published: Movement, actor: Callable[..., Actor]
) -> None:
    child = Movement.objects.get(name="Dân vận khéo")
    withdraw_movement(
        actor=actor("chutich", "province_chair"), movement=published,
        reason=SECRET, paper="Quyết định số 9/QĐ-UBND",
    )  # fmt: skip
    for movement in (published, child):
        answer = client.get(path_of(movement))
        text = answer.content.decode()
        assert answer.status_code == 410
        assert (
            f"“{movement.name}” đã được bãi bỏ theo Quyết định số 9/QĐ-UBND từ ngày 15/02/2022."
            in text
        )
        assert SECRET not in text
    assert headings(client.get(LIST).content.decode()) == []


def test_discarded_draft_answers_as_if_it_did_not_exist(
    client: Client, published: Movement, actor: Callable[..., Actor]
) -> None:
    draft = Movement.objects.filter(level=Level.PROVINCE, state=State.DRAFT).first()
    assert draft is not None
    discard_movement(actor=actor("chuyenvien"), movement=draft)
    answer = client.get(f"/cong-khai/phong-trao/{draft.pk}/")
    assert answer.status_code == 404
    assert SECRET not in answer.content.decode()


@pytest.mark.parametrize("step", range(6))
def test_nothing_private_is_on_any_page(client: Client, published: Movement, step: int) -> None:
    addresses = [
        LIST, path_of(published), f"{LIST}tin/atom.xml", f"{LIST}tin/rss.xml",
        f"{LIST}sitemap.xml", f"{LIST}du-lieu-mo/",
    ]  # fmt: skip
    text = client.get(addresses[step]).content.decode()
    for private in (SECRET, "noi-bo@example.org", "0999", "Phan Quốc Bình", "Vàng Thị Dín"):
        assert private not in text


def test_pages_are_the_same_for_all_and_carry_no_cookie(
    client: Client, client_as: Callable[..., Client], published: Movement
) -> None:
    for address in (LIST, path_of(published), f"{LIST}du-lieu-mo/"):
        mine, theirs = client_as("chuyenvien").get(address), client.get(address)
        assert mine.content == theirs.content
        assert mine["Cache-Control"] == "public, max-age=60"
        assert not mine.has_header("Vary")
        assert not mine.cookies


def test_unchanged_page_is_not_sent_again(client: Client, published: Movement) -> None:
    first = client.get(path_of(published))
    again = client.get(path_of(published), headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    Content.objects.filter(movement=published).update(text="Nội dung đã đổi")
    changed = client.get(path_of(published), headers={"if-none-match": first["ETag"]})
    assert changed.status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_queries_stay_few(
    client: Client, published: Movement, django_assert_num_queries: Callable[..., object], rows: int
) -> None:
    for number in range(rows):
        thematic(published, f"Chuyên đề {number}")
        Content.objects.create(movement=published, text=f"Nội dung {number}")
    with django_assert_num_queries(11):
        client.get(path_of(published))
    with django_assert_num_queries(5):
        client.get(LIST)


def test_page_stays_small_with_all_units_of_the_province(
    client: Client, published: Movement
) -> None:
    taken = set(Duty.objects.values_list("organization_id", flat=True))
    day = published.launched_on
    Duty.objects.bulk_create(
        Duty(
            movement=published, organization=unit, unit_name=f"Ủy ban nhân dân xã số {unit.pk}",
            unit_kind="commune", acknowledge_due=day, plan_due=day, launch_due=day,
        )
        for unit in Organization.objects.exclude(pk__in=taken)
    )  # fmt: skip
    content = client.get(path_of(published)).content
    assert published.duties.count() >= 200
    assert len(gzip.compress(content)) < 40 * 1024


def test_structured_facts_are_json_and_cannot_break_out(
    client: Client, published: Movement
) -> None:
    Movement.objects.filter(pk=published.pk).update(theme="</script><script>alert(1)</script>")
    text = client.get(path_of(published)).content.decode()
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
    facts = json.loads(found[0])
    assert facts["name"] == published.name
    assert facts["description"] == "</script><script>alert(1)</script>"
    assert "<script>alert" not in text


def test_exempt_unit_is_not_counted(client: Client, published: Movement) -> None:
    before = published.duties.count()
    first = published.duties.order_by("pk").first()
    assert first is not None
    Duty.objects.filter(pk=first.pk).update(state="exempt")
    assert f"{before - 1} đơn vị được giao" in client.get(path_of(published)).content.decode()


def test_national_movement_is_shown_above_the_provinces_own(
    client: Client, published: Movement
) -> None:
    national = Movement.objects.create(
        level=Level.NATIONAL, unit=published.unit, year=2021, state=State.LAUNCHED,
        name="Cả nước chung sức xây dựng nông thôn mới", launched_on=published.launched_on,
    )  # fmt: skip
    Movement.objects.filter(pk=published.pk).update(parent=national)
    assert f'<a href="{path_of(national)}">' in client.get(path_of(published)).content.decode()
    assert f'<a href="{path_of(published)}">' in client.get(path_of(national)).content.decode()
