from django.urls import path

from observations.events import follow_up_views, signature_views, ties_views, views

app_name = "events"
urlpatterns = [
    path("record/<uuid:session_id>/", views.record, name="record"),
    path("record/<uuid:session_id>/add/", views.event_add, name="event_add"),
    path("record/<uuid:session_id>/begin/", views.event_begin, name="event_begin"),
    path("record/<uuid:session_id>/ties/", ties_views.ties, name="ties"),
    path("record/<uuid:session_id>/signature/", signature_views.signature, name="signature"),
    path("record/<uuid:session_id>/sign/", views.sign, name="sign"),
    path("<uuid:event_id>/", views.event_detail, name="event_detail"),
    path("<uuid:event_id>/place/", views.place, name="place"),
    path("<uuid:event_id>/amend/", views.event_amend, name="event_amend"),
    path("<uuid:event_id>/remove/", views.event_remove, name="event_remove"),
    path("<uuid:event_id>/done/<uuid:session_id>/", follow_up_views.follow_up_done, name="follow_up_done"),
]
