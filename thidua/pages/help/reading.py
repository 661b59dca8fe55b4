"""Guides are Markdown files beside this module: "# title", a sentence, then "## " sections."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from django.utils.safestring import SafeString
from django.utils.text import slugify
from markdown_it import MarkdownIt

from thidua.core.text import fold
from thidua.pages.help.places import WAYS

MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
SECTION = re.compile(r"^## +(.+)$", re.MULTILINE)
MARKS = re.compile(r"[*`|#>]|\]\([^)]*\)|\[")
EXCERPT = 160


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    anchor: str
    html: SafeString
    plain: str
    key: str


@dataclass(frozen=True, slots=True)
class Guide:
    slug: str
    title: str
    summary: SafeString
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    guide: Guide
    section: Section
    excerpt: str


@cache
def guides() -> dict[str, Guide]:
    """Every guide by its name, in the order of the files."""
    folder = files("thidua.pages.help") / "guides"
    found = sorted((one for one in folder.iterdir() if one.name.endswith(".md")), key=str)
    return {
        one.name[:-3]: read_guide(one.name[:-3], one.read_text(encoding="utf-8")) for one in found
    }


def read_guide(slug: str, text: str) -> Guide:
    head, *parts = SECTION.split(text)
    title, _, summary = head.strip().partition("\n")
    sections = zip(parts[::2], parts[1::2], strict=True)
    return Guide(
        slug=slug,
        title=title.removeprefix("# ").strip(),
        summary=_html(summary),
        sections=tuple(_section(heading.strip(), body) for heading, body in sections),
    )


def _section(heading: str, body: str) -> Section:
    plain = " ".join(MARKS.sub(" ", body).split())
    return Section(
        heading=heading,
        anchor=slugify(fold(heading)),
        html=_html(body),
        plain=plain,
        key=fold(f"{heading} {plain}"),
    )


def _html(text: str) -> SafeString:
    """Our own files, raw HTML in them shown as text."""
    return SafeString(MARKDOWN.render(text.strip()))


def search(words: str) -> list[Hit]:
    """Sections that hold every word, without accents; those with a word in the heading first."""
    wanted = fold(words).split()
    if not wanted:
        return []
    hits = [
        Hit(guide, section, _excerpt(section.plain, wanted))
        for guide in guides().values()
        for section in guide.sections
        if all(word in fold(guide.title) + " " + section.key for word in wanted)
    ]
    return sorted(hits, key=lambda hit: _rank(hit, wanted))


def _rank(hit: Hit, wanted: list[str]) -> tuple[int, bool]:
    """Words in the heading count first; then the ways of working come before the roles."""
    heading = fold(hit.section.heading)
    return -sum(word in heading for word in wanted), hit.guide.slug not in WAYS


def _excerpt(plain: str, wanted: list[str]) -> str:
    folded = fold(plain)
    places = [place for word in wanted if (place := folded.find(word)) >= 0]
    start = max(0, min(places, default=0) - 40)
    start = plain.rfind(" ", 0, start) + 1 if start else 0
    cut = plain[start : start + EXCERPT]
    before, after = "…" if start else "", "…" if start + EXCERPT < len(plain) else ""
    return f"{before}{cut.strip()}{after}"
