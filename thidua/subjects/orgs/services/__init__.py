"""Verbs on units."""

from thidua.subjects.orgs.services.acts import (
    NewUnit,
    abolish_organization,
    change_organization,
    correct_organization,
    create_organization,
    merge_organizations,
    move_organization,
    rename_organization,
    split_organization,
)
from thidua.subjects.orgs.services.facts import UnitFacts
from thidua.subjects.orgs.services.loading import load_laichau, load_province
from thidua.subjects.orgs.services.sets import (
    change_set,
    create_set,
    end_member,
    put_member,
)
from thidua.subjects.orgs.services.undoing import undo_act

__all__ = [
    "NewUnit",
    "UnitFacts",
    "abolish_organization",
    "change_organization",
    "change_set",
    "correct_organization",
    "create_organization",
    "create_set",
    "end_member",
    "load_laichau",
    "load_province",
    "merge_organizations",
    "move_organization",
    "put_member",
    "rename_organization",
    "split_organization",
    "undo_act",
]
