"""What the tests of inspection screens share."""

from typing import Any

import pytest


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Any) -> None:
    settings.FILES = tmp_path / "files"
