"""Contrast of every pair of colours that components use, by WCAG 2.2 AA, day and night."""

import re
from pathlib import Path

import pytest

CSS = (
    Path(__file__).parents[3] / "thidua/pages/ui/static/ui/css/tokens.css"
).read_text(encoding="utf-8")  # fmt: skip

TEXT = [
    (f, b) for f in ("ink", "ink-2", "ink-3", "accent") for b in ("paper", "surface", "surface-2")
]
TEXT += [("ink", "hover"), ("ink-2", "hover"), ("ink-3", "hover"), ("ink", "selected")]
TEXT += [("ink-2", "selected"), ("ink", "track"), ("ink-2", "track"), ("paper", "ink")]
TEXT += [("accent", "accent-tint"), ("on-accent", "accent-fill")]
TEXT += [("on-accent", "accent-fill-hover"), ("on-accent", "accent-deep")]
TEXT += [
    (state, ground)
    for state in ("good", "warn", "bad", "gold")
    for ground in (f"{state}-tint", "surface", "paper", "surface-2", "hover", "selected")
]
TEXT += [(ink, f"{b}-tint") for b in ("good", "warn", "bad") for ink in ("ink", "ink-2")]
TEXT += [("accent", f"{b}-tint") for b in ("good", "warn", "bad")]  # links in a notice
TEXT += [(f, f"mark-{i}") for i in range(1, 7) for f in ("ink", "ink-2")]
MARKS = [("line-strong", "surface"), ("line-strong", "paper"), ("gold-mark", "surface")]
MARKS += [("bar", "surface"), ("map-4", "map-0"), ("bar", "track"), ("gold-mark", "track")]
MARKS += [(f"{k}-mark", b) for k in ("good", "warn", "bad") for b in ("surface", "track")]
MARKS += [(f"mark-{i}-line", "surface") for i in range(1, 7)]


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def tokens(start: str, end: str) -> dict[str, str]:
    part = CSS[CSS.index(start) : CSS.index(end, CSS.index(start))]
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-fA-F]{6}|[^;]+);", part))


THEMES = {"light": tokens("/* light */", "/* end */"), "dark": tokens("/* dark */", "/* end */")}


def test_contrast_of_black_on_white_is_21() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21


@pytest.mark.parametrize("theme", THEMES)
def test_texts_are_readable(theme: str) -> None:
    colours = THEMES[theme]
    found = {f"{f} on {b}": contrast(colours[f], colours[b]) for f, b in TEXT}
    assert {pair: value for pair, value in found.items() if value < 4.5} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_marks_are_visible(theme: str) -> None:
    colours = THEMES[theme]
    found = {f"{f} on {b}": contrast(colours[f], colours[b]) for f, b in MARKS}
    assert {pair: value for pair, value in found.items() if value < 3} == {}


def test_the_two_dark_lists_are_equal() -> None:
    assert tokens(':root[data-theme="dark"]', "}") == THEMES["dark"]
