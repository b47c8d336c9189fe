from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "observations.live"

    def ready(self):
        from observations.events import news
        from observations.live.actions import note_for_consoles

        news.hear(note_for_consoles)
