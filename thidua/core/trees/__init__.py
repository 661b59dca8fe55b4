"""Trees of units on a day, sums over them, and values carried along successions."""

from thidua.core.trees.rollup import DatedValue, Sum, add_up, add_up_as_it_stood
from thidua.core.trees.succession import (
    Ended,
    Projection,
    Shares,
    Step,
    SuccessionCycle,
    Undivided,
    project,
    successors,
)
from thidua.core.trees.tree import Node, Tree, TreeCycle, UnknownNode

__all__ = [
    "DatedValue",
    "Ended",
    "Node",
    "Projection",
    "Shares",
    "Step",
    "SuccessionCycle",
    "Sum",
    "Tree",
    "TreeCycle",
    "Undivided",
    "UnknownNode",
    "add_up",
    "add_up_as_it_stood",
    "project",
    "successors",
]
