from django.apps import AppConfig


class TargetsPagesConfig(AppConfig):
    name = "thidua.pages.targets"
    label = "pages_targets"
    verbose_name = "Chỉ tiêu"
