from django.apps import AppConfig


class MessagesPagesConfig(AppConfig):
    name = "thidua.pages.messages"
    label = "pages_messages"

    def ready(self) -> None:
        from thidua.pages.messages.places import register_places

        register_places()
