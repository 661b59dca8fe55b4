from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    name = "thidua.base.jobs"
    label = "jobs"
    verbose_name = "Việc chạy nền"

    def ready(self) -> None:
        from thidua.base.jobs import permissions  # noqa: F401

        autodiscover_modules("jobs")  # each app keeps its jobs in a module of this name
