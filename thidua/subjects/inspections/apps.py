from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    name = "thidua.subjects.inspections"
    label = "inspections"
    verbose_name = "Kiểm tra"

    def ready(self) -> None:
        from thidua.subjects.inspections import permissions, registrations  # noqa: F401
        from thidua.subjects.inspections.services import reminding  # noqa: F401
