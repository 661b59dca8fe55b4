"""An installation of its own for each engine, whose processes are killed."""

import os

import pytest

from tests.support.installation import Installation


@pytest.fixture(params=["sqlite", "postgresql"])
def installation(request, tmp_path, monkeypatch):
    monkeypatch.setenv("KILL_TEST_SETTINGS", "tests.long.kill_settings")
    monkeypatch.setenv("PYTHONPATH", os.environ.get("PYTHONPATH", "."))
    url = ""
    if request.param == "postgresql":
        from tests.support.postgres import start

        url = start()
    made = Installation(tmp_path, url)
    made.env["THIDUA_DEMO"] = "1"  # units and posts of 2022 stand on its day
    made.thidua("manage", "migrate", "--verbosity", "0")
    return made
