from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class FindingConfig(AppConfig):
    name = "thidua.base.finding"
    label = "finding"
    verbose_name = "Tra cứu"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        post_migrate.connect(set_indexes, sender=self)


def set_indexes(using: str, **kwargs: Any) -> None:
    """Beside the table of cards: what each engine finds words by."""
    from django.db import connections

    from thidua.base.finding.indexes import ensure_indexes

    if "finding_card" in connections[using].introspection.table_names():
        ensure_indexes(connections[using])
