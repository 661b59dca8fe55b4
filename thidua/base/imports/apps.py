from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "thidua.base.imports"
    label = "imports"
    verbose_name = "Nhập dữ liệu"

    def ready(self) -> None:
        from thidua.base.imports import permissions  # noqa: F401
