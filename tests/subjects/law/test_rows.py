"""Rows of the province: one person writes, a second takes over; the law follows at once."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tests.support.law import CERTIFICATE, FIGHTER, VOTE, quota_row, vote_row
from thidua.base import audit, registries
from thidua.base.access import Actor
from thidua.base.access.verbs import Refused
from thidua.base.outbox.models import InboxMessage
from thidua.core.law.reading import national_law
from thidua.subjects.law.enums import RowState
from thidua.subjects.law.errors import BadRow, Clash, WrongState
from thidua.subjects.law.models import FOREVER, LawRow
from thidua.subjects.law.rows import values_of
from thidua.subjects.law.selectors import law_in_force
from thidua.subjects.law.services.drafting import change_row, draft_row, drop_row, propose_row
from thidua.subjects.law.services.reviewing import (
    ask_end,
    end_row,
    keep_row,
    return_row,
    review_row,
)

DAY_2022 = date(2022, 6, 1)


def verbs_of(row: LawRow) -> list[str]:
    return [event.verb for event in audit.timeline(row)]


def percent_on(day: date) -> object:
    return law_in_force().condition(VOTE, day).params["min_percent"]


def test_draft_changes_nothing_yet(drafted: LawRow) -> None:
    assert (drafted.state, drafted.key) == (RowState.DRAFT, VOTE)
    assert law_in_force() is national_law()
    assert verbs_of(drafted) == ["law.draft"]


def test_new_row_gets_a_key_of_its_own(officer: Actor) -> None:
    row = draft_row(actor=officer, values=quota_row())
    assert row.key == f"tinh.{FIGHTER}.{row.pk}"


def test_draft_may_be_unfinished_proposing_is_strict(officer: Actor) -> None:
    row = draft_row(actor=officer, values=vote_row(document=""))
    with pytest.raises(BadRow, match="văn bản căn cứ"):
        propose_row(actor=officer, row=row)


def test_propose_refuses_what_the_reader_refuses(officer: Actor) -> None:
    body = {
        "text": "x",
        "type": "vote_threshold",
        "params": {"min_percent": 80, "council": "nobody"},
    }
    row = draft_row(actor=officer, values=vote_row(body=body))
    with pytest.raises(BadRow, match="nobody"):
        propose_row(actor=officer, row=row)
    row.refresh_from_db()
    assert row.state == RowState.DRAFT


def test_propose_refuses_to_replace_what_is_not_there(officer: Actor) -> None:
    row = draft_row(actor=officer, values=vote_row(replaces="khong.co", key="khong.co"))
    with pytest.raises(BadRow, match=r"khong\.co"):
        propose_row(actor=officer, row=row)


def test_days_out_of_order_are_refused(officer: Actor) -> None:
    with pytest.raises(BadRow, match="Ngày hết áp dụng"):
        draft_row(actor=officer, values=vote_row(valid_until=date(2022, 1, 1)))


def test_propose_tells_the_others_of_the_desk(
    proposed: LawRow, head: Actor, officer: Actor
) -> None:
    told = set(
        InboxMessage.objects.filter(key__startswith="law:").values_list("user_id", flat=True)
    )
    assert head.user_id in told
    assert proposed.state == RowState.PROPOSED


def test_review_puts_the_row_into_the_law_on_its_days(in_force: LawRow) -> None:
    assert in_force.state == RowState.IN_FORCE
    assert percent_on(DAY_2022) == 80
    assert percent_on(date(2021, 12, 31)) is None
    assert law_in_force().digest != national_law().digest
    assert verbs_of(in_force) == ["law.review", "law.propose", "law.draft"]


def test_added_row_stands_beside_the_national_ones(officer: Actor, head: Actor) -> None:
    row = propose_row(actor=officer, row=draft_row(actor=officer, values=quota_row()))
    before = len(national_law().conditions_for(FIGHTER, date(2025, 1, 1)))
    review_row(actor=head, row=row)
    after = law_in_force().conditions_for(FIGHTER, date(2025, 1, 1))
    assert len(after) == before + 1
    assert after[-1].id == row.key
    assert after[-1].source.checked_by == head.user_name


def test_writer_cannot_review_himself(proposed: LawRow, officer: Actor) -> None:
    with pytest.raises(Refused, match="người thứ hai"):
        review_row(actor=officer, row=proposed)
    with pytest.raises(Refused, match="người thứ hai"):
        return_row(actor=officer, row=proposed, remark="x")
    assert law_in_force() is national_law()


def test_database_itself_refuses_one_person_alone(proposed: LawRow) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        LawRow.objects.filter(pk=proposed.pk).update(reviewed_by=proposed.written_by)


@pytest.mark.parametrize("username", ["canbo.soyte", "quantri", "kiemtoan", "vanthu", "chutich"])
def test_others_neither_write_nor_review(
    username: str, actor: Callable[..., Actor], proposed: LawRow
) -> None:
    person = actor(username)
    with pytest.raises(Refused):
        draft_row(actor=person, values=quota_row())
    with pytest.raises(Refused):
        review_row(actor=person, row=proposed)


def test_another_than_the_writer_cannot_change_or_drop(drafted: LawRow, head: Actor) -> None:
    with pytest.raises(Refused, match="người soạn"):
        change_row(actor=head, row=drafted, values=vote_row(70))
    with pytest.raises(Refused, match="người soạn"):
        drop_row(actor=head, row=drafted)


def test_change_of_a_proposed_row_takes_it_back(
    proposed: LawRow, officer: Actor, head: Actor
) -> None:
    seen = LawRow.objects.get(pk=proposed.pk)
    change_row(actor=officer, row=proposed, values=vote_row(85))
    assert (proposed.state, proposed.revision) == (RowState.DRAFT, 2)
    with pytest.raises(WrongState):
        review_row(actor=head, row=seen)
    propose_row(actor=officer, row=proposed)
    with pytest.raises(WrongState):  # what the second person saw was the first revision
        review_row(actor=head, row=seen)
    assert law_in_force() is national_law()


def test_row_in_force_is_not_changed(in_force: LawRow, officer: Actor) -> None:
    with pytest.raises(WrongState):
        change_row(actor=officer, row=in_force, values=vote_row(50))
    with pytest.raises(WrongState):
        drop_row(actor=officer, row=in_force)


def test_return_needs_words_and_goes_to_the_writer(
    proposed: LawRow, head: Actor, officer: Actor
) -> None:
    with pytest.raises(BadRow, match="điều phải sửa"):
        return_row(actor=head, row=proposed, remark=" ")
    return_row(actor=head, row=proposed, remark="Ghi rõ khoản")
    assert (proposed.state, proposed.remark) == (RowState.RETURNED, "Ghi rõ khoản")
    assert [row.title for row in registries.open_duties.answers["law.returned"](officer)] == [
        f"Sửa quy định bị trả lại: {proposed}"
    ]


def test_drop_leaves_what_it_said_in_the_record(drafted: LawRow, officer: Actor) -> None:
    thing = audit.Thing("law.LawRow", str(drafted.pk), str(drafted))
    drop_row(actor=officer, row=drafted)
    assert not LawRow.objects.exists()
    assert audit.timeline(thing)[0].before["body"]["params"]["min_percent"] == 80


def test_two_rows_for_one_thing_on_one_day_clash(in_force: LawRow, officer: Actor) -> None:
    row = draft_row(actor=officer, values=vote_row(70, valid_from=date(2023, 1, 1)))
    with pytest.raises(Clash, match="dừng quy định đó trước"):
        propose_row(actor=officer, row=row)


def test_next_row_may_begin_when_the_first_ends(
    in_force: LawRow, officer: Actor, head: Actor
) -> None:
    ask_end(actor=officer, row=in_force, last_day=date(2022, 12, 31), reason="Quyết định mới")
    end_row(actor=head, row=in_force)
    row = draft_row(actor=officer, values=vote_row(70, valid_from=date(2023, 1, 1)))
    review_row(actor=head, row=propose_row(actor=officer, row=row))
    assert (percent_on(date(2022, 12, 31)), percent_on(date(2023, 1, 1))) == (80, 70)


def test_end_holds_through_its_last_day(in_force: LawRow, officer: Actor, head: Actor) -> None:
    ask_end(actor=officer, row=in_force, last_day=date(2022, 6, 30), reason="Thay bằng QĐ mới")
    assert in_force.state == RowState.ENDING
    assert percent_on(date(2022, 7, 1)) == 80
    end_row(actor=head, row=in_force)
    assert in_force.valid_until == date(2022, 7, 1)
    assert (percent_on(date(2022, 6, 30)), percent_on(date(2022, 7, 1))) == (80, None)


def test_end_needs_a_second_person_and_words(in_force: LawRow, officer: Actor) -> None:
    with pytest.raises(BadRow, match="lý do"):
        ask_end(actor=officer, row=in_force, last_day=date(2022, 6, 30), reason="")
    with pytest.raises(BadRow, match="Ngày cuối"):
        ask_end(actor=officer, row=in_force, last_day=date(2025, 1, 1), reason="x")
    ask_end(actor=officer, row=in_force, last_day=date(2022, 6, 30), reason="x")
    with pytest.raises(Refused, match="không tự đồng ý"):
        end_row(actor=officer, row=in_force)


def test_keep_lets_the_row_hold_on(in_force: LawRow, officer: Actor, head: Actor) -> None:
    ask_end(actor=officer, row=in_force, last_day=date(2022, 6, 30), reason="x")
    with pytest.raises(BadRow):
        keep_row(actor=head, row=in_force, remark="")
    keep_row(actor=head, row=in_force, remark="Vẫn còn hiệu lực")
    assert (in_force.state, in_force.last_day) == (RowState.IN_FORCE, None)
    assert percent_on(DAY_2022) == 80


def test_end_of_a_row_that_nobody_asked_to_end(in_force: LawRow, head: Actor) -> None:
    with pytest.raises(BadRow, match="đề nghị dừng"):
        end_row(actor=head, row=in_force)


def test_second_person_finds_it_among_the_own_work(
    proposed: LawRow, head: Actor, officer: Actor, actor: Callable[..., Actor]
) -> None:
    ask = registries.open_duties.answers["law.second"]
    assert [row.title for row in ask(head)] == [f"Đối chiếu quy định: {proposed}"]
    assert ask(officer) == []
    assert ask(actor("canbo.soyte")) == []


def test_news_of_a_row_is_void_once_it_moved(proposed: LawRow, head: Actor) -> None:
    still = registries.reminder_reasons["law.still_waiting"]
    key = f"law:{proposed.pk}:proposed:1:x"
    assert still(key)
    review_row(actor=head, row=proposed)
    assert not still(key)


def test_setting_row_changes_the_reading(officer: Actor, head: Actor) -> None:
    from thidua.subjects.law.bodies import correction_of

    national = national_law().setting_row("chain_end", DAY_2022)
    start = correction_of("setting", national)
    body = {**start.body, "value": {"max_gap_years": 3}}
    values = vote_row(kind="setting", key="chain_end", replaces="chain_end", award="", body=body)
    review_row(
        actor=head, row=propose_row(actor=officer, row=draft_row(actor=officer, values=values))
    )
    assert law_in_force().setting("chain_end", DAY_2022) == {"max_gap_years": 3}
    assert law_in_force().setting("chain_end", date(2024, 1, 1)) == {"max_gap_years": 1}


def test_correction_of_every_national_row_is_accepted_as_it_stands() -> None:
    """What a correction starts from says what the row says: written back, the law is the same."""
    from thidua.subjects.law.bodies import correction_of
    from thidua.subjects.law.rows import as_mapping
    from thidua.subjects.law.unread import award_of, every_row

    law = national_law()
    for kind, value, award in every_row(law):
        start = correction_of(kind, value, award)
        assert award_of(law, kind, value) == award
        changed = law.with_rows([as_mapping(start)])
        if kind == "condition":
            again = changed.condition(value.id, value.valid_from)
            assert (again.params, again.variants, again.group, again.route, again.text) == (
                value.params, value.variants, value.group, value.route, value.text,
            )  # fmt: skip


def test_values_survive_the_table(drafted: LawRow) -> None:
    assert values_of(LawRow.objects.get(pk=drafted.pk)) == vote_row()
    assert drafted.until_day == date(2023, 12, 31)
    assert LawRow(valid_until=FOREVER).until_day is None
    assert drafted.from_day == date(2022, 1, 1)


def test_awards_named_in_the_samples_are_in_the_law() -> None:
    assert {CERTIFICATE, FIGHTER} <= set(national_law().awards)
