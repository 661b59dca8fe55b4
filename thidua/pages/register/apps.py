from django.apps import AppConfig


class RegisterPagesConfig(AppConfig):
    name = "thidua.pages.register"
    label = "pages_register"
    verbose_name = "Sổ khen thưởng"

    def ready(self) -> None:
        from thidua.pages.register.places import register_places

        register_places()
