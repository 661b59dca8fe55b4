from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "thidua.subjects.oversight"
    label = "oversight"
    verbose_name = "Giám sát, phản biện"
