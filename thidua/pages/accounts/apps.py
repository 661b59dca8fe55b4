from django.apps import AppConfig


class AccountPagesConfig(AppConfig):
    name = "thidua.pages.accounts"
    label = "pages_accounts"
