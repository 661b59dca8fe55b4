from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "thidua.subjects.reports"
    label = "reports"
    verbose_name = "Báo cáo"
