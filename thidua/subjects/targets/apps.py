from django.apps import AppConfig


class TargetsConfig(AppConfig):
    name = "thidua.subjects.targets"
    label = "targets"
    verbose_name = "Chỉ tiêu"

    def ready(self) -> None:
        from thidua.subjects.targets import (  # noqa: F401
            imports,
            index_imports,
            index_permissions,
            index_registrations,
            permissions,
            registrations,
        )
        from thidua.subjects.targets.services import periods, reminding  # noqa: F401
