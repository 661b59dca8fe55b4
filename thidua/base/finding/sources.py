"""The kinds of things that have cards, as their subjects registered them."""

from thidua.base.registries import searchables


def is_in_pairs(kind: str) -> bool:
    return kind in searchables and searchables[kind].in_pairs
