from django.apps import AppConfig


class DutyPagesConfig(AppConfig):
    name = "thidua.pages.duties"
    label = "pages_duties"
    verbose_name = "Phong trào được giao"

    def ready(self) -> None:
        from thidua.pages.duties.places import register_places

        register_places()
