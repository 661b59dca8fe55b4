"""Lists of nominees: read as pasted, people found or proposed, judged at once, mended line by line."""

from collections.abc import Callable, Sequence
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.subjects.eligibility.conftest import FIGHTER, PROVINCIAL, WORKER
from thidua.base.access import Actor, Refused
from thidua.base.errors import StaleVersion
from thidua.core.law.facts import INELIGIBLE, TO_JUDGE
from thidua.core.law.reading import national_law
from thidua.subjects.eligibility.enums import RowIssue
from thidua.subjects.eligibility.errors import BadInput
from thidua.subjects.eligibility.models import NomineeList
from thidua.subjects.eligibility.pasting import Typed, award_reader, read_lines
from thidua.subjects.eligibility.selectors.fairness import Share, fairness_of
from thidua.subjects.eligibility.selectors.listing import SEVERAL_FORMS, TWICE, Bench
from thidua.subjects.eligibility.selectors.lists import lists_visible_to
from thidua.subjects.eligibility.selectors.rows import Line, Result
from thidua.subjects.eligibility.services.lists import (
    drop_line,
    drop_list,
    judge_list_again,
    lines_of,
    list_people,
    paste_list,
    settle_line,
)
from thidua.subjects.register.models import Holder

DAY = date(2022, 2, 15)
READ = award_reader(national_law().awards.values(), DAY)


# Reading what was pasted


def test_read_by_heads_in_any_order() -> None:
    text = "STT\tDanh hiệu\tHọ và tên\tNăm\tĐơn vị\n1\tCSTĐ cơ sở\tVàng Thị Mẫu\t2021\tSở Y tế\n"
    assert read_lines(text, READ) == [
        Typed(name="Vàng Thị Mẫu", award="CSTĐ cơ sở", year=2021, unit="Sở Y tế")
    ]


def test_read_by_look_without_heads() -> None:
    text = "1\tVàng Thị Mẫu\tSở Y tế\tBằng khen của Chủ tịch UBND tỉnh\t2021\n2\t012345678901\tLĐTT"
    assert read_lines(text, READ) == [
        Typed(
            name="Vàng Thị Mẫu", unit="Sở Y tế", award="Bằng khen của Chủ tịch UBND tỉnh", year=2021
        ),
        Typed(number="012345678901", award="LĐTT"),
    ]


def test_read_name_alone_on_a_line() -> None:
    assert read_lines("Vàng Thị Mẫu\n\n  Lò Văn Mẫu \n", READ) == [
        Typed(name="Vàng Thị Mẫu"),
        Typed(name="Lò Văn Mẫu"),
    ]


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Lao động tiên tiến", WORKER),
        ("lao dong tien tien", WORKER),
        ("CSTĐCS", FIGHTER),
        ("Chiến sĩ thi đua cơ sỏ", FIGHTER),
        ("BK TTg", "pm_merit_certificate"),
        ("Bằng khen", "provincial_merit_certificate"),
        ("không có", None),
    ],
)
def test_award_is_known_by_its_words(words: str, key: str | None) -> None:
    assert READ(words) == key


# Pasting


def paste(actor: Actor, text: str, award: str = PROVINCIAL) -> NomineeList:
    return paste_list(actor=actor, title="", text=text, award=award, period=2021, day=DAY)


def results(listed: NomineeList) -> list[Result]:
    return [Result.from_json(row) for row in listed.results]


def test_paste_judges_each_line(clerk: Actor, fighter: Holder, beginner: Holder) -> None:
    listed = paste(clerk, "Vàng Thị Mẫu 1\nlo van mau 2")
    assert [one.holder for one in lines_of(listed)] == [fighter.pk, beginner.pk]
    assert [one.outcome for one in results(listed)] == [TO_JUDGE, INELIGIBLE]
    assert results(listed)[0].nearness == "steps"
    assert listed.title == "Danh sách năm 2021"


def test_paste_proposes_people_of_one_name(clerk: Actor, person: Callable[..., Holder]) -> None:
    one = person("Vàng Thị Mẫu", born=date(1980, 1, 2))
    other = person("Vàng Thị Mẫu", born=date(1990, 3, 4))
    listed = paste(clerk, "Vàng Thị Mẫu\nVàng Thị Mẫu\t04/03/1990")
    first, second = lines_of(listed)
    assert first.issue == RowIssue.SEVERAL
    assert set(first.candidates) == {one.pk, other.pk}
    assert second.holder == other.pk


def test_paste_finds_by_staff_code_and_number(clerk: Actor, person: Callable[..., Holder]) -> None:
    by_code = person("Tao Thị Mẫu", staff_code="SYT-017")
    by_number = person("Lý Văn Mẫu", numbers=("012345678901",))
    listed = paste(clerk, "SYT-017\n012345678901")
    assert [one.holder for one in lines_of(listed)] == [by_code.pk, by_number.pk]
    assert "012345678901" not in str(listed.rows)


def test_paste_finds_nobody_of_another_unit(clerk: Actor, person: Callable[..., Holder]) -> None:
    person("Giàng A Mẫu 3", unit="LC-BTDKT")
    assert lines_of(paste(clerk, "Giàng A Mẫu 3"))[0].issue == RowIssue.NOBODY


def test_paste_says_what_repeats(clerk: Actor, fighter: Holder) -> None:
    text = (
        "Vàng Thị Mẫu 1\tLĐTT\nVàng Thị Mẫu 1\tLĐTT\nVàng Thị Mẫu 1\tCSTĐ cơ sở\t2021\n"
        "Vàng Thị Mẫu 1\tGiấy khen\nVàng Thị Mẫu 1\tBằng khen"
    )
    remarks = [one.remarks for one in results(paste(clerk, text))]
    assert remarks == [
        (TWICE,), (TWICE,), ("Đã có trong sổ cho năm 2021",), (SEVERAL_FORMS,), (SEVERAL_FORMS,),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Dán ít nhất một dòng"),
        ("\t\n \n", "Dán ít nhất một dòng"),
        ("a\n" * 3001, "3001 dòng"),
    ],
)
def test_paste_of_nothing_or_too_much_is_refused(clerk: Actor, text: str, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        paste(clerk, text)


@pytest.mark.parametrize("username", ["quantri", "hoidong", "baochi"])
def test_paste_is_refused_to_other_roles(username: str, actor: Callable[..., Actor]) -> None:
    with pytest.raises(Refused):
        paste(actor(username), "Vàng Thị Mẫu")


# The whole list


def test_quota_counts_the_list_against_the_units_titles(
    clerk: Actor, person: Callable[..., Holder]
) -> None:
    people = [person(f"Chẻo Thị Mẫu {n}", workers=(2021,)) for n in range(10, 20)]
    text = "\n".join(f"{one.name}\tCSTĐ cơ sở" for one in people[:2])
    listed = paste(clerk, text)
    quota = Bench(tuple(lines_of(listed)), national_law(), DAY).quotas[0]
    assert (quota.base, quota.counted, quota.allowed, quota.left) == (10, 2, 1, -1)
    assert quota.is_exceeded
    assert quota.condition.id == "law2003.grassroots_emulation_fighter.ratio"
    assert all(one.codes.get(quota.condition.id) == "not_met" for one in results(listed))


def test_quota_kept_is_met_for_each_line(clerk: Actor, person: Callable[..., Holder]) -> None:
    people = [person(f"Chẻo Thị Mẫu {n}", workers=(2021,)) for n in range(10, 20)]
    listed = paste(clerk, f"{people[0].name}\tCSTĐ cơ sở")
    quota = Bench(tuple(lines_of(listed)), national_law(), DAY).quotas[0]
    assert not quota.is_exceeded
    assert quota.condition.id not in results(listed)[0].codes


def test_fairness_stands_beside_the_staff(clerk: Actor, person: Callable[..., Holder]) -> None:
    head = person(
        "Vàng Thị Mẫu", gender="female", ethnicity="Thái", post_title="Trưởng phòng",
        position="department_head",
    )  # fmt: skip
    person("Lý Văn Mẫu", gender="male", ethnicity="Kinh", workers=(2020, 2021))
    line = Line(1, "Vàng Thị Mẫu", holder=head.pk, award=WORKER, period=2021)
    rows = {one.label: one for one in fairness_of([line], {head.pk: head.unit_id}, DAY, 2021)}
    women = rows["Nữ"]
    assert (women.listed, women.last_year, women.staff) == (Share(1, 1), Share(0, 1), Share(1, 2))
    assert rows["Dân tộc thiểu số"].staff == Share(1, 2)
    assert rows["Giữ chức vụ lãnh đạo, quản lý"].listed == Share(1, 1)
    assert rows["Trực tiếp lao động, sản xuất, công tác"].staff == Share(1, 2)


def test_paste_asks_the_same_questions_of_few_and_of_many(
    clerk: Actor, person: Callable[..., Holder]
) -> None:
    names = [person(f"Tẩn Văn Mẫu {n}", workers=(2020,)).name for n in range(30)]

    def asked(rows: Sequence[str]) -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            paste(clerk, "\n".join(rows))
        return len(seen)

    asked(names[:15])  # what is remembered of the law is fetched once
    assert asked(names[:15]) == asked(names)


# Mending


def test_settle_line_judges_it(
    clerk: Actor, person: Callable[..., Holder], fighter: Holder
) -> None:
    person("Vàng Thị Mẫu 1")
    listed = paste(clerk, "Vàng Thị Mẫu 1")
    assert results(listed)[0].outcome == ""
    settle_line(actor=clerk, listed=listed, number=1, holder=fighter)
    assert results(listed)[0].outcome == TO_JUDGE


def test_settle_line_with_a_stranger_is_refused(
    clerk: Actor, person: Callable[..., Holder]
) -> None:
    stranger = person("Giàng A Mẫu 3", unit="LC-BTDKT")
    listed = paste(clerk, "Ai đó")
    with pytest.raises(BadInput, match="đơn vị khác"):
        settle_line(actor=clerk, listed=listed, number=1, holder=stranger)


def test_settle_line_of_an_old_page_is_refused(clerk: Actor, fighter: Holder) -> None:
    listed = paste(clerk, "Ai đó\nVàng Thị Mẫu 1")
    old = NomineeList.objects.get(pk=listed.pk)
    drop_line(actor=clerk, listed=listed, number=2)
    with pytest.raises(StaleVersion):
        settle_line(actor=clerk, listed=old, number=1, holder=fighter)
    with pytest.raises(BadInput, match="không còn dòng 2"):
        drop_line(actor=clerk, listed=listed, number=2)


def test_list_people_takes_ticked_ones(clerk: Actor, fighter: Holder, beginner: Holder) -> None:
    listed = list_people(
        actor=clerk, title="Đợt 1", holders=[beginner.pk, fighter.pk], award=WORKER, period=2021, day=DAY
    )  # fmt: skip
    assert {one.holder for one in lines_of(listed)} == {fighter.pk, beginner.pk}
    with pytest.raises(BadInput, match="ít nhất một"):
        list_people(actor=clerk, title="", holders=[], award=WORKER, period=2021, day=DAY)


def test_judge_again_takes_what_the_register_learned(
    clerk: Actor, person: Callable[..., Holder], laichau: Actor
) -> None:
    from thidua.subjects.register.enums import Fact
    from thidua.subjects.register.services.knowing import record_fact

    one = person("Vàng Thị Mẫu")
    listed = paste(clerk, "Vàng Thị Mẫu", WORKER)
    values = {"year": 2021, "rating": "completed"}
    record_fact(actor=laichau, holder=one, fact=Fact.RATINGS, values=values)
    judge_list_again(actor=clerk, listed=listed)
    assert results(listed)[0].outcome == INELIGIBLE


def test_drop_list_leaves_nothing_of_it(clerk: Actor, fighter: Holder) -> None:
    listed = paste(clerk, "Vàng Thị Mẫu 1")
    drop_list(actor=clerk, listed=listed)
    assert not NomineeList.objects.exists()


def test_lists_are_seen_in_the_own_unit_and_by_the_desk(
    clerk: Actor, officer: Actor, actor: Callable[..., Actor], fighter: Holder
) -> None:
    listed = paste(clerk, "Vàng Thị Mẫu 1")
    assert list(lists_visible_to(officer)) == [listed]
    assert list(lists_visible_to(actor("canbo.sinho"))) == []
    with pytest.raises(Refused):
        drop_list(actor=actor("canbo.sinho"), listed=listed)
