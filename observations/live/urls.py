from django.urls import path

from observations.live import shell_views, views

app_name = "live"
urlpatterns = [
    path("entries/", views.entry_store, name="entry_store"),
    path("sw.js", shell_views.console_worker, name="console_worker"),
    path("shell/", shell_views.console_shell, name="console_shell"),
    path("<uuid:session_id>/", views.console, name="console"),
    path("<uuid:session_id>/state/", views.console_state, name="console_state"),
    path("<uuid:session_id>/news/", views.console_news, name="console_news"),
]
