from django.apps import AppConfig


class EligibilityPagesConfig(AppConfig):
    name = "thidua.pages.eligibility"
    label = "pages_eligibility"
    verbose_name = "Điều kiện khen thưởng"

    def ready(self) -> None:
        from thidua.pages.eligibility.places import register_places

        register_places()
