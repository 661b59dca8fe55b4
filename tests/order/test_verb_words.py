"""No verb of the record shows as a code on a screen."""

import re
from pathlib import Path

from thidua.pages.ui.verbs import VERBS

ROOT = Path(__file__).resolve().parent.parent.parent / "thidua"
RECORDED = re.compile(r'audit\.record\(\s*[^,]+,\s*"([a-z_]+\.[a-z_]+)"')


def recorded_verbs() -> set[str]:
    texts = (path.read_text("utf-8") for path in ROOT.rglob("*.py"))
    return {verb for text in texts for verb in RECORDED.findall(text)}


def test_every_recorded_verb_has_words():
    verbs = recorded_verbs()
    assert len(verbs) > 40
    assert sorted(verbs - set(VERBS)) == []
