from django.urls import path

from observations.debriefing import arc_views, lines_views, thought_views, views

app_name = "debriefing"
urlpatterns = [
    path("members/<uuid:membership_id>/hypotheses/", thought_views.hypothesis_list, name="hypothesis_list"),
    path("members/<uuid:membership_id>/hypotheses/add/", thought_views.hypothesis_add, name="hypothesis_add"),
    path("members/<uuid:membership_id>/patterns/", thought_views.pattern_list, name="pattern_list"),
    path("members/<uuid:membership_id>/patterns/add/", thought_views.pattern_add, name="pattern_add"),
    path("patterns/<uuid:pattern_id>/use/", thought_views.pattern_use, name="pattern_use"),
    path("hypotheses/<uuid:hypothesis_id>/", thought_views.hypothesis_revise, name="hypothesis_revise"),
    path("hypotheses/<uuid:hypothesis_id>/on/<uuid:event_id>/", thought_views.hypothesis_rest, name="hypothesis_rest"),
    path("hypotheses/<uuid:hypothesis_id>/off/<uuid:event_id>/", thought_views.hypothesis_lift, name="hypothesis_lift"),
    path("<uuid:session_id>/", views.session, name="session"),
    path("<uuid:session_id>/closing/", views.closing, name="closing"),
    path("<uuid:session_id>/undo/", views.undo, name="undo"),
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
