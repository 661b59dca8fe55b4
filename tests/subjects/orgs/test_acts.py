"""Acts on units: from their day on, on either engine, one event each, and undone before their day."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from thidua.base.access import Refused, Role
from thidua.base.audit.models import AuditEvent
from thidua.base.errors import StaleVersion
from thidua.subjects.orgs import services
from thidua.subjects.orgs.enums import FOREVER, Kind, Position
from thidua.subjects.orgs.errors import CannotUndo, OverlappingVersions, UnknownUnit, WrongOrder
from thidua.subjects.orgs.models import (
    Organization,
    OrganizationSet,
    OrganizationVersion,
    Reorganization,
    SetMember,
    Succession,
)
from thidua.subjects.orgs.selectors import (
    history,
    names_on,
    preview_succession,
    successors_on,
    tree_on,
    version_on,
)
from thidua.subjects.orgs.services import NewUnit, UnitFacts
from thidua.subjects.orgs.services.ledger import Ledger

BEFORE, DAY = date(2025, 6, 30), date(2025, 7, 1)

pytestmark = pytest.mark.django_db


def names(day):
    return {node.name for node in tree_on(day)}


def a_set(key="khoi", **members):
    group = OrganizationSet.objects.create(
        key=key, name="Khối mẫu", is_block=True, level="province"
    )
    for code, position in members.items():
        SetMember.objects.create(
            set=group, organization=Organization.objects.get(code=code), position=position
        )
    return group


def snapshot():
    """Every row that an act may touch."""
    rows = {
        OrganizationVersion: (
            "organization__code",
            "name",
            "parent__code",
            "valid_from",
            "valid_until",
        ),
        Succession: ("predecessor__code", "successor__code", "kind", "day"),
        SetMember: ("organization__code", "position", "valid_from", "valid_until"),
        Organization: ("code",),
    }
    return {
        model.__name__: list(model.objects.order_by("pk").values_list(*fields))
        for model, fields in rows.items()
    }


def test_rename_holds_from_its_day(keeper, province):
    services.rename_organization(
        actor=keeper, org_id=province["S"].pk, name="Sở Mới", short_name="SM", day=DAY
    )
    assert version_on(province["S"].pk, BEFORE).name == "Sở Mẫu"
    assert version_on(province["S"].pk, DAY).name == "Sở Mới"
    assert names_on([province["S"].pk], BEFORE) == {province["S"].pk: "Sở Mẫu"}


def test_rename_is_found_by_its_new_name_and_sorted_by_it(keeper, province):
    services.rename_organization(
        actor=keeper, org_id=province["S"].pk, name="Sở Đường", short_name="", day=DAY
    )
    version = version_on(province["S"].pk, DAY)
    assert version.name_key == "so duong s"
    assert version.sort_key != version_on(province["S"].pk, BEFORE).sort_key


def test_move_takes_the_units_below_along(keeper, province):
    other = services.create_organization(
        actor=keeper, code="E", facts=UnitFacts("Tỉnh Khác", Kind.PROVINCE), day=date(2021, 1, 1)
    )
    services.move_organization(actor=keeper, org_id=province["D"].pk, parent_id=other.pk, day=DAY)
    assert tree_on(DAY).descendants(other.pk) == [province[c].pk for c in "DAB"]
    assert tree_on(BEFORE).descendants(other.pk) == []


def test_move_below_itself_is_refused(keeper, province):
    with pytest.raises(WrongOrder, match="dưới chính nó"):
        services.move_organization(
            actor=keeper, org_id=province["D"].pk, parent_id=province["A"].pk, day=DAY
        )
    assert version_on(province["D"].pk, DAY).parent_id == province["P"].pk


def test_move_that_would_knot_a_later_tree_is_refused(keeper, province):
    """A goes under S from August; S under A from July would close a ring in August."""
    services.move_organization(
        actor=keeper, org_id=province["A"].pk, parent_id=province["S"].pk, day=date(2025, 8, 1)
    )
    with pytest.raises(WrongOrder, match="dưới chính nó"):
        services.move_organization(
            actor=keeper, org_id=province["S"].pk, parent_id=province["A"].pk, day=DAY
        )


def test_change_without_difference_is_refused(keeper, province):
    facts = UnitFacts.of(version_on(province["S"].pk, DAY))
    with pytest.raises(WrongOrder, match="Chưa có gì thay đổi"):
        services.change_organization(actor=keeper, org_id=province["S"].pk, facts=facts, day=DAY)


def test_change_of_a_version_somebody_else_closed_is_refused(keeper, province):
    seen = version_on(province["S"].pk, DAY)
    services.rename_organization(
        actor=keeper, org_id=province["S"].pk, name="Sở Mới", short_name="", day=date(2025, 5, 1)
    )
    with pytest.raises(StaleVersion):
        services.change_organization(
            actor=keeper,
            org_id=province["S"].pk,
            facts=replace(UnitFacts.of(seen), name="Sở Khác"),
            day=DAY,
            seen_version=seen.pk,
        )


def test_second_change_on_the_same_day_is_refused(keeper, province):
    rename = services.rename_organization
    rename(actor=keeper, org_id=province["S"].pk, name="Sở Một", short_name="", day=DAY)
    with pytest.raises(WrongOrder, match="01/07/2025"):
        rename(actor=keeper, org_id=province["S"].pk, name="Sở Hai", short_name="", day=DAY)
    assert version_on(province["S"].pk, DAY).name == "Sở Một"


def test_change_between_two_versions_keeps_the_later_one(keeper, province):
    late = date(2026, 1, 1)
    rename = services.rename_organization
    rename(actor=keeper, org_id=province["S"].pk, name="Sở Sau", short_name="", day=late)
    rename(actor=keeper, org_id=province["S"].pk, name="Sở Giữa", short_name="", day=DAY)
    days = (BEFORE, DAY, late - timedelta(days=1), late)
    assert [version_on(province["S"].pk, day).name for day in days] == [
        "Sở Mẫu",
        "Sở Giữa",
        "Sở Giữa",
        "Sở Sau",
    ]


def test_overlapping_version_is_refused(province):
    ledger = Ledger(DAY)
    with pytest.raises(OverlappingVersions):
        ledger.open_version(province["S"], UnitFacts("Sở Khác", Kind.DEPARTMENT), FOREVER)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no exclusion constraint")
def test_postgresql_itself_refuses_overlaps(province):
    OrganizationVersion.objects.create(
        organization=province["S"], name="X", kind="other", valid_from=DAY
    )
    with pytest.raises(IntegrityError, match="orgs_version_no_overlap"):
        connection.check_constraints()


def test_days_out_of_order_are_refused_by_the_database(province):
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganizationVersion.objects.create(
            organization=province["S"], name="X", kind="other", valid_from=DAY, valid_until=BEFORE
        )


def test_correct_sets_right_without_a_new_day(keeper, province):
    version = version_on(province["S"].pk, DAY)
    seen = UnitFacts.of(version)
    services.correct_organization(
        actor=keeper, version_id=version.pk, facts=replace(seen, phone="0213 000 000"), seen=seen
    )
    assert OrganizationVersion.objects.filter(organization=province["S"]).count() == 1
    assert version_on(province["S"].pk, DAY).phone == "0213 000 000"


def test_correct_after_somebody_else_is_refused(keeper, province):
    version = version_on(province["S"].pk, DAY)
    seen = UnitFacts.of(version)
    for phone, fails in (("1", False), ("2", True)):
        facts = replace(seen, phone=phone)
        with pytest.raises(StaleVersion) if fails else nullcontext():
            services.correct_organization(
                actor=keeper, version_id=version.pk, facts=facts, seen=seen
            )
    assert version_on(province["S"].pk, DAY).phone == "1"


def test_personal_data_of_a_correction_can_be_erased(keeper, province):
    version = version_on(province["S"].pk, DAY)
    seen = UnitFacts.of(version)
    facts = replace(seen, contact_name="Nguyễn Văn Mẫu")
    services.correct_organization(actor=keeper, version_id=version.pk, facts=facts, seen=seen)
    event = AuditEvent.objects.get(verb="orgs.correct")
    assert "Nguyễn Văn Mẫu" not in str(event.after)
    assert [part.value for part in event.personal.all()] == ["Nguyễn Văn Mẫu"]


def test_merge_into_a_new_unit(keeper, province):
    act = services.merge_organizations(
        actor=keeper,
        org_ids=[province["A"].pk, province["B"].pk],
        into=NewUnit("AB", UnitFacts("Xã An Bình", Kind.COMMUNE, province["P"].pk)),
        day=DAY,
        paper="Nghị quyết mẫu",
    )
    new = Organization.objects.get(code="AB")
    assert {"Xã An", "Xã Bình"} <= names(BEFORE)
    assert "Xã An Bình" not in names(BEFORE)
    assert names(DAY) & {"Xã An", "Xã Bình", "Xã An Bình"} == {"Xã An Bình"}
    assert successors_on(province["A"].pk, DAY) == [new.pk]
    assert successors_on(province["A"].pk, BEFORE) == [province["A"].pk]
    assert set(act.units.values_list("code", flat=True)) == {"A", "B", "AB"}


def test_merge_into_one_of_them_lets_it_go_on(keeper, province):
    services.merge_organizations(
        actor=keeper, org_ids=[province["A"].pk, province["B"].pk], into=province["A"].pk, day=DAY
    )
    assert names(DAY) & {"Xã An", "Xã Bình"} == {"Xã An"}
    assert successors_on(province["B"].pk, DAY) == [province["A"].pk]
    assert successors_on(province["A"].pk, DAY) == [province["A"].pk]


def test_merge_hands_units_below_to_the_successor(keeper, province):
    services.merge_organizations(
        actor=keeper, org_ids=[province["D"].pk], into=province["S"].pk, day=DAY
    )
    assert tree_on(DAY).children(province["S"].pk) == [province["A"].pk, province["B"].pk]
    assert tree_on(BEFORE).children(province["D"].pk) == [province["A"].pk, province["B"].pk]


def test_merge_hands_over_units_that_come_later(keeper, province):
    """A commune already planned for August under D must not hang on a unit that is gone."""
    late = services.create_organization(
        actor=keeper,
        code="C",
        facts=UnitFacts("Xã Cát", Kind.COMMUNE, province["D"].pk),
        day=date(2025, 6, 1),
    )
    services.rename_organization(
        actor=keeper, org_id=late.pk, name="Xã Cát Mới", short_name="", day=date(2025, 8, 1)
    )
    services.merge_organizations(
        actor=keeper, org_ids=[province["D"].pk], into=province["S"].pk, day=DAY
    )
    for day in (DAY, date(2025, 8, 1)):
        assert version_on(late.pk, day).parent_id == province["S"].pk


def test_merge_gives_the_free_place_in_a_block_to_the_successor(keeper, province):
    group = a_set(A=Position.HEAD, B=Position.MEMBER)
    services.merge_organizations(
        actor=keeper,
        org_ids=[province["A"].pk, province["B"].pk],
        into=NewUnit("AB", UnitFacts("Xã An Bình", Kind.COMMUNE, province["P"].pk)),
        day=DAY,
    )
    held = SetMember.objects.on(DAY).filter(set=group)
    assert list(held.values_list("organization__code", "position")) == [("AB", "head")]
    before = SetMember.objects.on(BEFORE).filter(set=group).order_by("organization__code")
    assert list(before.values_list("organization__code", flat=True)) == ["A", "B"]


@pytest.mark.parametrize("ids", [[], ["A"]])
def test_merge_of_less_than_two_is_refused(keeper, province, ids):
    with pytest.raises(WrongOrder, match="ít nhất hai"):
        services.merge_organizations(
            actor=keeper,
            org_ids=[province[code].pk for code in ids],
            into=NewUnit("X", UnitFacts("X", Kind.COMMUNE)),
            day=DAY,
        )


def test_merge_of_a_unit_that_changes_later_is_refused(keeper, province):
    services.rename_organization(
        actor=keeper, org_id=province["A"].pk, name="Xã Sau", short_name="", day=date(2025, 9, 1)
    )
    with pytest.raises(WrongOrder, match="01/09/2025"):
        services.merge_organizations(
            actor=keeper,
            org_ids=[province["A"].pk, province["B"].pk],
            into=province["B"].pk,
            day=DAY,
        )


def test_merge_of_a_unit_that_is_gone_is_refused(keeper, province):
    merge = services.merge_organizations
    merge(actor=keeper, org_ids=[province["A"].pk], into=province["B"].pk, day=DAY)
    with pytest.raises(UnknownUnit):
        merge(actor=keeper, org_ids=[province["A"].pk], into=province["S"].pk, day=date(2025, 9, 1))


def test_merge_under_a_code_that_is_taken_is_refused_and_leaves_nothing(keeper, province):
    before = snapshot()
    with pytest.raises(WrongOrder, match="Mã đơn vị S đã có"):
        services.merge_organizations(
            actor=keeper,
            org_ids=[province["A"].pk, province["B"].pk],
            into=NewUnit("S", UnitFacts("Trùng mã", Kind.COMMUNE)),
            day=DAY,
        )
    assert snapshot() == before


def test_split_ends_the_unit_and_lifts_those_below(keeper, province):
    services.split_organization(
        actor=keeper,
        org_id=province["D"].pk,
        into=[
            NewUnit("D1", UnitFacts("Huyện Một", Kind.DISTRICT, province["P"].pk)),
            NewUnit("D2", UnitFacts("Huyện Hai", Kind.DISTRICT, province["P"].pk)),
        ],
        goes_on=False,
        day=DAY,
    )
    assert {"Huyện Một", "Huyện Hai"} <= names(DAY)
    assert "UBND huyện Mẫu" not in names(DAY)
    assert version_on(province["A"].pk, DAY).parent_id == province["P"].pk
    assert len(successors_on(province["D"].pk, DAY)) == 2


def test_split_in_which_the_unit_goes_on_keeps_it(keeper, province):
    services.split_organization(
        actor=keeper,
        org_id=province["D"].pk,
        into=[NewUnit("D2", UnitFacts("Huyện Hai", Kind.DISTRICT, province["P"].pk))],
        goes_on=True,
        day=DAY,
    )
    new = Organization.objects.get(code="D2").pk
    assert version_on(province["A"].pk, DAY).parent_id == province["D"].pk
    assert successors_on(province["D"].pk, DAY) == sorted([province["D"].pk, new])


def test_split_into_one_is_refused(keeper, province):
    with pytest.raises(WrongOrder, match="ít nhất hai"):
        services.split_organization(
            actor=keeper, org_id=province["D"].pk, into=[province["S"].pk], goes_on=False, day=DAY
        )


def test_abolish_lifts_those_below(keeper, province):
    services.abolish_organization(actor=keeper, org_id=province["D"].pk, day=DAY)
    assert tree_on(DAY).children(province["P"].pk) == [province[c].pk for c in "SAB"]
    assert successors_on(province["D"].pk, DAY) == []


def test_abolish_with_units_below_ends_them_all(keeper, province):
    services.abolish_organization(
        actor=keeper, org_id=province["D"].pk, day=DAY, with_units_below=True
    )
    assert names(DAY) == {"Tỉnh Mẫu", "Sở Mẫu"}
    assert Succession.objects.filter(kind="abolished").count() == 3


ACTS = {
    "rename": lambda actor, units: services.rename_organization(
        actor=actor, org_id=units["S"].pk, name="Sở Mới", short_name="", day=DAY
    ),
    "move": lambda actor, units: services.move_organization(
        actor=actor, org_id=units["A"].pk, parent_id=units["P"].pk, day=DAY
    ),
    "create": lambda actor, units: services.create_organization(
        actor=actor, code="N", facts=UnitFacts("Xã Mới", Kind.COMMUNE, units["D"].pk), day=DAY
    ),
    "change": lambda actor, units: services.change_organization(
        actor=actor, org_id=units["S"].pk, facts=UnitFacts("Ban Mẫu", Kind.OTHER), day=DAY
    ),
    "merge": lambda actor, units: services.merge_organizations(
        actor=actor,
        org_ids=[units["D"].pk, units["A"].pk],
        into=NewUnit("N", UnitFacts("Gộp", Kind.DISTRICT, units["P"].pk)),
        day=DAY,
    ),
    "split": lambda actor, units: services.split_organization(
        actor=actor,
        org_id=units["D"].pk,
        into=[units["S"].pk, NewUnit("N", UnitFacts("Phần", Kind.DISTRICT, units["P"].pk))],
        goes_on=False,
        day=DAY,
    ),
    "abolish": lambda actor, units: services.abolish_organization(
        actor=actor, org_id=units["D"].pk, day=DAY
    ),
}


@pytest.mark.parametrize("verb", ACTS)
def test_act_writes_one_event(keeper, province, verb):
    before = AuditEvent.objects.count()
    ACTS[verb](keeper, province)
    added = AuditEvent.objects.order_by("sequence")[before:]
    assert [event.verb for event in added] == [f"orgs.{verb}"]


@pytest.mark.parametrize("verb", ACTS)
@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMIN])
def test_act_is_refused_to_every_other_role(keeper, province, verb, role):
    before = snapshot()
    with pytest.raises(Refused, match="Quản trị hệ thống"):
        ACTS[verb](replace(keeper, role=role.value), province)
    assert snapshot() == before


@pytest.mark.parametrize("verb", ACTS)
def test_undo_before_the_day_restores_everything(keeper, province, verb):
    a_set(D=Position.HEAD, A=Position.MEMBER)
    before = snapshot()
    ACTS[verb](keeper, province)
    assert snapshot() != before
    act = Reorganization.objects.get(day=DAY)
    services.undo_act(actor=keeper, act_id=act.pk)
    assert snapshot() == before
    act.refresh_from_db()
    assert act.undone_on == keeper.day


@pytest.mark.parametrize("verb", ACTS)
def test_undo_from_the_day_on_is_refused(keeper, province, verb):
    ACTS[verb](keeper, province)
    act = Reorganization.objects.get(day=DAY)
    with pytest.raises(CannotUndo, match="01/07/2025"):
        services.undo_act(actor=replace(keeper, day=DAY), act_id=act.pk)


def test_undo_twice_is_refused(keeper, province):
    ACTS["rename"](keeper, province)
    act = Reorganization.objects.get(day=DAY)
    services.undo_act(actor=keeper, act_id=act.pk)
    with pytest.raises(CannotUndo, match="đã được hoàn tác"):
        services.undo_act(actor=keeper, act_id=act.pk)


def test_undo_under_a_later_act_is_refused(keeper, province):
    ACTS["rename"](keeper, province)
    services.rename_organization(
        actor=keeper, org_id=province["S"].pk, name="Sở Nữa", short_name="", day=date(2025, 9, 1)
    )
    first = Reorganization.objects.get(day=DAY)
    with pytest.raises(CannotUndo, match="01/09/2025"):
        services.undo_act(actor=keeper, act_id=first.pk)


def test_history_tells_before_and_after(keeper, province):
    ACTS["merge"](keeper, province)
    new = Organization.objects.get(code="N").pk
    line = history(new)
    assert [unit.name for unit in line.predecessors] == ["UBND huyện Mẫu", "Xã An"]
    assert line.own.name == "Gộp"
    assert [unit.name for unit in history(province["A"].pk).successors] == ["Gộp"]


def test_history_takes_two_queries(keeper, province, django_assert_num_queries):
    ACTS["merge"](keeper, province)
    with django_assert_num_queries(2):
        history(province["A"].pk)


def test_preview_lists_what_follows(keeper, province):
    a_set(D=Position.HEAD)
    preview = preview_succession([province["D"].pk], DAY)
    assert [unit.name for unit in preview.units] == ["UBND huyện Mẫu"]
    assert [unit.name for unit in preview.below] == ["Xã An", "Xã Bình"]
    assert [(p.group.name, p.position) for p in preview.places] == [("Khối mẫu", "Trưởng khối")]
    assert (preview.later_acts, preview.missing) == ([], 0)


def test_preview_says_who_is_gone_and_what_was_recorded_for_later(keeper, province):
    ACTS["abolish"](keeper, province)
    preview = preview_succession([province["D"].pk, province["A"].pk], date(2025, 7, 2))
    assert preview.missing == 1
    earlier = preview_succession([province["D"].pk], date(2025, 5, 1))
    assert [act.kind for act in earlier.later_acts] == ["abolished"]
