from django.apps import AppConfig


class TrainingPagesConfig(AppConfig):
    name = "thidua.pages.training"
    label = "pages_training"
    verbose_name = "Tập huấn"

    def ready(self) -> None:
        from thidua.pages.training.places import register_places

        register_places()
