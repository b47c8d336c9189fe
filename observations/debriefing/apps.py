from django.apps import AppConfig


class DebriefingConfig(AppConfig):
    name = "observations.debriefing"
