"""Keys by which a version is found and sorted."""

from __future__ import annotations

from thidua.core.text import name_key, unit_sort_key
from thidua.subjects.orgs.enums import Kind
from thidua.subjects.orgs.models import OrganizationVersion

KEY_LENGTH = 500


def search_key(name: str, short_name: str, code: str) -> str:
    return name_key(f"{name} {short_name} {code}")[:KEY_LENGTH]


def sort_key(name: str, kind: str) -> str:
    """First by kind in the order of the office, then by name."""
    rank = Kind(kind).rank if kind in Kind.values else len(Kind)
    return f"{rank:02d} {unit_sort_key(name)}"[:KEY_LENGTH]


def set_keys(version: OrganizationVersion, code: str) -> OrganizationVersion:
    version.name_key = search_key(version.name, version.short_name, code)
    version.sort_key = sort_key(version.name, version.kind)
    return version
