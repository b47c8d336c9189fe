from django.urls import path

from observations.live import apart_views, pairs_views, shell_views, together_views, views

app_name = "live"
urlpatterns = [
    path("entries/", views.entry_store, name="entry_store"),
    path("entries/file/", apart_views.hand_in, name="hand_in"),
    path("kept/", apart_views.kept_list, name="kept_list"),
    path("kept/<uuid:kept_id>/", apart_views.kept_detail, name="kept_detail"),
    path("kept/<uuid:kept_id>/hand-over/", apart_views.kept_hand_over, name="kept_hand_over"),
    path("kept/<uuid:kept_id>/set-aside/", apart_views.kept_set_aside, name="kept_set_aside"),
    path("kept/<uuid:kept_id>/take-in/", apart_views.kept_take_in, name="kept_take_in"),
    path("kept/<uuid:group_id>/<uuid:author_id>/", together_views.lot_detail, name="lot_detail"),
    path("kept/<uuid:group_id>/<uuid:author_id>/hand-over/", together_views.lot_hand_over, name="lot_hand_over"),
    path("kept/<uuid:group_id>/<uuid:author_id>/set-aside/", together_views.lot_set_aside, name="lot_set_aside"),
    path("kept/<uuid:group_id>/<uuid:author_id>/take-in/", together_views.lot_take_in, name="lot_take_in"),
    path("cues/", pairs_views.cues_edit, name="cues_edit"),
    path("events/<uuid:event_id>/views/", pairs_views.event_views, name="event_views"),
    path("events/<uuid:event_id>/views/<uuid:view_id>/part/", pairs_views.pair_part, name="pair_part"),
    path("pairs/<uuid:kept_id>/<uuid:other_id>/join/", pairs_views.pair_join, name="pair_join"),
    path("pairs/<uuid:one_id>/<uuid:other_id>/apart/", pairs_views.pair_apart, name="pair_apart"),
    path("token/", views.console_token, name="console_token"),
    path("sw.js", shell_views.console_worker, name="console_worker"),
    path("shell/", shell_views.console_shell, name="console_shell"),
    path("<uuid:session_id>/", views.console, name="console"),
    path("<uuid:session_id>/state/", views.console_state, name="console_state"),
    path("<uuid:session_id>/news/", views.console_news, name="console_news"),
    path("<uuid:session_id>/pairs/", pairs_views.pair_list, name="pair_list"),
]
