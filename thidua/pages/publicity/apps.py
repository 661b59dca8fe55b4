from django.apps import AppConfig


class PublicityPagesConfig(AppConfig):
    name = "thidua.pages.publicity"
    label = "pages_publicity"
    verbose_name = "Tuyên truyền, điển hình"
