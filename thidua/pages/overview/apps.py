from django.apps import AppConfig


class OverviewPagesConfig(AppConfig):
    name = "thidua.pages.overview"
    label = "pages_overview"
    verbose_name = "Toàn cảnh"
