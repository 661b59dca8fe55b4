from django.apps import AppConfig


class ReportsPagesConfig(AppConfig):
    name = "thidua.pages.reports"
    label = "pages_reports"
    verbose_name = "Báo cáo"
