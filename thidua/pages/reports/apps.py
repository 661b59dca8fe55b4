from django.apps import AppConfig


class ReportsPagesConfig(AppConfig):
    name = "thidua.pages.reports"
    label = "pages_reports"
    verbose_name = "Báo cáo"

    def ready(self) -> None:
        from thidua.pages.reports.looks import register_states
        from thidua.pages.reports.places import register_places

        register_states()
        register_places()
