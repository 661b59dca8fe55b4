"""The search page: who finds whom, by which words and filters, in how many queries."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.register import person, unit_id
from thidua.subjects.register.indexing import index_holders

URL = "/tim-kiem/"


def rows(response) -> list[str]:
    """Titles of the hits, in their order."""
    page = response.content.decode()
    return [
        re.sub("<[^>]+>", "", title)
        for title in re.findall(r'<a class="plain"[^>]*>(.*?)</a>', page)
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=Vàng Thị Mẫu", ["Vàng Thị Mẫu", "Vàng Thị Mậu"]),
        ("q=vang thi mau", ["Vàng Thị Mẫu", "Vàng Thị Mậu"]),
        ("q=mau vang", ["Vàng Thị Mẫu", "Vàng Thị Mậu"]),
        ("q=vagn thi mau", ["Vàng Thị Mẫu", "Vàng Thị Mậu"]),
        ("q=thu&pham-vi=nguoi", ["Lò Văn Thử"]),
        ("q=khoa noi mau", ["Khoa Nội mẫu"]),
        ("q=262/QĐ-UBND&pham-vi=quyet-dinh", ["Quyết định 262/QĐ-UBND"]),
        ("q=262&pham-vi=quyet-dinh", ["Quyết định 262/QĐ-UBND"]),
        ("q=mau so noi vu&pham-vi=nguoi", ["Vàng Thị Mậu"]),
        ("khen=advanced_worker&pham-vi=nguoi", ["Vàng Thị Mẫu", "Lò Văn Thử"]),
        ("khen=advanced_worker&nam=2019", ["Lò Văn Thử"]),
        ("khen=provincial_merit_certificate&nam=2019", []),
        ("nam=2021&pham-vi=nguoi", ["Vàng Thị Mẫu"]),
        ("q=mau&nam=2019&pham-vi=nguoi", []),
    ],
)
def test_search_finds(register, client_as, query, expected):
    assert rows(client_as("chuyenvien").get(f"{URL}?{query}")) == expected


def test_search_by_unit_takes_in_units_below_and_before(register, client_as):
    page = client_as("chuyenvien").get(f"{URL}?don-vi={unit_id()}&pham-vi=nguoi")
    assert rows(page) == ["Vàng Thị Mẫu", "Lò Văn Thử"]


def test_search_tells_how_it_read_a_slip(register, client_as):
    page = client_as("chuyenvien").get(f"{URL}?q=vagn thi mau").content.decode()
    assert "Đang tìm cả: <b>vang</b>" in page


def test_search_marks_the_words(register, client_as):
    page = client_as("chuyenvien").get(f"{URL}?q=thu lo").content.decode()
    assert '<b class="hit">Lò</b> Văn <b class="hit">Thử</b>' in page


def test_search_says_when_nothing_is_found(register, client_as):
    page = client_as("chuyenvien").get(f"{URL}?q=xyzabc").content.decode()
    assert "Thử ít tiếng hơn" in page


def test_search_of_a_unit_finds_its_own_people_only(register, client_as):
    clerk = client_as("canbo.soyte")
    assert rows(clerk.get(f"{URL}?q=vang thi mau&pham-vi=nguoi")) == ["Vàng Thị Mẫu"]
    assert rows(clerk.get(f"{URL}?q=vang thi&pham-vi=nguoi")) == ["Vàng Thị Mẫu"]
    assert rows(clerk.get(f"{URL}?nam=2020&pham-vi=nguoi")) == ["Vàng Thị Mẫu"]


def test_search_without_the_register_finds_units_only(register, client_as):
    page = client_as("baochi").get(f"{URL}?q=mau")
    assert "Vàng" not in page.content.decode()
    assert "Sở Y tế" in rows(client_as("baochi").get(f"{URL}?q=y te so"))


def test_search_finds_units_by_their_former_names(laichau, client_as):
    titles = rows(client_as("chuyenvien").get(f"{URL}?q=so y te&pham-vi=don-vi"))
    assert titles[0] == "Sở Y tế"


@pytest.mark.parametrize("more", [0, 30])
def test_search_costs_the_same_queries_for_many(register, client_as, more):
    people = [
        person(f"Quàng Văn Thử{'abcdefghijklmnopqrstuvwxyzabcdef'[n]}", unit_id())
        for n in range(more)
    ]
    index_holders([one.pk for one in people])
    client = client_as("chuyenvien")
    client.get(URL)
    with CaptureQueriesContext(connection) as queries:
        client.get(f"{URL}?q=thu")
    assert len(queries) <= 25


def test_quick_answers_while_typing(register, client_as):
    client = client_as("chuyenvien")
    assert rows(client.get(f"{URL}nhanh/?q=vang thi m")) == ["Vàng Thị Mẫu", "Vàng Thị Mậu"]
    assert client.get(f"{URL}nhanh/?q=").content.decode().strip() == ""


def test_elsewhere_answers_with_what_other_subjects_found(register, client_as):
    client = client_as("chuyenvien")
    whole = client.get(f"{URL}khac/?q=hoang thi lien").content.decode()
    part = client.get(f"{URL}khac/?q=hoang thi lien", HTTP_HX_REQUEST="true").content.decode()
    assert "<html" in whole
    assert "<html" not in part


def test_decision_lists_everybody_it_names(register, client_as):
    found = client_as("chuyenvien").get(f"{URL}?q=262&pham-vi=quyet-dinh").content.decode()
    url = re.search(r"/tim-kiem/quyet-dinh/\d+/", found)[0]
    page = client_as("chuyenvien").get(url).content.decode()
    assert "Vàng Thị Mẫu" in page
    assert "Vàng Thị Mậu" in page
    own = client_as("canbo.soyte").get(url).content.decode()
    assert "Vàng Thị Mậu" not in own


def test_decision_of_others_is_not_found(register, client_as):
    from thidua.subjects.register.models import Entry

    foreign = Entry.objects.filter(holder=register[1]).get()
    page = client_as("canbo.soyte").get(f"{URL}quyet-dinh/{foreign.pk}/")
    assert "Vàng Thị Mậu" not in page.content.decode()
    assert client_as("baochi").get(f"{URL}quyet-dinh/{foreign.pk}/").status_code == 403


@pytest.mark.parametrize(
    "query", ["q=%00", "trang=x", "trang=0", "nam=abc", "don-vi=x", "pham-vi=la", "q=" + "a " * 300]
)
def test_search_survives_any_address(register, client_as, query):
    assert client_as("chuyenvien").get(f"{URL}?{query}").status_code == 200
