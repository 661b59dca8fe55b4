from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PapersConfig(AppConfig):
    name = "thidua.subjects.papers"
    label = "papers"
    verbose_name = _("Văn bản")

    def ready(self) -> None:
        from thidua.subjects.papers import permissions, sources  # noqa: F401
