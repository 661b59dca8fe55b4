from django.apps import AppConfig


class TargetsPagesConfig(AppConfig):
    name = "thidua.pages.targets"
    label = "pages_targets"
    verbose_name = "Chỉ tiêu"

    def ready(self) -> None:
        from thidua.pages.targets.places import register_places

        register_places()
