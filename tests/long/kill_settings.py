"""The real settings, with the application whose work is killed."""

from thidua.config.settings import *  # noqa: F403
from thidua.config.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.long.killing"]
