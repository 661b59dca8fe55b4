from django.apps import AppConfig


class MovementPagesConfig(AppConfig):
    name = "thidua.pages.movements"
    label = "pages_movements"
    verbose_name = "Phong trào"

    def ready(self) -> None:
        from thidua.pages.movements.places import register_places

        register_places()
