from django.apps import AppConfig


class EligibilityConfig(AppConfig):
    name = "thidua.subjects.eligibility"
    label = "eligibility"
    verbose_name = "Điều kiện khen thưởng"
