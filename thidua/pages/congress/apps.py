from django.apps import AppConfig


class CongressPagesConfig(AppConfig):
    name = "thidua.pages.congress"
    label = "pages_congress"
    verbose_name = "Đại hội Thi đua yêu nước"

    def ready(self) -> None:
        from thidua.pages.congress.places import register_places

        register_places()
