"""Lai Châu of 2022 and of 1 July 2025 are both true, each on its day."""

from collections import Counter
from datetime import date

import pytest

from thidua.base.audit.models import AuditEvent
from thidua.subjects.orgs.enums import Kind
from thidua.subjects.orgs.models import (
    Organization,
    OrganizationSet,
    OrganizationVersion,
    SetMember,
    Succession,
)
from thidua.subjects.orgs.selectors import (
    expand_set,
    expand_sets,
    heads_of_blocks,
    project,
    successors_on,
    tree_on,
    version_on,
)
from thidua.subjects.orgs.services import load_laichau

pytestmark = pytest.mark.django_db

IN_2022, LAST_DAY, FIRST_DAY = date(2022, 2, 15), date(2025, 6, 30), date(2025, 7, 1)
DISTRICTS = {Kind.DISTRICT, Kind.DISTRICT_CITY}
COMMUNES = {Kind.COMMUNE, Kind.WARD, Kind.TOWNSHIP}


@pytest.fixture(autouse=True)
def loaded(db):
    return load_laichau()


def unit(code: str) -> int:
    return Organization.objects.get(code=code).pk


def below(day: date, kinds: set[str]) -> int:
    tree = tree_on(day)
    return sum(tree.node(id_).kind in kinds for id_ in tree.descendants(unit("P12")))


def test_load_takes_every_row(loaded):
    assert (loaded.units, loaded.sets) == (240, 24)
    assert OrganizationVersion.objects.count() == 240


@pytest.mark.parametrize(
    ("day", "districts", "communes"),
    [(IN_2022, 8, 106), (LAST_DAY, 8, 106), (FIRST_DAY, 0, 38), (date(2030, 1, 1), 0, 38)],
)
def test_levels_stand_on_their_day(day, districts, communes):
    assert (below(day, DISTRICTS), below(day, COMMUNES)) == (districts, communes)


def test_communes_of_2022_stand_under_districts_and_those_of_2025_under_the_province():
    before, after = tree_on(LAST_DAY), tree_on(FIRST_DAY)
    parents = Counter(before.node(n.parent_id).kind for n in before if n.kind in COMMUNES)
    assert parents == {"district": 99, "district_city": 7}
    assert {n.parent_id for n in after if n.kind in COMMUNES} == {unit("P12")}


def test_load_again_adds_nothing_and_keeps_what_people_changed():
    OrganizationVersion.objects.filter(organization__code="LC-SYT").update(name="Sở Y tế mới")
    OrganizationSet.objects.filter(key="press").update(name="Báo chí")
    again = load_laichau()
    assert (again.units, again.successions, again.sets) == (0, 0, 0)
    assert version_on(unit("LC-SYT"), IN_2022).name == "Sở Y tế mới"
    assert OrganizationSet.objects.get(key="press").name == "Báo chí"
    assert AuditEvent.objects.filter(verb="orgs.load").count() == 1


def test_successions_are_told_apart():
    kinds = Counter(Succession.objects.values_list("kind", flat=True))
    assert kinds == {"merged": 115, "abolished": 9, "split": 2, "continued": 2, "renamed": 1}


def test_every_commune_of_2022_has_one_successor_and_all_38_have_predecessors():
    reform = Succession.objects.filter(day=FIRST_DAY, predecessor__code__startswith="W")
    assert reform.count() == 106
    assert reform.values("successor").distinct().count() == 38


def test_districts_end_without_successor():
    assert successors_on(unit("D105"), FIRST_DAY) == []
    assert successors_on(unit("D105"), LAST_DAY) == [unit("D105")]
    assert (
        Succession.objects.filter(predecessor__code__startswith="D", kind="abolished").count() == 8
    )


def test_gso_code_used_again_does_not_join_units():
    """03388 was Phường Quyết Tiến and is Phường Đoàn Kết since 1 July 2025."""
    names = {
        day: OrganizationVersion.objects.on(day).get(gso_code="03388").name
        for day in (LAST_DAY, FIRST_DAY)
    }
    assert names == {LAST_DAY: "Phường Quyết Tiến", FIRST_DAY: "Phường Đoàn Kết"}
    used_again = (
        OrganizationVersion.objects.filter(valid_from=FIRST_DAY, gso_code__gt="")
        .exclude(kind="province")
        .values_list("gso_code", "name")
    )
    old = dict(
        OrganizationVersion.objects.on(LAST_DAY)
        .filter(kind__in=COMMUNES)
        .values_list("gso_code", "name")
    )
    assert sum(code in old and old[code] != name for code, name in used_again) == 21


def test_departments_of_2025():
    assert successors_on(unit("LC-SGTVT"), FIRST_DAY) == [unit("LC-SXD")]
    assert sorted(successors_on(unit("LC-STTTT"), FIRST_DAY)) == sorted(
        [unit("LC-SKHCN"), unit("LC-SVHTTDL")]
    )


def test_values_of_the_communes_project_onto_today():
    old = OrganizationVersion.objects.on(LAST_DAY).filter(kind__in=COMMUNES)
    values = {version.organization_id: 1 for version in old}
    found = project(values, LAST_DAY, FIRST_DAY)
    assert (sum(found.values.values()), len(found.values)) == (106, 38)
    assert (found.undivided, found.ended) == ([], [])
    assert found.values[unit("W03388.2025")] == 5


def test_value_of_a_split_department_stays_undivided():
    found = project({unit("LC-STTTT"): 7}, IN_2022, FIRST_DAY)
    among = tuple(sorted([unit("LC-SKHCN"), unit("LC-SVHTTDL")]))
    assert (found.values, found.undivided) == ({}, [(unit("LC-STTTT"), 7, among)])


@pytest.mark.parametrize(
    ("key", "in_2022", "in_2025"),
    [
        ("districts", 8, 0),
        ("communes", 106, 38),
        ("departments-and-organizations", 38, 33),
        ("mass-organizations", 5, 5),
        ("professional-associations", 8, 8),
        ("enterprises", 8, 8),
        ("council-members", 1, 1),
        ("peoples-council-boards", 1, 1),
        ("block-heads", 10, 0),
        ("block-2022-k08", 8, 0),
        ("block-2022-c07", 7, 0),
    ],
)
def test_sets_on_their_day(key, in_2022, in_2025):
    assert len(expand_set(key, IN_2022)) == in_2022
    assert len(expand_set(key, FIRST_DAY)) == in_2025


def test_all_sets_at_once_say_the_same(django_assert_num_queries):
    with django_assert_num_queries(5):
        together = expand_sets(IN_2022)
    assert together == {key: expand_set(key, IN_2022) for key in together}


def test_heads_of_blocks_are_marked_as_sample():
    assert len(heads_of_blocks(IN_2022)) == 10
    heads = SetMember.objects.filter(position="head")
    assert set(heads.values_list("is_sample", flat=True)) == {True}
    attested = SetMember.objects.filter(set__key="block-2022-k08", position="member")
    assert set(attested.values_list("is_sample", flat=True)) == {False}


def test_tree_takes_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        tree = tree_on(IN_2022)
        assert [tree.node(id_).name for id_ in tree.ancestors(unit_in(tree, "W03386.2022"))] == [
            "Tỉnh Lai Châu",
            "UBND thành phố Lai Châu",
        ]


def unit_in(tree, code):
    return next(node.id for node in tree if node.code == code)
