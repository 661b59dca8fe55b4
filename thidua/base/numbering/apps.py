from django.apps import AppConfig


class NumberingConfig(AppConfig):
    name = "thidua.base.numbering"
    label = "numbering"
    verbose_name = "Cấp số"

    def ready(self) -> None:
        from thidua.base.numbering import permissions  # noqa: F401
