"""Templates: each is used, names only addresses that exist, protects its forms, speaks Vietnamese."""

import re
from functools import cache
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.order.sources import python_files, relative, strings, templates

URL = re.compile(r'{%\s*url\s+"([^"]+)"([^%]*)%}')
NAMED = re.compile(r'{%\s*(?:extends|include)\s+"([^"]+)"')
POST_FORM = re.compile(r'<form[^>]*method="post"[^>]*>(.*?)</form>', re.S)
ENGLISH = re.compile(
    r"\b(the|and|with|save|delete|error|page|next|previous|submit|search|close|cancel|edit|user|"
    r"login|logout|upload|download|file|files|click|loading|success|failed|home|dashboard)\b",
    re.I,
)


@cache
def addresses() -> dict[str, set[int]]:
    """Name of an address → how many arguments it may take."""
    found: dict[str, set[int]] = {}

    def walk(resolver: URLResolver, namespace: str) -> None:
        for entry in resolver.url_patterns:
            if isinstance(entry, URLResolver):
                walk(entry, ":".join(filter(None, (namespace, entry.namespace or ""))))
            elif isinstance(entry, URLPattern) and entry.name:
                name = f"{namespace}:{entry.name}" if namespace else entry.name
                found.setdefault(name, set()).add(len(entry.pattern.converters))

    walk(get_resolver(), "")
    return found


# Django itself asks for these by name.
ASKED_BY_DJANGO = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}


def test_every_template_is_used() -> None:
    named = {word for path in python_files() for word in strings(path)}
    for path in templates().values():
        named |= set(NAMED.findall(path.read_text(encoding="utf-8")))
        named |= set(re.findall(r'"([a-z_/]+\.(?:html|txt))"', path.read_text(encoding="utf-8")))
    endings = {word for word in named if "/" in word or "." in word}
    unused = [
        name for name in templates()
        if name not in endings | ASKED_BY_DJANGO and not _asked_by_pattern(name, endings)
    ]  # fmt: skip
    assert unused == []


def _asked_by_pattern(name: str, words: set[str]) -> bool:
    """Message files are named by their kind: `<recipient>_<event>_{subject,body}.txt`."""
    stem = re.sub(r"(_subject|_body)?\.(txt|html)$", "", name)
    return stem != name.removesuffix(".html") and (stem in words or Path(stem).name in words)


@pytest.mark.parametrize("name", sorted(templates()))
def test_template_names_addresses_that_exist(name: str) -> None:
    known = addresses()
    wrong = []
    for url, rest in URL.findall(templates()[name].read_text(encoding="utf-8")):
        arguments = re.sub(r"\bas\s+\w+\s*$", "", rest.strip()).split()
        if url not in known or len(arguments) not in known[url]:
            wrong.append((url, arguments))
    assert wrong == []


def test_code_names_addresses_that_exist() -> None:
    known = addresses()
    areas = {name.partition(":")[0] for name in known if ":" in name}
    wrong = [
        (relative(path), word)
        for path in python_files("pages", "subjects", "base")
        for word in strings(path)
        if re.fullmatch(r"[a-z_]+:[a-z_]+", word)
        and word.partition(":")[0] in areas
        and word not in known
    ]
    assert wrong == []


# Forms that anybody may send act in nobody's name (pages/portal/asking).
PORTAL_FORMS = "portal/"


@pytest.mark.parametrize(
    "name", [name for name in sorted(templates()) if not name.startswith(PORTAL_FORMS)]
)
def test_posting_form_carries_its_token(name: str) -> None:
    text = templates()[name].read_text(encoding="utf-8")
    assert [form[:80] for form in POST_FORM.findall(text) if "csrf" not in form] == []


@pytest.mark.parametrize("name", [name for name in sorted(templates()) if name.endswith(".html")])
def test_template_speaks_no_english(name: str) -> None:
    text = templates()[name].read_text(encoding="utf-8")
    text = re.sub(r"{% block \w*(class|id) %}.*?{% endblock %}", "", text)
    for markup in (
        r"{% comment %}.*?{% endcomment %}", r"{#.*?#}", r"{%.*?%}", r"{{.*?}}", r"<!--.*?-->",
        r"<(script|style|code).*?</\1>", r"<[^>]*>", r"&[a-z]+;",
    ):  # fmt: skip
        text = re.sub(markup, " ", text, flags=re.S)
    assert ENGLISH.findall(text) == []
