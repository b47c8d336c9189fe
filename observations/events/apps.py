from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "observations.events"
