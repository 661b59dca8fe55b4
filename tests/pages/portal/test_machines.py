"""Feeds, the map of the site, robots, the document's file."""

from datetime import date
from xml.etree import ElementTree

from django.test import Client

from thidua.base.access import Actor
from thidua.base.files import store
from thidua.subjects.movements.models import Movement

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
CONTENT = "Chỉ thị về phát động phong trào thi đua".encode()


def test_atom_lists_the_newest(client: Client, published: Movement) -> None:
    answer = client.get("/cong-khai/tin/atom.xml")
    root = ElementTree.fromstring(answer.content)
    titles = [entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")]
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert titles == ["Dân vận khéo", published.name]
    assert [e.findtext(f"{ATOM}updated") for e in root.iter(f"{ATOM}entry")][1] == (
        "2022-02-15T00:00:00+00:00"
    )


def test_rss_lists_the_newest(client: Client, published: Movement) -> None:
    root = ElementTree.fromstring(client.get("/cong-khai/tin/rss.xml").content)
    assert [item.findtext("title") for item in root.iter("item")] == [
        "Dân vận khéo",
        published.name,
    ]


def test_every_address_of_the_map_answers(client: Client, published: Movement) -> None:
    root = ElementTree.fromstring(client.get("/cong-khai/sitemap.xml").content)
    addresses = [loc.text or "" for loc in root.iter(f"{MAP}loc")]
    assert len(addresses) == 9
    assert [client.get(address).status_code for address in addresses] == [200] * 9


def test_robots_see_only_what_is_public(client: Client, db: None) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert "Disallow: /" in lines
    assert lines[-1] == "Sitemap: http://127.0.0.1:8000/cong-khai/sitemap.xml"


def test_feed_names_our_address_whatever_host_is_claimed(
    client: Client, published: Movement
) -> None:
    text = client.get("/cong-khai/tin/atom.xml", headers={"host": "evil.example"}).content.decode()
    assert "evil.example" not in text


def test_document_is_a_download_under_our_own_name(
    client: Client, published: Movement, laichau: Actor
) -> None:
    stored = store(
        actor=laichau, name="ban nhap lan 3 cua chi Mai.txt", content=CONTENT, purpose="directive"
    )
    Movement.objects.filter(pk=published.pk).update(file=stored)
    answer = client.get(f"/cong-khai/phong-trao/{published.pk}/van-ban/")
    assert answer.content == CONTENT
    assert answer["Content-Disposition"] == 'attachment; filename="chi-thi-02-ct-ubnd.txt"'
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    kept = client.get(
        f"/cong-khai/phong-trao/{published.pk}/van-ban/", headers={"if-none-match": answer["ETag"]}
    )
    assert (kept.status_code, kept.content) == (304, b"")


def test_movement_without_file_has_none_to_give(client: Client, published: Movement) -> None:
    assert published.issued_on == date(2022, 1, 28)
    assert client.get(f"/cong-khai/phong-trao/{published.pk}/van-ban/").status_code == 404
