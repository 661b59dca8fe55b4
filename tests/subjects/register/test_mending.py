"""Lines that point back, and the facts around them; every act and its refusal."""

from datetime import date

import pytest

from tests.support.register import entry, person, unit_id
from thidua.base.access import Refused
from thidua.base.audit.models import AuditEvent
from thidua.base.registries import FigureScope
from thidua.subjects.register.enums import Act, Fact, ReissueCause, Standing
from thidua.subjects.register.errors import BadInput, WrongState
from thidua.subjects.register.models import CheckedComplete, DisciplineRecord, Entry, YearRating
from thidua.subjects.register.registrations import figures_of, unit_figures
from thidua.subjects.register.selectors.lines import line_of, lines_of
from thidua.subjects.register.selectors.relying import relying_on
from thidua.subjects.register.selectors.units import awards_by_year, entries_of_unit
from thidua.subjects.register.services.knowing import (
    change_fact,
    check_complete,
    record_fact,
    remove_fact,
)
from thidua.subjects.register.services.mending import (
    correct_entry,
    reissue_certificate,
    restore_entry,
    revoke_entry,
)

pytestmark = pytest.mark.django_db
PAPER = {"paper": "5/QĐ-UBND", "day": date(2022, 1, 20), "reason": "Kết luận thanh tra"}


@pytest.fixture
def desk(actor):
    return actor("chuyenvien")


@pytest.fixture
def line(laichau):
    return entry(person(), year=2018, level="grassroots")


def fresh(row):
    return Entry.objects.get(pk=row.pk)


def test_correct_stands_in_the_place_of_the_wrong_line(desk, line):
    right = correct_entry(
        actor=desk, entry=line, values={"year": 2017, "reason": "Thành tích"}, **PAPER
    )
    assert (right.year, right.act, right.points_to_id) == (2017, Act.CORRECTION, line.pk)
    assert (right.act_paper, right.act_reason, right.reason) == (
        "5/QĐ-UBND",
        "Kết luận thanh tra",
        "Thành tích",
    )
    assert fresh(line).standing == Standing.CORRECTED
    assert fresh(line).year == 2018
    [whole] = lines_of(Entry.objects.all())
    assert (whole.entry, whole.replaced) == (right, [line])
    event = AuditEvent.objects.get(verb="register.correct_entry")
    assert (event.paper, event.reason) == ("5/QĐ-UBND", "Kết luận thanh tra")


def test_correct_again_from_the_standing_line_only(desk, line):
    right = correct_entry(actor=desk, entry=line, values={"year": 2017}, **PAPER)
    with pytest.raises(WrongState, match="Đã đính chính"):
        correct_entry(actor=desk, entry=line, values={"year": 2016}, **PAPER)
    last = correct_entry(actor=desk, entry=right, values={"year": 2016}, **PAPER)
    assert line_of(line).entry == last
    assert line_of(line).replaced == [line, right]


@pytest.mark.parametrize(
    ("values", "given", "words"),
    [
        ({}, {}, "Chưa có gì khác"),
        ({"year": 1900}, {}, "không hợp lý"),
        ({"award": "nothing"}, {}, "Sổ không biết"),
        ({"year": 2017}, {"paper": " "}, "văn bản"),
        ({"year": 2017}, {"reason": " "}, "lý do"),
        ({"year": 2017}, {"day": date(2022, 2, 16)}, "chưa tới"),
        ({"year": 2017}, {"day": date(2017, 1, 1)}, "trước ngày quyết định"),
    ],
)
def test_correct_refusals(desk, line, values, given, words):
    with pytest.raises(BadInput, match=words):
        correct_entry(actor=desk, entry=line, values=values, **(PAPER | given))
    assert Entry.objects.count() == 1


def test_revoke_and_restore_keep_both_lines(desk, line):
    revoke_entry(actor=desk, entry=line, **PAPER, by="Chủ tịch UBND tỉnh")
    assert fresh(line).standing == Standing.REVOKED
    with pytest.raises(WrongState, match="Đã thu hồi"):
        revoke_entry(actor=desk, entry=line, **PAPER)
    restore_entry(actor=desk, entry=line, **PAPER)
    assert fresh(line).standing == Standing.IN_FORCE
    with pytest.raises(WrongState):
        restore_entry(actor=desk, entry=line, **PAPER)
    assert [act.act for act in line_of(line).acts] == [Act.REVOCATION, Act.RESTORATION]


def test_refused_act_leaves_no_line(desk, line):
    revoke_entry(actor=desk, entry=line, **PAPER)
    with pytest.raises(WrongState):
        revoke_entry(actor=desk, entry=line, **PAPER)
    assert Entry.objects.count() == 2


def test_reissue_keeps_the_award_and_gives_the_new_number(desk, line):
    again = reissue_certificate(
        actor=desk,
        entry=line,
        cause=ReissueCause.LOST,
        day=date(2022, 1, 20),
        certificate_number="77",
    )
    assert fresh(line).standing == Standing.IN_FORCE
    assert (line_of(line).certificate, line_of(line).is_reissued) == ("77", True)
    with pytest.raises(WrongState, match="chỉ ghi một việc"):
        revoke_entry(actor=desk, entry=again, **PAPER)


def test_reissue_of_a_revoked_award_is_refused(desk, line):
    revoke_entry(actor=desk, entry=line, **PAPER)
    with pytest.raises(WrongState, match="không còn hiệu lực"):
        reissue_certificate(
            actor=desk, entry=fresh(line), cause=ReissueCause.LOST, day=date(2022, 1, 20)
        )


@pytest.mark.parametrize("who", ["canbo.soyte", "kiemtoan", "quantri", "baochi"])
@pytest.mark.parametrize("act", [correct_entry, revoke_entry, restore_entry])
def test_only_the_office_mends(actor, line, who, act):
    given = {"values": {"year": 2017}} if act is correct_entry else {}
    with pytest.raises(Refused):
        act(actor=actor(who), entry=line, **given, **PAPER)


def test_awards_that_may_have_relied_on_a_revoked_one_are_named(desk, laichau):
    holder = person()
    basis = entry(holder, "grassroots_emulation_fighter", 2018)
    later = entry(holder, "provincial_emulation_fighter", 2020, decided=date(2021, 1, 20))
    entry(holder, "commendation_letter", 2020)
    entry(holder, "provincial_emulation_fighter", 2016, decided=date(2017, 1, 20))
    assert relying_on(basis) == [later]


# What is known beside the awards


def test_facts_written_changed_and_removed_each_leave_an_event(desk):
    holder = person()
    row = record_fact(
        actor=desk, holder=holder, fact=Fact.DISCIPLINE,
        values={"kind": "khien_trach", "valid_from": date(2021, 1, 1), "last_day": date(2021, 12, 31)},
    )  # fmt: skip
    assert DisciplineRecord.objects.get().valid_until == date(2022, 1, 1)
    change_fact(actor=desk, row=row, values={"kind": "canh_cao", "valid_from": date(2021, 1, 1)})
    assert DisciplineRecord.objects.get().last_day is None
    with pytest.raises(BadInput):
        remove_fact(actor=desk, row=row, reason=" ")
    remove_fact(actor=desk, row=row, reason="Ghi nhầm")
    assert not DisciplineRecord.objects.exists()
    events = AuditEvent.objects.filter(verb__startswith="register.").order_by("sequence")
    verbs = events.values_list("verb", flat=True)
    assert list(verbs) == ["register.record_fact", "register.change_fact", "register.remove_fact"]


@pytest.mark.parametrize(
    ("fact", "values", "words"),
    [
        (Fact.RATINGS, {"year": 2021}, "xếp loại"),
        (Fact.RATINGS, {"year": 2021, "rating": "goood"}, "Có phải"),
        (Fact.RATINGS, {"year": 2023, "rating": "good"}, "không hợp lý"),
        (Fact.DISCIPLINE, {"kind": "canh_cao"}, "ngày bắt đầu"),
        (
            Fact.DISCIPLINE,
            {"kind": "canh_cao", "valid_from": date(2021, 1, 2), "last_day": date(2021, 1, 1)},
            "Ngày cuối",
        ),
        (Fact.ABSENCES, {"kind": "study", "valid_from": date(2021, 1, 2)}, "ngày cuối"),
        (Fact.MERIT, {"event": "rank_first", "year": 2021}, "thành tích"),
    ],
)
def test_facts_refused(desk, fact, values, words):
    with pytest.raises(BadInput, match=words):
        record_fact(actor=desk, holder=person(), fact=fact, values=values)


def test_one_rating_a_year(desk):
    holder = person()
    record_fact(
        actor=desk, holder=holder, fact=Fact.RATINGS, values={"year": 2020, "rating": "good"}
    )
    with pytest.raises(BadInput, match="đã có xếp loại"):
        record_fact(
            actor=desk,
            holder=holder,
            fact=Fact.RATINGS,
            values={"year": 2020, "rating": "excellent"},
        )
    assert YearRating.objects.count() == 1


def test_check_complete_never_reaches_into_the_future(desk):
    holder = person()
    with pytest.raises(BadInput, match="chưa tới"):
        check_complete(actor=desk, holder=holder, facts=[Fact.DISCIPLINE], day=date(2022, 2, 16))
    check_complete(actor=desk, holder=holder, facts=[Fact.DISCIPLINE])
    check_complete(actor=desk, holder=holder, facts=[Fact.DISCIPLINE])
    assert CheckedComplete.objects.get().day == desk.day


# Units and figures


def test_lines_of_a_unit_take_in_those_it_came_from(desk):
    from thidua.subjects.orgs.models import Organization, Succession

    old = Organization.objects.create(code="OLD")
    new = unit_id("Sở Y tế")
    Succession.objects.create(
        predecessor=old, successor_id=new, kind="merged", day=date(2020, 1, 1)
    )
    entry(person(), year=2015, unit=old, unit_name="Ty Y tế")
    assert list(entries_of_unit(new, desk.day).values_list("unit_name", flat=True)) == ["Ty Y tế"]
    assert list(entries_of_unit(new, date(2019, 12, 31))) == []
    assert awards_by_year(entries_of_unit(new, desk.day)) == {2015: {"advanced_worker": 1}}


def test_figures_count_what_was_decided_in_the_period(desk):
    unit = unit_id("Sở Y tế")
    entry(person(), year=2021, decided=date(2022, 1, 10), unit_id=unit, level="province")
    entry(person(), year=2021, decided=date(2021, 12, 10), unit_id=unit, level="province")
    scope = FigureScope(unit, date(2022, 1, 1), date(2022, 12, 31), desk.day)
    found = {figure.key: figure.value for figure in figures_of(scope)}
    assert (found["register.awards"], found["register.province"], found["register.state"]) == (
        1,
        1,
        0,
    )
    [table] = unit_figures()
    assert table.of_units(scope, {unit, unit_id("Sở Nội vụ")})[unit] == 1


def test_figures_cost_few_queries(desk, django_assert_max_num_queries):
    scope = FigureScope(unit_id("Sở Y tế"), date(2022, 1, 1), date(2022, 12, 31), desk.day)
    with django_assert_max_num_queries(2):
        figures_of(scope)
