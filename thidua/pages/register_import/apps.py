from django.apps import AppConfig


class RegisterImportPagesConfig(AppConfig):
    name = "thidua.pages.register_import"
    label = "pages_register_import"
    verbose_name = "Nhập sổ cũ"

    def ready(self) -> None:
        from thidua.pages.register_import.places import register_places

        register_places()
