from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "thidua.subjects.oversight"
    label = "oversight"
    verbose_name = "Giám sát, phản biện"

    def ready(self) -> None:
        from thidua.subjects.oversight import permissions, registrations  # noqa: F401
