"""The outline of every new plan, as data."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

import thidua.data

SEED = Path(thidua.data.__path__[0]) / "inspection_outline.yaml"


@cache
def default_outline() -> tuple[dict[str, Any], ...]:
    """`title`, `asks`, `figures` of each heading, in order."""
    read = yaml.safe_load(SEED.read_text(encoding="utf-8"))
    return tuple(read["items"])
