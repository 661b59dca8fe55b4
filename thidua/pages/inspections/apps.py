from django.apps import AppConfig


class InspectionsPagesConfig(AppConfig):
    name = "thidua.pages.inspections"
    label = "pages_inspections"
    verbose_name = "Kiểm tra"
