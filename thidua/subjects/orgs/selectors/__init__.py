"""Questions about units that several callers ask."""

from thidua.subjects.orgs.selectors.histories import History, Line, Link, history
from thidua.subjects.orgs.selectors.previews import Preview, preview_succession
from thidua.subjects.orgs.selectors.search import find_units
from thidua.subjects.orgs.selectors.sets import (
    block_of,
    blocks_on,
    expand_set,
    expand_sets,
    heads_of_blocks,
    members_on,
    sets_of_unit,
)
from thidua.subjects.orgs.selectors.successions import (
    Projected,
    all_steps,
    project,
    successors_on,
    sums_as_they_stood,
)
from thidua.subjects.orgs.selectors.trees import (
    add_group_counts,
    days_of_change_around,
    is_scope_of,
    names_on,
    tree_on,
    trees_remembered,
    version_on,
)

__all__ = [
    "History",
    "Line",
    "Link",
    "Preview",
    "Projected",
    "add_group_counts",
    "all_steps",
    "block_of",
    "blocks_on",
    "days_of_change_around",
    "expand_set",
    "expand_sets",
    "find_units",
    "heads_of_blocks",
    "history",
    "is_scope_of",
    "members_on",
    "names_on",
    "preview_succession",
    "project",
    "sets_of_unit",
    "successors_on",
    "sums_as_they_stood",
    "tree_on",
    "trees_remembered",
    "version_on",
]
