from django.urls import path

from observations.live import views

app_name = "live"
urlpatterns = [
    path("entries/", views.entry_store, name="entry_store"),
    path("<uuid:session_id>/", views.console, name="console"),
    path("<uuid:session_id>/state/", views.console_state, name="console_state"),
    path("<uuid:session_id>/news/", views.console_news, name="console_news"),
]
