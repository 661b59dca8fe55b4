from django.apps import AppConfig


class TablesConfig(AppConfig):
    name = "thidua.base.tables"
    label = "tables"
    verbose_name = "Bảng dữ liệu"
