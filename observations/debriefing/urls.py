from django.urls import path

from observations.debriefing import views

app_name = "debriefing"
urlpatterns = [
    path("<uuid:session_id>/", views.session, name="session"),
    path("<uuid:session_id>/closing/", views.closing, name="closing"),
    path("<uuid:session_id>/undo/", views.undo, name="undo"),
    path("<uuid:session_id>/enough/", views.enough, name="enough"),
    path("<uuid:session_id>/take-up/", views.take_up, name="take_up"),
    path("events/<uuid:event_id>/<str:facet>/", views.touch, name="touch"),
]
