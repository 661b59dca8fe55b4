from django.apps import AppConfig


class HelpConfig(AppConfig):
    name = "thidua.pages.help"
    label = "pages_help"
    verbose_name = "Hướng dẫn"

    def ready(self) -> None:
        from thidua.pages.ui.navigation import register_account_link, register_rail

        register_rail("Nền tảng", "Hướng dẫn", "book", "help:guide_list", 90)
        register_account_link("Hướng dẫn", "help-circle", "help:guide_list", 50)
