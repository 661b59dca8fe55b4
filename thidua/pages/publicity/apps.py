from django.apps import AppConfig


class PublicityPagesConfig(AppConfig):
    name = "thidua.pages.publicity"
    label = "pages_publicity"
    verbose_name = "Tuyên truyền, điển hình"

    def ready(self) -> None:
        from thidua.pages.publicity.places import register_places

        register_places()
