from django.urls import path

from observations.debriefing import arc_views, hypothesis_views, lines_views, pattern_views, views

app_name = "debriefing"
RESTING = "hypotheses/<uuid:hypothesis_id>/"
urlpatterns = [
    path("members/<uuid:membership_id>/hypotheses/", hypothesis_views.hypothesis_list, name="hypothesis_list"),
    path("members/<uuid:membership_id>/hypotheses/add/", hypothesis_views.hypothesis_add, name="hypothesis_add"),
    path("members/<uuid:membership_id>/patterns/", pattern_views.pattern_list, name="pattern_list"),
    path("members/<uuid:membership_id>/patterns/add/", pattern_views.pattern_add, name="pattern_add"),
    path("patterns/<uuid:pattern_id>/", pattern_views.pattern_edit, name="pattern_edit"),
    path("patterns/<uuid:pattern_id>/retire/", pattern_views.pattern_retire, name="pattern_retire"),
    path("patterns/<uuid:pattern_id>/take-up/", pattern_views.pattern_take_up, name="pattern_take_up"),
    path("patterns/uses/<uuid:use_id>/", pattern_views.use_edit, name="use_edit"),
    path("patterns/<uuid:pattern_id>/use/", pattern_views.pattern_use, name="pattern_use"),
    path(RESTING, hypothesis_views.hypothesis_revise, name="hypothesis_revise"),
    path(f"{RESTING}on/<uuid:event_id>/", hypothesis_views.hypothesis_rest, name="hypothesis_rest"),
    path(f"{RESTING}off/<uuid:event_id>/", hypothesis_views.hypothesis_lift, name="hypothesis_lift"),
    path("<uuid:session_id>/", views.session, name="session"),
    path("<uuid:session_id>/closing/", views.closing, name="closing"),
    path("<uuid:session_id>/undo/", views.undo, name="undo"),
    path("<uuid:session_id>/climate/<str:name>/", views.climate, name="climate"),
    path("<uuid:session_id>/enough/", views.enough, name="enough"),
    path("<uuid:session_id>/take-up/", views.take_up, name="take_up"),
    path("<uuid:session_id>/arcs/", arc_views.arcs, name="arcs"),
    path("<uuid:session_id>/arcs/<uuid:event_id>/<str:facet>/", arc_views.arc_answer, name="arc_answer"),
    path("arcs/<uuid:event_id>/", arc_views.arc, name="arc"),
    path("arcs/<uuid:event_id>/end/", arc_views.arc_end, name="arc_end"),
    path("arcs/<uuid:event_id>/reopen/", arc_views.arc_reopen, name="arc_reopen"),
    path("events/<uuid:event_id>/join/", lines_views.answer_join, name="answer_join"),
    path("events/<uuid:event_id>/<str:kind>/add/", lines_views.line_add, name="line_add"),
    path("events/<uuid:event_id>/<str:kind>/take/", lines_views.line_take, name="line_take"),
    path("events/<uuid:event_id>/<str:facet>/", views.touch, name="touch"),
]
