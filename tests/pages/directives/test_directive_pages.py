"""The review in a browser without JavaScript: the whole seed, refusals, two people, queries."""

import re
from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.utils import CaptureQueriesContext

from thidua.base.access import Actor
from thidua.subjects.movements.enums import Decision, ReadingState
from thidua.subjects.movements.models import Movement, Reading, ReadingItem
from thidua.subjects.movements.services import readings

SEED = (files("thidua.data.directives") / "lai-chau-2022-chi-thi.txt").read_bytes()


@pytest.fixture
def officer(client_as: Callable[..., Client]) -> Client:
    return client_as("chuyenvien")


@pytest.fixture
def reading(actor: Callable[..., Actor], officer: Client) -> Reading:
    return readings.start_reading(actor=actor("chuyenvien"), file_name="chi-thi.txt", content=SEED)


def upload(client: Client, *given: tuple[str, bytes]) -> Any:
    sent = [SimpleUploadedFile(name, content) for name, content in given]
    return client.post("/chi-thi/dua-len/", {"files": sent})


def decide(client: Client, item: ReadingItem, **data: Any) -> Any:
    item.refresh_from_db()
    address = f"/chi-thi/{item.reading_id}/muc/{item.pk}/"
    return client.post(address, {"revision": item.revision, **data})


def edit(client: Client, item: ReadingItem, **data: Any) -> Any:
    address = f"/chi-thi/{item.reading_id}/muc/{item.pk}/sua/"
    return client.post(address, {"revision": item.revision, **data})


def field(reading: Reading, name: str) -> ReadingItem:
    return next(item for item in reading.items.filter(kind="field") if item.chosen["field"] == name)


def answer_of(item: ReadingItem) -> dict[str, Any]:
    """What a person would press for this question."""
    ask = item.read.get("ask", {})
    if item.kind == "question":
        return {"answer": item.read["options"][0]["value"]}
    if item.kind == "field":
        return {"value": "02" if item.chosen["field"] == "number" else "28/01/2022"}
    answers = {"purpose": "know"} if "purposes" in ask else {}
    return answers | ({"year": "2022"} if "years" in ask else {})


def test_seed_goes_from_file_to_movement_without_javascript(officer: Client) -> None:
    response = upload(officer, ("chi-thi.txt", SEED))
    reading = Reading.objects.get()
    assert response.url == f"/chi-thi/{reading.pk}/"

    for item in [item for item in reading.items.all() if item.is_open]:
        assert decide(officer, item, decision="change", **answer_of(item)).status_code == 302
    response = officer.post(f"/chi-thi/{reading.pk}/tao-phong-trao/")

    movement = Movement.objects.get(parent=None)
    assert response.url == f"/phong-trao/{movement.pk}/"
    assert (
        movement.document_number,
        movement.targets.count(),
        movement.targets.exclude(target__exception_of=None).count(),
        movement.children.count(),
        movement.tasks.count(),
        movement.recipients.filter(is_archive=False).count(),
        movement.recipients.filter(is_archive=True).count(),
        movement.bases.count(),
    ) == ("02/CT-UBND", 8, 1, 7, 5, 13, 1, 5)


def test_upload_of_bad_and_good_files_says_so_for_each(officer: Client) -> None:
    response = upload(officer, ("rong.docx", b"PK-not-really"), ("chi-thi.txt", SEED))
    assert response.status_code == 422
    assert [reading.file_name for reading in Reading.objects.all()] == ["chi-thi.txt"]
    words = response.content.decode()
    assert "rong.docx" in words
    assert f"/chi-thi/{Reading.objects.get().pk}/" in words


def test_upload_without_a_file_says_it_beside_the_field(officer: Client) -> None:
    response = officer.post("/chi-thi/dua-len/", {})
    assert "Chưa chọn tệp: bấm vào ô để chọn hoặc thả tệp vào đó." in response.content.decode()


def test_list_shows_only_what_the_unit_may_see(
    reading: Reading, officer: Client, client_as: Callable[..., Client]
) -> None:
    assert "chi-thi.txt" in officer.get("/chi-thi/").content.decode()
    other = client_as("canbo.soyte")
    assert "chi-thi.txt" not in other.get("/chi-thi/").content.decode()
    assert other.get(f"/chi-thi/{reading.pk}/").status_code == 404


@pytest.mark.parametrize("address", ["/chi-thi/", "/chi-thi/dua-len/"])
def test_pages_refuse_a_role_without_the_verb(
    client_as: Callable[..., Client], address: str
) -> None:
    assert client_as("baochi").get(address).status_code == 403


def test_review_ties_each_passage_to_its_line(reading: Reading, officer: Client) -> None:
    page = officer.get(f"/chi-thi/{reading.pk}/").content.decode()
    anchors, lines = set(re.findall(r'id="m-(\d+)"', page)), set(re.findall(r'id="i-(\d+)"', page))
    links = set(re.findall(r'href="#m-(\d+)"', page))
    spans = {str(i.pk) for i in reading.items.all() if i.start is not None}
    assert (anchors, links - anchors) == (spans, set())
    assert lines == {str(i.pk) for i in reading.items.exclude(kind="question")}
    assert len(re.findall(r'id="m-\d+"', page)) == len(anchors)


def test_review_escapes_the_source(officer: Client) -> None:
    text = SEED.decode().replace("CHỈ THỊ", "CHỈ THỊ\n\n<script>alert(1)</script> & hơn", 1)
    upload(officer, ("chi-thi.txt", text.encode()))
    page = officer.get(f"/chi-thi/{Reading.objects.get().pk}/").content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; hơn" in page


def test_review_asks_few_questions_of_the_database(
    reading: Reading, officer: Client, django_assert_max_num_queries: Any
) -> None:
    officer.get(f"/chi-thi/{reading.pk}/")
    with django_assert_max_num_queries(20) as first:
        officer.get(f"/chi-thi/{reading.pk}/")
    target = reading.items.filter(kind="target").first()
    assert target is not None
    ReadingItem.objects.bulk_create(
        ReadingItem(
            reading=reading, kind="target", position=n, read=target.read, chosen=target.chosen
        )
        for n in range(100, 160)
    )
    with CaptureQueriesContext(first.connection) as more:
        officer.get(f"/chi-thi/{reading.pk}/")
    assert len(more) == len(first)


def test_question_with_a_wrong_day_keeps_it_and_says_why(reading: Reading, officer: Client) -> None:
    response = decide(officer, field(reading, "issued_on"), decision="change", value="31/02/2022")
    page = response.content.decode()
    assert response.status_code == 422
    assert 'value="31/02/2022"' in page
    assert "Tháng 2 năm 2022 có 28 ngày." in page


def test_blank_number_may_stay_blank(reading: Reading, officer: Client) -> None:
    item = field(reading, "number")
    assert decide(officer, item, decision="accept").url == f"/chi-thi/{reading.pk}/#h-{item.pk}"
    item.refresh_from_db()
    assert (item.decision, item.chosen["value"]) == (Decision.ACCEPTED, None)


def test_line_is_kept_dropped_and_taken_back(reading: Reading, officer: Client) -> None:
    item = reading.items.filter(kind="movement").first()
    assert item is not None
    states = []
    for decision in ("accept", "restore", "drop", "restore"):
        decide(officer, item, decision=decision)
        item.refresh_from_db()
        states.append(item.decision)
    assert states == ["accepted", "pending", "dropped", "pending"]


@pytest.mark.parametrize("kind", ["movement", "target", "recipient"])
def test_line_is_swapped_in_place_with_htmx(reading: Reading, officer: Client, kind: str) -> None:
    item = reading.items.filter(kind=kind).first()
    assert item is not None
    response = officer.post(
        f"/chi-thi/{reading.pk}/muc/{item.pk}/?r=0",
        {"decision": "accept", "part": "line"},
        headers={"HX-Request": "true"},
    )
    words = response.content.decode()
    assert f'id="i-{item.pk}"' in words
    assert re.findall(r'id="([a-z-]+)"[^>]* hx-swap-oob="true"', words) == ["buoc-tiep", "con-lai"]


def test_edit_changes_a_target_as_the_office_writes_it(reading: Reading, officer: Client) -> None:
    item = reading.items.get(kind="target", position=2)
    response = edit(
        officer, item, name="Thu ngân sách", comparator="at_least", value="2.300,5",
        unit="tỷ đồng", scope="", direction="up", exception_of="",
    )  # fmt: skip
    item.refresh_from_db()
    assert response.url == f"/chi-thi/{reading.pk}/#i-{item.pk}"
    assert (item.chosen["value"], item.chosen["comparator"], item.read["value"]) == (
        "2300.5",
        "at_least",
        "2250",
    )


def test_edit_of_two_people_shows_the_other_beside_what_was_typed(
    reading: Reading, officer: Client, client_as: Callable[..., Client]
) -> None:
    item = field(reading, "theme")
    edit(client_as("lanhdao", "office_head"), item, value="Chủ đề của lãnh đạo")
    response = edit(officer, item, value="Chủ đề của chuyên viên")
    page = response.content.decode()
    assert response.status_code == 422
    assert "Chủ đề của lãnh đạo" in page
    assert "Chủ đề của chuyên viên</textarea>" in page
    assert 'name="revision" value="1"' in page
    item.refresh_from_db()
    assert item.chosen["value"] == "Chủ đề của lãnh đạo"


def test_edit_finds_and_chooses_units_without_javascript(reading: Reading, officer: Client) -> None:
    item = reading.items.filter(kind="movement").first()
    assert item is not None
    looked = edit(officer, item, name=item.chosen["name"], q="ban dan van", look="1")
    token = re.search(r'value="(org:\d+)"', looked.content.decode())
    assert looked.status_code == 200
    assert token is not None
    edit(officer, item, name=item.chosen["name"], units=token[1])
    item.refresh_from_db()
    assert item.chosen["units"] == [{"org": int(token[1][4:])}]


def test_unit_search_answers_with_lines(reading: Reading, officer: Client) -> None:
    words = officer.get(f"/chi-thi/{reading.pk}/don-vi/?q=huyen thanh pho").content.decode()
    assert 'value="set:districts"' in words


def test_add_puts_a_line_of_its_own(reading: Reading, officer: Client) -> None:
    address = f"/chi-thi/{reading.pk}/them/movement/"
    assert officer.get(address).status_code == 200
    officer.post(address, {"name": "Phong trào thêm tay"})
    item = reading.items.get(decision=Decision.ADDED)
    assert (item.chosen["name"], item.start) == ("Phong trào thêm tay", None)


@pytest.mark.parametrize(
    "kind", ["section", "target", "assignment", "recipient", "legal_reference"]
)
def test_add_pages_open(reading: Reading, officer: Client, kind: str) -> None:
    assert officer.get(f"/chi-thi/{reading.pk}/them/{kind}/").status_code == 200


def test_edit_pages_open_for_every_item(reading: Reading, officer: Client) -> None:
    for item in reading.items.all():
        page = officer.get(f"/chi-thi/{reading.pk}/muc/{item.pk}/sua/")
        assert (item.kind, page.status_code) == (item.kind, 200)


def test_create_says_what_is_still_open(reading: Reading, officer: Client) -> None:
    response = officer.post(f"/chi-thi/{reading.pk}/tao-phong-trao/", follow=True)
    assert "Số văn bản để trống" in response.content.decode()
    assert Movement.objects.count() == 0


def test_discarded_reading_can_be_read_but_not_changed(reading: Reading, officer: Client) -> None:
    officer.post(f"/chi-thi/{reading.pk}/bo/")
    reading.refresh_from_db()
    page = officer.get(f"/chi-thi/{reading.pk}/").content.decode()
    assert (reading.state, 'name="decision"' in page) == (ReadingState.DISCARDED, False)


def test_failed_reading_says_why(reading: Reading, officer: Client) -> None:
    Reading.objects.filter(pk=reading.pk).update(
        state=ReadingState.FAILED, failure="Tệp quét, cần cài bộ nhận dạng chữ."
    )
    page = officer.get(f"/chi-thi/{reading.pk}/").content.decode()
    assert "Tệp quét, cần cài bộ nhận dạng chữ." in page


def test_file_is_given_back_as_it_came(reading: Reading, officer: Client) -> None:
    response = officer.get(f"/chi-thi/{reading.pk}/tep/")
    assert b"".join(response.streaming_content) == SEED
