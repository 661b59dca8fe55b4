"""A citizen sends, gets a number and a code, follows, answers back; nothing leaks on the way."""

import re
import time
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.support.opinions import TEXT
from thidua.base.access import Actor
from thidua.pages.portal import asking
from thidua.subjects.movements.models import Movement
from thidua.subjects.orgs.models import Organization
from thidua.subjects.oversight.enums import OpinionState
from thidua.subjects.oversight.models import Opinion, Question, Sender
from thidua.subjects.oversight.services import answering, questions
from thidua.subjects.oversight.services.questions import Cited
from thidua.subjects.papers.models import LegalDocument

ROOT = "/cong-khai/y-kien/"
PRIVATE = ("Vàng Thị Mẫu", "0912 000 111", "mau@mau.example", "Bản Mẫu")


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def ticket() -> dict[str, str]:
    return {"phieu": asking.new_ticket(time.time() - 60), "ghi_them": ""}


def filled(**changes: Any) -> dict[str, Any]:
    return {
        "kind": "suggest", "subject": "work", "text": TEXT, "name": "Vàng Thị Mẫu",
        "phone": "0912 000 111", "email": "mau@mau.example", "address": "Bản Mẫu", **ticket(), **changes,
    }  # fmt: skip


def unit(code: str) -> int:
    return Organization.objects.get(code=code).pk


@pytest.fixture
def sent(client: Client, laichau: Actor) -> tuple[str, str]:
    """Number and code as the page shows them."""
    answer = client.post(f"{ROOT}gui/", filled())
    page = text_of(client.get(answer.headers["Location"]))
    number = re.search(r"YK-2022-\d{4}", page)
    code = re.search(r"<strong>([A-Z2-9-]{14})</strong>", page)
    assert number
    assert code
    return number[0], code[1]


def followed(client: Client, number: str, code: str) -> Any:
    return client.post(f"{ROOT}cua-toi/", {"number": number, "code": code, **ticket()})


def test_send_shows_number_and_code_once(client: Client, sent: tuple[str, str]) -> None:
    opinion = Opinion.objects.get()
    assert opinion.number == sent[0]
    assert Sender.objects.get().name == "Vàng Thị Mẫu"
    assert sent[1].replace("-", "") not in str(Opinion.objects.values().get())


def test_receipt_address_holds_no_code_and_ends(
    client: Client, laichau: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = client.post(f"{ROOT}gui/", filled()).headers["Location"]
    code = re.search(r"<strong>([A-Z2-9-]{14})</strong>", text_of(client.get(address)))
    assert code
    assert code[1] not in address
    assert client.get(address)["Cache-Control"] == "private, no-store"
    later = time.time() + 31 * 60
    monkeypatch.setattr(time, "time", lambda: later)
    assert client.get(address).status_code == 410


def test_form_sent_twice_is_one_opinion(client: Client, laichau: Actor) -> None:
    data = filled()
    first, second = client.post(f"{ROOT}gui/", data), client.post(f"{ROOT}gui/", data)
    assert (first.status_code, second.status_code) == (302, 302)
    assert Opinion.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"ghi_them": "http://quang-cao"}, "có ô phải để trống"),
        ({"name": ""}, "Chưa nhập họ và tên."),
        ({"phone": "", "email": ""}, "Cần họ tên và số điện thoại"),
        ({"kind": "complain"}, "Chọn đơn vị được phản ánh."),
        ({"subject": "movement"}, "Chọn phong trào muốn góp ý"),
        ({"subject": "award"}, "Ghi rõ danh sách hoặc việc khen thưởng nào."),
        ({"movement_id": "999999"}, "không nằm trong"),
    ],
)
def test_send_refused_keeps_the_words(
    client: Client, laichau: Actor, changes: dict[str, str], said: str
) -> None:
    answer = client.post(f"{ROOT}gui/", filled(**changes))
    assert answer.status_code == 422
    page = text_of(answer)
    assert TEXT in page
    assert said in page or "movement_id" in changes
    assert Opinion.objects.count() == 0


def test_send_with_a_bad_file_leaves_nothing(client: Client, laichau: Actor) -> None:
    bad = SimpleUploadedFile("anh.jpg", b"MZ khong phai anh")
    answer = client.post(f"{ROOT}gui/", filled(file=bad))
    assert answer.status_code == 422
    assert (Opinion.objects.count(), Sender.objects.count()) == (0, 0)


def test_sixth_of_an_hour_waits(client: Client, laichau: Actor) -> None:
    codes = [client.post(f"{ROOT}gui/", filled()).status_code for _ in range(6)]
    assert codes == [302] * 5 + [422]
    assert Opinion.objects.count() == 5


def test_portal_sets_no_cookie_and_asks_for_no_token(sent: tuple[str, str]) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(f"{ROOT}gui/", filled()).status_code == 302
    assert strict.cookies == {}


def test_follow_opens_with_both_only(client: Client, sent: tuple[str, str]) -> None:
    number, code = sent
    right = followed(client, f" {number.lower()}", code.lower().replace("-", " "))
    assert "Đã tiếp nhận" in text_of(client.get(right.headers["Location"]))
    wrong = [
        followed(client, number, "AAAA-BBBB-CCCC"), followed(client, "YK-2022-9999", code),
        followed(client, "HD-2022-0001", code),
    ]  # fmt: skip
    said = {re.sub(r'value="[^"]*"', "", text_of(answer)) for answer in wrong}
    assert [answer.status_code for answer in wrong] == [422, 422, 422]
    assert len(said) == 1  # nothing tells a number that exists from one that does not


def test_guessing_is_slow(client: Client, sent: tuple[str, str]) -> None:
    tries = [text_of(followed(client, sent[0], "AAAA-BBBB-CCCC")) for _ in range(11)]
    assert "Hãy gửi lại sau một giờ" in tries[-1]
    assert "Hãy gửi lại sau một giờ" not in tries[-2]
    assert followed(client, *sent).status_code == 422


def test_made_up_address_opens_nothing(client: Client, sent: tuple[str, str]) -> None:
    assert client.get(f"{ROOT}cua-toi/YK-2022-0001/").status_code == 410
    wrong_kind = asking.sealed("receipt", sent[0])
    assert client.get(f"{ROOT}cua-toi/{wrong_kind}/").status_code == 410
    assert client.post(f"{ROOT}cua-toi/{wrong_kind}/rut/", ticket()).status_code == 410


def test_citizen_adds_disagrees_and_is_satisfied(
    client: Client, sent: tuple[str, str], actor: Callable[..., Actor]
) -> None:
    opinion = Opinion.objects.get()
    own = followed(client, *sent).headers["Location"]
    client.post(f"{own}them/", {"text": "Thêm một ý.", **ticket()})
    answering.assign_opinion(actor=actor("chuyenvien"), opinion=opinion, unit_id=unit("LC-SYT"))
    answering.answer_opinion(
        actor=actor("thutruong.soyte"), opinion=opinion, taken="not", text="Đã có trong kế hoạch."
    )
    page = text_of(client.get(own))
    assert "Thêm một ý." in page
    assert "Đã có trong kế hoạch." in page
    assert [word for word in PRIVATE if word in page] == []
    client.post(f"{own}hoi-lai/", {"words": "Chưa thấy.", **ticket()})
    opinion.refresh_from_db()
    assert (opinion.round, opinion.answering_unit_id) == (2, unit("LC-UBND"))
    answering.answer_opinion(
        actor=actor("chutich", "province_chair"), opinion=opinion, taken="taken", text="Bổ sung."
    )
    refused = client.post(f"{own}hoi-lai/", {"words": "Nữa.", **ticket()})
    assert refused.status_code == 422
    client.post(f"{own}dong-y/", ticket())
    opinion.refresh_from_db()
    assert opinion.state == OpinionState.CLOSED


def test_citizen_takes_back(client: Client, sent: tuple[str, str]) -> None:
    own = followed(client, *sent).headers["Location"]
    client.post(f"{own}rut/", ticket())
    assert Opinion.objects.get().state == OpinionState.WITHDRAWN


@pytest.fixture
def published(actor: Callable[..., Actor], client: Client, launched: Movement) -> Opinion:
    client.post(f"{ROOT}gui/", filled(subject="movement", movement_id=launched.pk))
    opinion = Opinion.objects.get()
    desk = actor("chuyenvien")
    answering.assign_opinion(actor=desk, opinion=opinion, unit_id=desk.home_unit)
    answering.answer_opinion(actor=desk, opinion=opinion, taken="taken", text="Trả lời nội bộ.")
    return answering.publish_opinion(
        actor=desk, opinion=opinion, public_text="Góp ý đã biên tập.",
        public_answer="Trả lời đã biên tập.", show_name=False, reason="",
    )  # fmt: skip


def test_published_is_what_the_office_edited(client: Client, published: Opinion) -> None:
    page = text_of(client.get(ROOT))
    assert "Góp ý đã biên tập." in page
    assert "Trả lời đã biên tập." in page
    assert [word for word in (*PRIVATE, TEXT, "nội bộ") if word in page] == []
    movement = text_of(client.get(f"/cong-khai/phong-trao/{published.movement_id}/", follow=True))
    assert "1 ý kiến đã trả lời, được công khai" in movement


def test_search_finds_published_words_only(client: Client, published: Opinion) -> None:
    assert "1 ý kiến" in text_of(client.get(f"{ROOT}?q=bien+tap"))
    assert "Không có ý kiến nào khớp" in text_of(client.get(f"{ROOT}?q=ho+ngheo"))
    assert "Không có ý kiến nào khớp" in text_of(client.get(f"{ROOT}?q=vang+thi"))


def test_taken_down_is_gone(
    client: Client, actor: Callable[..., Actor], published: Opinion
) -> None:
    answering.take_down_opinion(actor=actor("chuyenvien"), opinion=published, reason="Đề nghị")
    assert "Góp ý đã biên tập." not in text_of(client.get(ROOT))


def test_law_is_asked_answered_and_published(
    client: Client, actor: Callable[..., Actor], laichau: Actor
) -> None:
    sent = client.post(
        "/cong-khai/hoi-dap/hoi/", {"topic": "titles", "text": "Ông Mẫu hỏi: ai được?", **ticket()}
    )
    page = text_of(client.get(sent.headers["Location"]))
    number, code = (
        re.search(r"HD-2022-\d{4}", page),
        re.search(r"[A-Z2-9]{4}(-[A-Z2-9]{4}){2}", page),
    )
    assert number
    assert code
    law = LegalDocument.objects.create(
        kind="law", number="15/2003/QH11", title="Thi đua, khen thưởng"
    )
    question = Question.objects.get()
    questions.answer_question(
        actor=actor("chuyenvien"), question=question, answer="Theo tiêu chuẩn.",
        cited=[Cited(law.pk, "Điều 24")], title="Ai được danh hiệu?", publish=True,
    )  # fmt: skip
    found = text_of(client.get("/cong-khai/hoi-dap/?q=danh+hieu"))
    assert "Ai được danh hiệu?" in found
    assert "Ông Mẫu" not in found + text_of(client.get(f"/cong-khai/hoi-dap/{question.pk}/"))
    own = followed(client, number[0], code[0])
    assert "Điều 24, Luật Thi đua, khen thưởng số 15/2003/QH11" in text_of(
        client.get(own.headers["Location"])
    )


def test_law_answer_past_its_day_is_not_public(
    client: Client, actor: Callable[..., Actor], laichau: Actor
) -> None:
    law = LegalDocument.objects.create(kind="law", title="Thi đua, khen thưởng")
    entry = questions.write_entry(
        actor=actor("chuyenvien", day=date(2022, 1, 10)), title="Câu cũ", topic="other",
        answer="Cũ.", cited=[Cited(law.pk, "Điều 1")], valid_until=date(2022, 2, 15),
    )  # fmt: skip
    assert client.get(f"/cong-khai/hoi-dap/{entry.pk}/").status_code == 404


def test_pages_stand_empty(client: Client, laichau: Actor) -> None:
    for path in (
        "y-kien/",
        "y-kien/gui/",
        "y-kien/cua-toi/",
        "hoi-dap/",
        "hoi-dap/hoi/",
        "lien-he/",
    ):
        assert client.get(f"/cong-khai/{path}").status_code == 200
