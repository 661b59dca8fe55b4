from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "thidua.pages.portal"
    label = "pages_portal"
    verbose_name = "Cổng công khai"
