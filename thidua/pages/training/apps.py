from django.apps import AppConfig


class TrainingPagesConfig(AppConfig):
    name = "thidua.pages.training"
    label = "pages_training"
    verbose_name = "Tập huấn"
