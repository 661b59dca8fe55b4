from django.apps import AppConfig


class ParametersConfig(AppConfig):
    name = "thidua.base.parameters"
    label = "parameters"
    verbose_name = "Quy định"

    def ready(self) -> None:
        from thidua.base.parameters import permissions  # noqa: F401
