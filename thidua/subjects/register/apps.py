from django.apps import AppConfig


class RegisterConfig(AppConfig):
    name = "thidua.subjects.register"
    label = "register"
    verbose_name = "Sổ khen thưởng"
