"""Settings of the tests: sloppiness is loud, jobs run in process, nothing leaves the folder."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("THIDUA_SECRET_KEY", "only-for-tests")
os.environ.setdefault("THIDUA_DATA", tempfile.mkdtemp(prefix="thidua-tests-"))

from thidua.config.settings import *  # noqa: F403
from thidua.config.settings import DATABASES, TEMPLATES

DATA = Path(os.environ["THIDUA_DATA"])
if "sqlite" in str(DATABASES["default"]["ENGINE"]):
    DATABASES["default"]["NAME"] = ":memory:"
DATABASES["default"]["CONN_MAX_AGE"] = 0


class LoudUndefined(str):
    """An unknown template variable fails the test instead of rendering nothing."""

    def __contains__(self, item: object) -> bool:
        return item == "%s"  # Django asks this before it formats the name

    def __mod__(self, name: object) -> str:
        raise NameError(f"unknown template variable: {name}")


TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = LoudUndefined("%s")  # type: ignore[index]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
JOBS_IMMEDIATE = True
AXES_ENABLED = True
WHITENOISE_AUTOREFRESH = True
ALLOWED_HOSTS = ["*"]
