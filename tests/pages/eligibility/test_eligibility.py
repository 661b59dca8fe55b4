"""The pages of eligibility: ask, read, decide otherwise, prospects, ladder, lists, side by side."""

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.subjects.eligibility.conftest import PROVINCIAL
from thidua.base.access import Actor
from thidua.core.law.adding import Added
from thidua.core.law.facts import ELIGIBLE, NOT_MET, TO_JUDGE, Facts, Votes
from thidua.subjects.eligibility.models import Check, NomineeList, Override
from thidua.subjects.eligibility.services.checking import ask_check
from thidua.subjects.eligibility.services.lists import lines_of, paste_list
from thidua.subjects.register.enums import Fact
from thidua.subjects.register.models import Holder
from thidua.subjects.register.services.knowing import record_fact

VOTE = "law2003.provincial_emulation_fighter.vote"
MOST = 25
ClientAs = Callable[..., Client]


def text(answer: HttpResponse) -> str:
    return answer.content.decode()


def ask_url(holder: Holder, award: str = PROVINCIAL, more: str = "") -> str:
    return f"{reverse('eligibility:ask', args=[holder.pk])}?mon={award}&nam=2021{more}"


@pytest.fixture
def check(clerk: Actor, fighter: Holder) -> Check:
    return ask_check(actor=clerk, holder=fighter, award=PROVINCIAL, day=clerk.day, period=2021)


@pytest.fixture
def listed(clerk: Actor, fighter: Holder, beginner: Holder) -> NomineeList:
    return paste_list(
        actor=clerk, title="Đợt 1", text="Vàng Thị Mẫu 1\nLò Văn Mẫu 2\nAi đó", award=PROVINCIAL,
        period=2021, day=clerk.day,
    )  # fmt: skip


# Asking


def test_front_finds_people_without_accents(client_as: ClientAs, fighter: Holder) -> None:
    page = text(client_as("canbo.soyte").get(reverse("eligibility:front"), {"tim": "vang mau"}))
    assert "Vàng Thị Mẫu 1" in page
    assert reverse("eligibility:ask", args=[fighter.pk]) in page


def test_front_does_not_find_another_units_people(
    client_as: ClientAs, person: Callable[..., Holder]
) -> None:
    person("Giàng A Mẫu 3", unit="LC-BTDKT")
    page = text(client_as("canbo.soyte").get(reverse("eligibility:front"), {"tim": "giang"}))
    assert "Giàng A Mẫu 3" not in page


def test_ask_shows_what_the_register_gives_and_asks_for_the_vote(
    client_as: ClientAs, fighter: Holder
) -> None:
    page = text(client_as("canbo.soyte").get(ask_url(fighter)))
    assert "Cần xem xét" in page
    assert 'name="in_favour"' in page
    assert "Luật Thi đua, khen thưởng năm 2003" in page
    assert 'name="open_cases"' not in page  # the register knows that there is none


def test_ask_keeps_the_verdict_with_what_was_added(client_as: ClientAs, fighter: Holder) -> None:
    told = {"in_favour": "9", "voters": "10", "basis": "Biên bản số 2"}
    answer = client_as("canbo.soyte").post(ask_url(fighter), told)
    made = Check.objects.get()
    assert answer["Location"] == reverse("eligibility:check_see", args=[made.pk])
    assert made.outcome == ELIGIBLE
    assert made.added == {
        "facts": {"votes": {"in_favour": 9, "members": 10}}, "basis": "Biên bản số 2",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"in_favour": "9"}, "Nhập cả số phiếu đồng ý"),
        ({"in_favour": "11", "voters": "10"}, "không thể nhiều hơn"),
    ],
)
def test_ask_with_half_a_vote_says_how_to_mend(
    client_as: ClientAs, fighter: Holder, told: dict[str, str], words: str
) -> None:
    page = text(client_as("canbo.soyte").post(ask_url(fighter), told))
    assert words in page
    assert f'value="{told["in_favour"]}"' in page
    assert not Check.objects.exists()


def test_ask_again_keeps_the_earlier_answers(
    client_as: ClientAs, clerk: Actor, fighter: Holder
) -> None:
    added = Added(facts=Facts(votes=Votes(9, 10)), basis="Biên bản số 2")
    made = ask_check(
        actor=clerk, holder=fighter, award=PROVINCIAL, day=clerk.day, period=2021, added=added
    )
    page = text(client_as("canbo.soyte").get(ask_url(fighter, more=f"&tu={made.pk}")))
    assert "Biên bản số 2" in page
    assert 'name="in_favour" value="9"' in page


def test_ask_answers_statements_and_judgements(client_as: ClientAs, fighter: Holder) -> None:
    """A statement refused is a judgement of people; what is left open stays open."""
    law = "law2003.advanced_worker"
    told = {f"attest:{law}.compliance": "no", f"judge:{law}.registered": "met"}
    client_as("canbo.soyte").post(ask_url(fighter, "advanced_worker"), told)
    made = Check.objects.get()
    assert made.added["judgements"] == {f"{law}.compliance": "not_met", f"{law}.registered": "met"}
    states = {row["id"]: row["state"] for row in made.verdict["findings"]}
    assert states[f"{law}.compliance"] == NOT_MET


def test_ask_about_a_stranger_finds_nothing(
    client_as: ClientAs, person: Callable[..., Holder]
) -> None:
    stranger = person("Giàng A Mẫu 3", unit="LC-BTDKT")
    assert client_as("canbo.soyte").get(ask_url(stranger)).status_code == 404


@pytest.mark.parametrize("query", ["&ngay=hom-qua", "&nam=hai-nghin"])
def test_ask_with_a_wrong_address_answers_404(
    client_as: ClientAs, fighter: Holder, query: str
) -> None:
    url = reverse("eligibility:ask", args=[fighter.pk]) + f"?mon={PROVINCIAL}{query}"
    assert client_as("canbo.soyte").get(url).status_code == 404


def test_reader_sees_but_keeps_nothing(client_as: ClientAs, fighter: Holder) -> None:
    page = text(client_as("hoidong").get(ask_url(fighter)))
    assert "Xét và giữ kết quả" not in page
    assert "Từng điều kiện" not in page or "Theo sổ hiện nay" in page


# The kept verdict


def test_check_shows_findings_with_facts_and_articles(client_as: ClientAs, check: Check) -> None:
    page = text(client_as("canbo.soyte").get(reverse("eligibility:check_see", args=[check.pk])))
    assert "Nghị định 91/2017/NĐ-CP" in page
    assert "Chiến sĩ thi đua cơ sở: 2019" in page
    assert "Còn phải làm rõ" in page
    assert "Quyết định khác<" not in page  # the clerk asks, others decide


def test_old_check_says_what_moved_and_is_asked_again(
    client_as: ClientAs, check: Check, laichau: Actor
) -> None:
    values = {"year": 2018, "rating": "good"}
    record_fact(actor=laichau, holder=check.holder, fact=Fact.RATINGS, values=values)
    client = client_as("canbo.soyte")
    page = text(client.get(reverse("eligibility:check_see", args=[check.pk])))
    assert "Đã cũ" in page
    assert "xếp loại: thêm 1" in page
    answer = client.post(reverse("eligibility:check_again", args=[check.pk]))
    check.refresh_from_db()
    assert answer["Location"] == reverse("eligibility:check_see", args=[check.replaced_by_id])
    assert "Đây là lần xét cũ" in text(
        client.get(reverse("eligibility:check_see", args=[check.pk]))
    )


def test_override_stands_beside_the_finding(client_as: ClientAs, check: Check) -> None:
    client = client_as("chuyenvien")
    url = reverse("eligibility:override_new", args=[check.pk]) + f"?dk={VOTE}"
    assert "Hội đồng cấp tỉnh bỏ phiếu kín" in text(client.get(url))
    told = {"decided": "met", "reason": "Đã họp, 9/10 phiếu, biên bản kèm theo", "paper": "BB 2"}
    answer = client.post(url, told)
    page = text(client.get(answer["Location"]))
    assert "Máy xét theo sổ và pháp luật" in page
    assert "(máy xét: chưa rõ)" in page
    assert "Đã họp, 9/10 phiếu" in page
    override = Override.objects.get()
    client.post(
        reverse("eligibility:override_take_back", args=[override.pk]), {"reason": "Nhầm biên bản"}
    )
    page = text(client.get(answer["Location"]))
    assert "Quyết định đã rút lại" in page
    assert "Máy xét theo sổ và pháp luật" not in page


def test_override_with_a_word_for_a_reason_says_how_to_mend(
    client_as: ClientAs, check: Check
) -> None:
    url = reverse("eligibility:override_new", args=[check.pk]) + f"?dk={VOTE}"
    page = text(client_as("chuyenvien").post(url, {"decided": "met", "reason": "Vâng"}))
    assert "Nêu rõ lý do" in page


def test_override_of_no_finding_answers_404(client_as: ClientAs, check: Check) -> None:
    url = reverse("eligibility:override_new", args=[check.pk]) + "?dk=khong.co"
    assert client_as("chuyenvien").get(url).status_code == 404


def test_slip_is_a_word_file(client_as: ClientAs, check: Check) -> None:
    answer = client_as("canbo.soyte").get(reverse("eligibility:check_docx", args=[check.pk]))
    assert answer.content[:2] == b"PK"
    assert "phieu-dieu-kien" in answer["Content-Disposition"]


def test_check_of_another_unit_is_not_found(client_as: ClientAs, check: Check) -> None:
    assert (
        client_as("canbo.sinho").get(reverse("eligibility:check_see", args=[check.pk])).status_code
        == 404
    )


# Prospects, ladder, side by side


def test_prospects_stand_by_nearness(client_as: ClientAs, fighter: Holder) -> None:
    page = text(client_as("canbo.soyte").get(reverse("eligibility:prospects", args=[fighter.pk])))
    assert page.index("Đủ theo sổ, năm 2021") < page.index("Xét theo thành tích cụ thể")
    assert "bỏ phiếu của Hội đồng" in page


def test_prospects_of_the_beginner_name_the_year(client_as: ClientAs, beginner: Holder) -> None:
    page = text(client_as("canbo.soyte").get(reverse("eligibility:prospects", args=[beginner.pk])))
    assert "từ năm 2023" in page


def test_ladder_shows_the_units_people_with_their_years(
    client_as: ClientAs, fighter: Holder, beginner: Holder
) -> None:
    page = text(client_as("canbo.soyte").get(reverse("eligibility:ladder")))
    assert "XS: LĐTT, CSTĐCS" in page
    assert "CSTĐCS 3 năm, đủ cho CSTĐT" in page


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"mon": PROVINCIAL}, ["Vàng Thị Mẫu 1"]),
        ({"diem": "gan"}, ["Vàng Thị Mẫu 1"]),
        ({"diem": "chua"}, []),
        ({"tim": "lo van"}, ["Lò Văn Mẫu 2"]),
        ({"sau": PROVINCIAL}, []),
    ],
)
def test_ladder_filters(
    client_as: ClientAs, fighter: Holder, beginner: Holder, query: dict[str, str], names: list[str]
) -> None:
    page = text(client_as("canbo.soyte").get(reverse("eligibility:ladder"), query))
    assert [n for n in ("Vàng Thị Mẫu 1", "Lò Văn Mẫu 2") if n in page] == names


def test_ladder_exports_what_is_shown(client_as: ClientAs, fighter: Holder) -> None:
    answer = client_as("canbo.soyte").get(reverse("eligibility:ladder"), {"xuat": "xlsx"})
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)
    assert rows[0][0] == "Họ và tên"
    assert rows[1][0] == "Vàng Thị Mẫu 1"


def test_ladder_of_the_desk_asks_for_a_unit(
    client_as: ClientAs, fighter: Holder, health: int
) -> None:
    client = client_as("chuyenvien")
    assert "Chọn đơn vị để xem" in text(client.get(reverse("eligibility:ladder")))
    page = text(client.get(reverse("eligibility:ladder"), {"don_vi": health}))
    assert "Vàng Thị Mẫu 1" in page


def test_ladder_of_another_unit_is_not_found(
    client_as: ClientAs, person: Callable[..., Holder]
) -> None:
    other = person("Giàng A Mẫu 3", unit="LC-BTDKT").unit_id
    answer = client_as("canbo.soyte").get(reverse("eligibility:ladder"), {"don_vi": other})
    assert answer.status_code == 404


def test_people_ticked_become_a_list(
    client_as: ClientAs, fighter: Holder, beginner: Holder
) -> None:
    client = client_as("canbo.soyte")
    told = {"award": PROVINCIAL, "pick": [str(fighter.pk)], "filter": "nam=2021"}
    answer = client.post(reverse("eligibility:ladder_pick"), told)
    made = NomineeList.objects.get()
    assert answer["Location"] == reverse("eligibility:list_see", args=[made.pk])
    assert [one.holder for one in lines_of(made)] == [fighter.pk]
    client.post(
        reverse("eligibility:ladder_pick"),
        {"award": PROVINCIAL, "all_matching": "1", "filter": "tim=lo"},
    )
    assert [one.holder for one in lines_of(NomineeList.objects.first())] == [beginner.pk]


def test_people_ticked_without_an_award_say_what_to_choose(
    client_as: ClientAs, fighter: Holder
) -> None:
    answer = client_as("canbo.soyte").post(
        reverse("eligibility:ladder_pick"), {"pick": [str(fighter.pk)], "filter": ""}, follow=True
    )
    assert "Chọn lại" in text(answer)


def test_compare_sets_demands_beside_each_other(
    client_as: ClientAs, fighter: Holder, beginner: Holder
) -> None:
    query = {"nguoi": [fighter.pk, beginner.pk], "mon": PROVINCIAL, "nam": "2021"}
    page = text(client_as("canbo.soyte").get(reverse("eligibility:compare"), query))
    assert "Chưa đủ điều kiện" in page
    assert "Chiến sĩ thi đua cơ sở: 2019" in page
    assert page.count("Không đang bị xem xét kỷ luật") == 1  # the award's own and the general rule


def test_compare_leaves_strangers_out(
    client_as: ClientAs, fighter: Holder, person: Callable[..., Holder]
) -> None:
    stranger = person("Giàng A Mẫu 3", unit="LC-BTDKT")
    query = {"nguoi": [fighter.pk, stranger.pk], "mon": PROVINCIAL}
    page = text(client_as("canbo.soyte").get(reverse("eligibility:compare"), query))
    assert "Giàng A Mẫu 3" not in page


# Lists


def test_paste_opens_the_list(client_as: ClientAs, fighter: Holder) -> None:
    told = {"text": "Vàng Thị Mẫu 1", "award": PROVINCIAL, "period": "2021", "day": "15/02/2022"}
    answer = client_as("canbo.soyte").post(reverse("eligibility:list_paste"), told)
    made = NomineeList.objects.get()
    assert answer["Location"] == reverse("eligibility:list_see", args=[made.pk])


def test_paste_of_nothing_keeps_what_was_typed(client_as: ClientAs, laichau: Actor) -> None:
    told = {"text": " ; ", "title": "Đợt 1", "period": "2021", "day": "15/02/2022"}
    page = text(client_as("canbo.soyte").post(reverse("eligibility:list_paste"), told))
    assert "Dán ít nhất một dòng" in page
    assert 'value="Đợt 1"' in page


def test_list_shows_outcomes_and_filters(client_as: ClientAs, listed: NomineeList) -> None:
    client, url = client_as("canbo.soyte"), reverse("eligibility:list_see", args=[listed.pk])
    page = text(client.get(url))
    assert "Không thấy trong sổ" in page
    assert "Cơ cấu của cả danh sách" in page
    narrowed = text(client.get(url, {"kq": TO_JUDGE}))
    assert "Vàng Thị Mẫu 1" in narrowed
    assert "Lò Văn Mẫu 2" not in narrowed
    assert "Ai đó" in text(client.get(url, {"kq": "nobody"}))


def test_list_exports_its_lines(client_as: ClientAs, listed: NomineeList) -> None:
    url = reverse("eligibility:list_see", args=[listed.pk])
    answer = client_as("canbo.soyte").get(url, {"xuat": "xlsx"})
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)
    assert [row[1] for row in rows[1:]] == ["Vàng Thị Mẫu 1", "Lò Văn Mẫu 2", "Ai đó"]


def test_line_is_opened_settled_and_dropped(
    client_as: ClientAs, listed: NomineeList, fighter: Holder
) -> None:
    client = client_as("canbo.soyte")
    page = text(client.get(reverse("eligibility:line_see", args=[listed.pk, 1])))
    assert "Nghị định 91/2017/NĐ-CP" in page
    settle = reverse("eligibility:line_settle", args=[listed.pk, 3])
    client.post(settle, {"nguoi": fighter.pk, "mon": "advanced_worker", "nam": "2021"})
    listed.refresh_from_db()
    third = lines_of(listed)[2]
    assert (third.holder, third.award) == (fighter.pk, "advanced_worker")
    client.post(reverse("eligibility:line_drop", args=[listed.pk, 3]))
    listed.refresh_from_db()
    assert len(listed.rows) == 2
    assert client.get(reverse("eligibility:line_see", args=[listed.pk, 3])).status_code == 404


def test_list_is_judged_again_and_dropped(client_as: ClientAs, listed: NomineeList) -> None:
    client = client_as("canbo.soyte")
    client.post(reverse("eligibility:list_judge", args=[listed.pk]))
    listed.refresh_from_db()
    assert listed.revision == 1
    answer = client.post(reverse("eligibility:list_drop", args=[listed.pk]))
    assert answer["Location"] == reverse("eligibility:list_all")
    assert not NomineeList.objects.exists()


def test_list_of_another_unit_is_not_found(client_as: ClientAs, listed: NomineeList) -> None:
    url = reverse("eligibility:list_see", args=[listed.pk])
    assert client_as("canbo.sinho").get(url).status_code == 404


# Queries


def asked(client: Client, url: str, query: Any = None) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url, query or {}).status_code == 200
    return len(seen)


def test_pages_ask_the_same_of_one_and_of_three(
    client_as: ClientAs, clerk: Actor, person: Callable[..., Holder], fighter: Holder
) -> None:
    client = client_as("canbo.soyte")

    def each() -> dict[str, int]:
        return {
            name: asked(client, reverse(f"eligibility:{name}"), query)
            for name, query in (
                ("front", {"tim": "mau"}),
                ("ladder", {}),
                ("compare", {"nguoi": ids, "mon": PROVINCIAL}),
                ("list_all", {}),
            )
        } | {
            "list_see": asked(client, reverse("eligibility:list_see", args=[made.pk])),
            "prospects": asked(client, reverse("eligibility:prospects", args=[fighter.pk])),
            "ask": asked(client, ask_url(fighter)),
        }

    def paste(names: list[str]) -> NomineeList:
        return paste_list(
            actor=clerk, title="", text="\n".join(names), award=PROVINCIAL, period=2021, day=clerk.day
        )  # fmt: skip

    ids, made = [fighter.pk], paste(["Vàng Thị Mẫu 1"])
    ask_check(actor=clerk, holder=fighter, award=PROVINCIAL, day=clerk.day, period=2021)
    each()
    once = each()
    others = [person(f"Tẩn Văn Mẫu {n}", workers=(2020, 2021)) for n in (4, 5)]
    for other in others:
        ask_check(actor=clerk, holder=other, award=PROVINCIAL, day=clerk.day, period=2021)
    ids, made = (
        [fighter.pk, *(one.pk for one in others)],
        paste(["Vàng Thị Mẫu 1", "Tẩn Văn Mẫu 4"]),
    )
    assert each() == once
    assert max(once.values()) <= MOST


def test_front_finds_a_name_with_a_slip_for_the_desk(client_as: ClientAs, fighter: Holder) -> None:
    client, url = client_as("chuyenvien"), reverse("eligibility:front")
    assert "Vàng Thị Mẫu 1" in text(client.get(url, {"tim": "mau vang"}))
    assert "Vàng Thị Mẫu 1" in text(client.get(url, {"tim": "vamg thi mau"}))
