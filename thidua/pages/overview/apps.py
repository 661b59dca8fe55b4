from django.apps import AppConfig


class OverviewPagesConfig(AppConfig):
    name = "thidua.pages.overview"
    label = "pages_overview"
    verbose_name = "Toàn cảnh"

    def ready(self) -> None:
        from thidua.pages.overview.places import register_places

        register_places()
