"""Every template and stylesheet of the project, read as text."""

import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[3] / "thidua"
PAGES = PACKAGE / "pages"
TEMPLATES = sorted(PAGES.glob("*/templates/**/*.html"))
SPRITE = (PAGES / "ui/static/ui/icons.svg").read_text(encoding="utf-8")
SYMBOLS = set(re.findall(r'<symbol id="i-([a-z0-9-]+)"', SPRITE))
STYLES = sorted((PAGES / "ui/static/ui/css").glob("*.css"))


def relative(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


@pytest.mark.parametrize("path", TEMPLATES, ids=relative)
def test_template_has_no_inline_style_or_script(path: Path) -> None:
    text = re.sub(r"{%.*?%}", "", path.read_text(encoding="utf-8"), flags=re.S)
    faults = re.findall(r"<style|<script(?![^>]*\ssrc=)|\sstyle=|\son[a-z]+=|javascript:", text)
    assert faults == []


@pytest.mark.parametrize("path", TEMPLATES, ids=relative)
def test_template_names_only_symbols_of_the_sprite(path: Path) -> None:
    named = re.findall(r'{% icon "([a-z0-9-]+)"', path.read_text(encoding="utf-8"))
    named += re.findall(r'icon_name="([a-z0-9-]+)"', path.read_text(encoding="utf-8"))
    assert [name for name in named if name not in SYMBOLS] == []


def test_icons_of_states_and_samples_are_in_the_sprite() -> None:
    from thidua.pages.ui.specimen import ICONS
    from thidua.pages.ui.states import LOOKS, TONE_ICONS

    wanted = {look.icon for look in LOOKS.values()} | set(TONE_ICONS.values()) | set(ICONS)
    assert wanted - SYMBOLS == set()


def test_registered_icons_are_in_the_sprite() -> None:
    from thidua.pages.ui.navigation import REGISTRY

    places = [*REGISTRY.places.values(), *REGISTRY.account_places.values()]
    assert [place.icon for place in places if place.icon not in SYMBOLS] == []


@pytest.mark.parametrize(
    "path", [p for p in STYLES if p.stem not in ("tokens", "portal")], ids=relative
)
def test_component_holds_no_colour_of_its_own(path: Path) -> None:
    text = path.read_text(encoding="utf-8").replace("%23857c73", "")  # the arrow of a select
    found = [c for c in re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[\s;,)])", text) if c != "#fff"]
    assert found == []


def test_one_word_has_one_look() -> None:
    from thidua.pages.ui.states import FAMILIES

    words = [word for family in FAMILIES.values() for word in family]
    assert len(words) == len(set(words))


def test_area_registers_its_words_but_changes_none(monkeypatch: pytest.MonkeyPatch) -> None:
    from thidua.pages.ui import states

    monkeypatch.setattr(states, "LOOKS", {"Dự thảo": states.DRAFT})
    states.register_looks({"Dự thảo": states.LATE, "Lỗi": states.LATE})
    assert (states.look_of("Dự thảo"), states.look_of("Lỗi")) == (states.DRAFT, states.LATE)
