from django.apps import AppConfig


class OrgPagesConfig(AppConfig):
    name = "thidua.pages.orgs"
    label = "pages_orgs"

    def ready(self) -> None:
        from thidua.pages.ui.navigation import register_rail

        register_rail("Đơn vị", "Cơ cấu đơn vị", "sitemap", "orgs:tree", order=10)
