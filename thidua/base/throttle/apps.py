from django.apps import AppConfig


class ThrottleConfig(AppConfig):
    name = "thidua.base.throttle"
    label = "throttle"
    verbose_name = "Giới hạn số lần"
