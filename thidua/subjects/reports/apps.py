from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "thidua.subjects.reports"
    label = "reports"
    verbose_name = "Báo cáo"

    def ready(self) -> None:
        from thidua.subjects.reports import permissions, registrations  # noqa: F401
        from thidua.subjects.reports.services import campaigns, reminding  # noqa: F401
