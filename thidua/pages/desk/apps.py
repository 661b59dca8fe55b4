from django.apps import AppConfig


class DeskPagesConfig(AppConfig):
    name = "thidua.pages.desk"
    label = "pages_desk"

    def ready(self) -> None:
        from thidua.pages.desk.places import register_places

        register_places()
