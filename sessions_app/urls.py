from django.urls import path

from sessions_app import plan_views, views

app_name = "sessions"
urlpatterns = [
    path("in/<uuid:group_id>/add/", views.session_add, name="session_add"),
    path("in/<uuid:group_id>/series/", views.series_add, name="series_add"),
    path("<uuid:session_id>/", views.session_detail, name="session_detail"),
    path("<uuid:session_id>/edit/", views.session_edit, name="session_edit"),
    path("<uuid:session_id>/cancel/", views.session_cancel, name="session_cancel"),
    path("<uuid:session_id>/attendance/", views.attendance, name="attendance"),
    path("<uuid:session_id>/attendance/all/", views.all_present, name="all_present"),
    path("<uuid:session_id>/afterwards/", views.afterwards, name="afterwards"),
    path("<uuid:session_id>/start/", views.session_start, name="session_start"),
    path("<uuid:session_id>/end/", views.session_end, name="session_end"),
    path("<uuid:session_id>/held/", views.session_held, name="session_held"),
    path("<uuid:session_id>/plan/add/", plan_views.plan_add, name="plan_add"),
    path("plan/<uuid:item_id>/tick/", plan_views.plan_tick, name="plan_tick"),
    path("plan/<uuid:item_id>/move/", plan_views.plan_move, name="plan_move"),
    path("plan/<uuid:item_id>/remove/", plan_views.plan_remove, name="plan_remove"),
]
