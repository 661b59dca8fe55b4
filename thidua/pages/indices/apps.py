from django.apps import AppConfig


class IndicesPagesConfig(AppConfig):
    name = "thidua.pages.indices"
    label = "pages_indices"
    verbose_name = "Chỉ số"

    def ready(self) -> None:
        from thidua.pages.indices.places import register_places

        register_places()
