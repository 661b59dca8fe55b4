from django.apps import AppConfig


class OversightPagesConfig(AppConfig):
    name = "thidua.pages.oversight"
    label = "pages_oversight"
    verbose_name = "Ý kiến, giám sát"

    def ready(self) -> None:
        from thidua.pages.oversight.places import register_places

        register_places()
