from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "thidua.subjects.training"
    label = "training"
    verbose_name = "Tập huấn"
