"""Opinions on the screens of those who send, assign, answer and publish them."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support.bad_files import plain_pdf
from tests.support.opinions import CITIZEN, TEXT, said
from thidua.base.access import Actor
from thidua.base.audit.models import AuditEvent
from thidua.subjects.movements.models import Movement
from thidua.subjects.orgs.models import Organization
from thidua.subjects.oversight.enums import OpinionState, Publishing
from thidua.subjects.oversight.models import Opinion
from thidua.subjects.oversight.services import answering, opinions

DAY = date(2022, 2, 15)
LIST = "/y-kien/"


def unit(code: str) -> int:
    return Organization.objects.get(code=code).pk


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.fixture
def complaint(laichau: Actor) -> Opinion:
    return opinions.send_citizen_opinion(
        actor=Actor.citizen(DAY), said=said(kind="complain", about_unit_id=unit("LC-SYT")),
        person=CITIZEN, ticket="phieu-1",
    )  # fmt: skip


def test_whole_way_from_the_front_to_the_portal(
    client_as: Callable[..., Client], launched: Movement
) -> None:
    front = client_as("mattran")
    sent = front.post(
        f"/y-kien/gui/?phong-trao={launched.pk}",
        {"kind": "supervise", "text": TEXT, "own_paper": "Công văn số 12/MTTQ-BTT",
         "files": SimpleUploadedFile("phieu.pdf", plain_pdf())},
    )  # fmt: skip
    one = Opinion.objects.get()
    see = reverse("oversight:opinion_see", args=[one.pk])
    assert sent.headers["Location"] == see
    assert one.files.get().name == "phieu.pdf"
    desk = client_as("chuyenvien")
    assert "Giao trả lời" in text_of(desk.get(see))
    desk.post(f"{see}giao/", {"unit_id": unit("LC-SYT"), "due_on": "08/03/2022", "note": "Gấp"})
    health = client_as("thutruong.soyte")
    assert "Yêu cầu khi giao: Gấp" in text_of(health.get(see))
    health.post(f"{see}tra-loi/", {"taken": "taken", "text": "Tiếp thu, bổ sung vào kế hoạch."})
    assert "Tiếp thu, bổ sung vào kế hoạch." in text_of(front.get(see))
    desk.post(
        f"{see}cong-khai/", {"public_text": TEXT, "public_answer": "Tiếp thu.", "reason": "Duyệt"}
    )
    front.post(f"{see}dong-y/")
    one.refresh_from_db()
    assert (one.state, one.publishing) == (OpinionState.CLOSED, Publishing.PUBLISHED)


def test_refusal_keeps_what_was_typed(client_as: Callable[..., Client], laichau: Actor) -> None:
    answer = client_as("canbo.soyte").post(
        "/y-kien/gui/", {"kind": "complain", "subject": "award", "text": "Chữ đã gõ"}
    )
    assert answer.status_code == 422
    assert "Chọn đơn vị được phản ánh." in text_of(answer)
    assert "Chữ đã gõ" in text_of(answer)


def test_draft_of_another_unit_is_no_thing_to_speak_of(
    client_as: Callable[..., Client], draft: Movement
) -> None:
    answer = client_as("canbo.soyte").get(f"/y-kien/gui/?phong-trao={draft.pk}")
    assert answer.status_code == 404


def test_complaint_stays_hidden_from_its_unit(
    client_as: Callable[..., Client], complaint: Opinion
) -> None:
    see = reverse("oversight:opinion_see", args=[complaint.pk])
    assert client_as("thutruong.soyte").get(see).status_code == 404
    assert client_as("chuyenvien").get(see).status_code == 200


def test_sender_is_no_part_of_the_page_and_a_look_is_written_down(
    client_as: Callable[..., Client], complaint: Opinion
) -> None:
    desk = client_as("chuyenvien")
    see = reverse("oversight:opinion_see", args=[complaint.pk])
    page = text_of(desk.get(see))
    assert [word for word in ("Vàng Thị Mẫu", "0912", "vang.mau", "Bản Mẫu") if word in page] == []
    opened = text_of(desk.get(f"{see}nguoi-gui/"))
    assert "0912 000 111" in opened
    assert AuditEvent.objects.filter(verb="oversight.sender.see").count() == 1
    assert client_as("kiemtra").get(f"{see}nguoi-gui/").status_code == 403


def test_list_shows_the_opinion_late(
    client_as: Callable[..., Client], actor: Callable[..., Actor], opinion: Opinion
) -> None:
    answering.assign_opinion(actor=actor("chuyenvien"), opinion=opinion, unit_id=unit("LC-SNV"))
    Opinion.objects.update(due_on=date(2022, 2, 14))
    page = text_of(client_as("mattran").get(LIST))
    assert "Quá hạn" in page
    see = text_of(client_as("mattran").get(reverse("oversight:opinion_see", args=[opinion.pk])))
    assert "Đề nghị sớm trả lời" in see


def test_list_behind_a_figure_is_what_was_counted(
    client_as: Callable[..., Client], opinion: Opinion, complaint: Opinion
) -> None:
    address = f"{LIST}?dem=front&tu=01/01/2022&den=31/12/2022&ngay=15/02/2022"
    page = text_of(client_as("chuyenvien").get(address))
    assert opinion.number in page
    assert complaint.number not in page


def test_list_asks_the_same_for_one_and_for_many(
    client_as: Callable[..., Client], actor: Callable[..., Actor], opinion: Opinion
) -> None:
    client = client_as("chuyenvien")

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(LIST).status_code == 200
        return len(asked)

    client.get(LIST)
    one = queries()
    for _ in range(2):
        opinions.send_opinion(actor=actor("mattran"), said=said())
    assert queries() == one <= 25


@pytest.mark.parametrize(
    "path", ["giam-sat/", "phoi-hop/", "", "lay-y-kien/", "hoi-dap/", "gop-y/", "lien-he/"]
)
def test_first_screens_stand_empty_and_full(
    client_as: Callable[..., Client], opinion: Opinion, path: str
) -> None:
    client = client_as("mattran")
    client.get(LIST)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/y-kien/{path}").status_code == 200
    assert len(asked) <= 25


def test_front_sees_who_owes_what(client_as: Callable[..., Client], opinion: Opinion) -> None:
    page = text_of(client_as("mattran").get("/y-kien/giam-sat/"))
    assert f"{opinion.number}: {opinion.subject_words}" in page
    assert "chờ giao đơn vị trả lời" in page
    assert client_as("canbo.soyte").get("/y-kien/giam-sat/").status_code == 403


def test_coordination_shows_groups_of_the_fronts_own_movement(
    client_as: Callable[..., Client], launched: Movement
) -> None:
    Movement.objects.filter(pk=launched.pk).update(owner=Organization.objects.get(code="LC-MTTQ"))
    page = text_of(client_as("mattran").get("/y-kien/phoi-hop/"))
    assert "Huyện, thành phố" in page
    assert "Sở, ban, ngành" in page


def test_open_answers_to_the_front_stand_on_the_heads_first_page(
    client_as: Callable[..., Client], actor: Callable[..., Actor], opinion: Opinion
) -> None:
    answering.assign_opinion(actor=actor("chuyenvien"), opinion=opinion, unit_id=unit("LC-SYT"))
    page = text_of(client_as("lanhdao", "office_head").get("/"))
    assert f"Còn nợ trả lời Mặt trận, đoàn thể: {opinion.number}" in page
