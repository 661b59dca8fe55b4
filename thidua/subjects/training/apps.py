from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "thidua.subjects.training"
    label = "training"
    verbose_name = "Tập huấn"

    def ready(self) -> None:
        from thidua.subjects.training import permissions, registrations  # noqa: F401
        from thidua.subjects.training.services import reminding  # noqa: F401
