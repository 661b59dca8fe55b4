from django.apps import AppConfig


class EligibilityConfig(AppConfig):
    name = "thidua.subjects.eligibility"
    label = "eligibility"
    verbose_name = "Điều kiện khen thưởng"

    def ready(self) -> None:
        from thidua.subjects.eligibility import permissions, registrations  # noqa: F401
