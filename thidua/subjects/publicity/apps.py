from django.apps import AppConfig


class PublicityConfig(AppConfig):
    name = "thidua.subjects.publicity"
    label = "publicity"
    verbose_name = "Tuyên truyền, điển hình"

    def ready(self) -> None:
        from thidua.subjects.publicity import imports, permissions, registrations  # noqa: F401
        from thidua.subjects.publicity.services import reminding, upkeep  # noqa: F401
