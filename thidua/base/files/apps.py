from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "thidua.base.files"
    label = "files"
    verbose_name = "Tệp"
