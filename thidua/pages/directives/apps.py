from django.apps import AppConfig


class DirectivePagesConfig(AppConfig):
    name = "thidua.pages.directives"
    label = "pages_directives"

    def ready(self) -> None:
        from thidua.base.access import may
        from thidua.pages.ui.navigation import register_rail
        from thidua.subjects.movements.services import readings  # noqa: F401  registers its job

        register_rail(
            "Thi đua",
            "Đọc chỉ thị",
            "file-text",
            "directives:reading_list",
            order=15,
            visible=lambda actor: bool(may(actor, "movements.read_directive")),
        )
