"""Every address the project answers, with its view and arguments that fit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from tests.support.url_samples import MISSING, SAMPLES

ARGUMENT = re.compile(r"<(?:(\w+):)?(\w+)>")


@dataclass(frozen=True, slots=True)
class Place:
    name: str
    view: Any
    route: str

    def address(self) -> str:
        given = SAMPLES[self.name]() if self.name in SAMPLES else {}

        def value(match: re.Match[str]) -> str:
            kind, key = match[1] or "str", match[2]
            return str(given.get(key, MISSING.get(kind, "khong-co")))

        return "/" + ARGUMENT.sub(value, self.route)


def all_places() -> list[Place]:
    return list(_walk(get_resolver(), "", ""))


def _walk(resolver: URLResolver, space: str, before: str) -> Iterator[Place]:
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _walk(entry, inner, route)
        elif isinstance(entry, URLPattern):
            yield Place(f"{space}{entry.name or route}", entry.callback, route)
