from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "thidua.base.outbox"
    label = "outbox"
    verbose_name = "Thư đi, hộp thư"

    def ready(self) -> None:
        from thidua.base.outbox import permissions  # noqa: F401
