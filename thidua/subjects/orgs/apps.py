from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrgsConfig(AppConfig):
    name = "thidua.subjects.orgs"
    label = "orgs"
    verbose_name = _("Đơn vị")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("thidua.subjects.orgs.permissions")
        import_module("thidua.subjects.orgs.imports")
        import_module("thidua.subjects.orgs.services.inheriting")
