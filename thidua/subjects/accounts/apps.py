from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "thidua.subjects.accounts"
    label = "accounts"
    verbose_name = "Người và chức trách"

    def ready(self) -> None:
        from thidua.subjects.accounts import imports, permissions, registrations
        from thidua.subjects.accounts.services import weekly  # noqa: F401

        permissions.register()
        registrations.register()
        imports.register_specs()
