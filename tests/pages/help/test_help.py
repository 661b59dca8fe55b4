"""A guide for every role, whose links lead where that role may go."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import resolve

from thidua.base.access import Actor, Role
from thidua.pages.help.places import GUIDE_OF_ROLE, LAW, WAYS
from thidua.pages.help.reading import guides, read_guide, search
from thidua.subjects.accounts.demo import DEMO_PEOPLE
from thidua.subjects.oversight.services.contacts import ContactFacts, save_contact

PERSON_OF_ROLE = {str(post.role): one.username for one in DEMO_PEOPLE for post in one.posts}
LINK = re.compile(r'href="(/[^"#]*)')


def links_of(slug: str) -> list[str]:
    guide = guides()[slug]
    html = guide.summary + "".join(section.html for section in guide.sections)
    return sorted(set(LINK.findall(html)))


def test_every_role_has_its_guide_and_every_guide_its_reader() -> None:
    assert set(GUIDE_OF_ROLE) == set(Role)
    assert set(guides()) == {*GUIDE_OF_ROLE.values(), *WAYS, LAW}


@pytest.mark.parametrize("slug", sorted(guides()))
def test_guide_is_whole(slug: str) -> None:
    guide = guides()[slug]
    assert guide.title
    assert guide.summary.startswith("<p>")
    assert guide.sections
    anchors = [section.anchor for section in guide.sections]
    assert len(anchors) == len(set(anchors))
    assert all(section.html.strip() for section in guide.sections)


@pytest.mark.parametrize("slug", sorted(guides()))
def test_links_lead_to_pages_that_exist(slug: str) -> None:
    for link in links_of(slug):
        if link.startswith("/huong-dan/") and link != "/huong-dan/":
            assert link.split("/")[2] in guides()
        assert resolve(link).url_name  # raises Resolver404 for an address nobody answers


@pytest.mark.parametrize("role", sorted(Role))
def test_links_of_own_guide_open_for_the_role(client_as: Callable[..., Client], role: str) -> None:
    client = client_as(PERSON_OF_ROLE[role], role)
    closed = {
        link: status
        for link in links_of(GUIDE_OF_ROLE[role])
        if (status := client.get(link, follow=True).status_code) != 200
    }
    assert closed == {}


def test_first_page_shows_the_guide_of_ones_role(client_as: Callable[..., Client]) -> None:
    for username, title in (
        ("chuyenvien", "Chuyên viên Ban Thi đua - Khen thưởng"),
        ("quantri", "Quản trị hệ thống"),
    ):
        text = client_as(username).get("/huong-dan/").content.decode()
        assert f'<h2 id="cua-toi">{title}</h2>' in text


def test_guide_shows_sections_with_their_place(client_as: Callable[..., Client]) -> None:
    text = client_as("canbo.soyte").get("/huong-dan/can-bo-don-vi/").content.decode()
    assert '<h2 id="khi-co-phong-trao-moi">Khi có phong trào mới</h2>' in text
    assert '<a href="#khi-co-phong-trao-moi">' in text


def test_unknown_guide_is_not_found(client_as: Callable[..., Client]) -> None:
    assert client_as("canbo.soyte").get("/huong-dan/khong-co/").status_code == 404


def test_help_wants_a_login(client: Client, db: None) -> None:
    assert client.get("/huong-dan/").status_code == 302


def test_search_needs_every_word_without_accents() -> None:
    assert search("don doc cong van")[0].section.heading == "Đôn đốc"
    assert search("Cấp SỐ")[0].section.heading.startswith("Cấp số")
    assert search("don doc xyzt") == []
    assert search("  ") == []


def test_search_shows_the_words_found(client_as: Callable[..., Client]) -> None:
    text = client_as("canbo.soyte").get("/huong-dan/?q=uy+quyen").content.decode()
    assert "/huong-dan/bat-dau/#uy-quyen-khi-vang" in text


def test_markup_in_a_guide_is_shown_not_run() -> None:
    guide = read_guide("x", "# Tên\n\nTóm tắt\n\n## Mục\n\n<script>alert(1)</script>\n")
    assert "<script>" not in guide.sections[0].html


def test_contact_is_what_the_office_wrote(
    client_as: Callable[..., Client], actor: Callable[..., Actor]
) -> None:
    page = client_as("canbo.soyte")
    assert "Chưa có liên hệ hỗ trợ nào" in page.get("/huong-dan/").content.decode()
    save_contact(
        actor=actor("lanhdao", "office_head"),
        facts=ContactFacts("Phòng CNTT", "Tài khoản, mật khẩu", phone="máy lẻ 12"),
        valid_from=date(2022, 2, 1),
    )
    text = page.get("/huong-dan/").content.decode()
    assert "Phòng CNTT" in text
    assert "máy lẻ 12" in text


def test_law_answers_name_their_source() -> None:
    assert [s.heading for s in guides()[LAW].sections if "Nguồn" not in s.plain] == []
