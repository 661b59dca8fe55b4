from django.apps import AppConfig


class LawConfig(AppConfig):
    name = "thidua.subjects.law"
    label = "law"
    verbose_name = "Quy định pháp luật"

    def ready(self) -> None:
        from thidua.subjects.law import permissions, registrations  # noqa: F401
