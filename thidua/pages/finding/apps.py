from django.apps import AppConfig


class FindingPagesConfig(AppConfig):
    name = "thidua.pages.finding"
    label = "pages_finding"
    verbose_name = "Tra cứu"
