from django.apps import AppConfig


class PapersPagesConfig(AppConfig):
    name = "thidua.pages.papers"
    label = "pages_papers"

    def ready(self) -> None:
        from thidua.pages.papers.places import register_places

        register_places()
