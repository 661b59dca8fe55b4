from django.apps import AppConfig


class PublicityConfig(AppConfig):
    name = "thidua.subjects.publicity"
    label = "publicity"
    verbose_name = "Tuyên truyền, điển hình"
