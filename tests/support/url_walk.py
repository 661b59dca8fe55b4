"""Every address the project answers, with its view and arguments that fit."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.support.url_samples import MISSING, SAMPLES


@dataclass(frozen=True, slots=True)
class Place:
    name: str
    view: Any
    converters: tuple[tuple[str, str], ...]

    def address(self) -> str:
        missing = {key: MISSING.get(kind, "khong-co") for key, kind in self.converters}
        given = SAMPLES[self.name]() if self.name in SAMPLES else {}
        return reverse(self.name, kwargs=missing | given)


def all_places() -> list[Place]:
    return list(_walk(get_resolver(), "", {}))


def _walk(resolver: URLResolver, space: str, outer: dict[str, Any]) -> Iterator[Place]:
    for entry in resolver.url_patterns:
        known = outer | entry.pattern.converters
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _walk(entry, inner, known)
        elif isinstance(entry, URLPattern):
            kinds = tuple((key, _kind(known[key])) for key in known)
            yield Place(f"{space}{entry.name}", entry.callback, kinds)


def _kind(converter: Any) -> str:
    return type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")
