from django.apps import AppConfig


class RegisterImportingConfig(AppConfig):
    name = "thidua.subjects.register.importing"
    label = "register_importing"
    verbose_name = "Nhập sổ cũ"

    def ready(self) -> None:
        from thidua.subjects.register.importing import jobs, permissions, registrations  # noqa: F401
