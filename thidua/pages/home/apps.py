from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "thidua.pages.home"
    label = "pages_home"
    verbose_name = "Việc của tôi"

    def ready(self) -> None:
        from thidua.pages.home.places import register_places

        register_places()
