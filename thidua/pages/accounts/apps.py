from django.apps import AppConfig


class AccountPagesConfig(AppConfig):
    name = "thidua.pages.accounts"
    label = "pages_accounts"

    def ready(self) -> None:
        from thidua.pages.accounts import places

        places.register()
