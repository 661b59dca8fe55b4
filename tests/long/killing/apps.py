from django.apps import AppConfig


class KillingConfig(AppConfig):
    """An application of the tests alone: long work to be killed."""

    name = "tests.long.killing"
    label = "killing"
