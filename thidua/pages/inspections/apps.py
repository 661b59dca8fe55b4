from django.apps import AppConfig


class InspectionsPagesConfig(AppConfig):
    name = "thidua.pages.inspections"
    label = "pages_inspections"
    verbose_name = "Kiểm tra"

    def ready(self) -> None:
        from thidua.pages.inspections.places import register_places

        register_places()
