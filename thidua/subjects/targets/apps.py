from django.apps import AppConfig


class TargetsConfig(AppConfig):
    name = "thidua.subjects.targets"
    label = "targets"
    verbose_name = "Chỉ tiêu"
