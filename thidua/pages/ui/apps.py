from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "thidua.pages.ui"
    label = "ui"
    verbose_name = "Giao diện"
