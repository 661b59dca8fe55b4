from django.apps import AppConfig


class LawPagesConfig(AppConfig):
    name = "thidua.pages.law"
    label = "pages_law"
    verbose_name = "Quy định pháp luật"

    def ready(self) -> None:
        from thidua.pages.law.places import register_places
        from thidua.subjects.eligibility import trials  # noqa: F401  (registers its jobs)

        register_places()
