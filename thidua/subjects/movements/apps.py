from django.apps import AppConfig


class MovementsConfig(AppConfig):
    name = "thidua.subjects.movements"
    label = "movements"
    verbose_name = "Phong trào thi đua"

    def ready(self) -> None:
        from thidua.subjects.movements import (  # noqa: F401
            figures,
            imports,
            permissions,
            registrations,
        )
        from thidua.subjects.movements.services import readings, reminding  # noqa: F401
