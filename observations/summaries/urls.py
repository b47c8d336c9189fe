from django.urls import path

from observations.summaries import counselor_views, editing_views, group_views, outcome_views, session_views, views

app_name = "summaries"
urlpatterns = [
    path("group/<uuid:group_id>/", group_views.group_summary, name="group_summary"),
    path("group/<uuid:group_id>/evidence/<slug:key>/", group_views.group_evidence, name="group_evidence"),
    path("session/<uuid:session_id>/", session_views.session_summary, name="session_summary"),
    path("session/<uuid:session_id>/evidence/<slug:key>/", session_views.session_evidence, name="session_evidence"),
    path("outcomes/", outcome_views.outcome_list, name="outcome_list"),
    path("outcomes/<slug:key>/", outcome_views.outcome_members, name="outcome_members"),
    path("member/<uuid:membership_id>/", views.member_detail, name="member_detail"),
    path("member/<uuid:membership_id>/versions/", views.version_list, name="version_list"),
    path("member/<uuid:membership_id>/counselors/", counselor_views.counselor_feelings, name="counselor_feelings"),
    path(
        "member/<uuid:membership_id>/counselors/<slug:key>/",
        counselor_views.counselor_evidence,
        name="counselor_evidence",
    ),
    path("<uuid:summary_id>/words/", editing_views.words_edit, name="words_edit"),
    path("<uuid:summary_id>/aside/<int:position>/", editing_views.claim_set_aside, name="claim_set_aside"),
    path("aside/<uuid:aside_id>/back/", editing_views.claim_take_back, name="claim_take_back"),
    path("<uuid:summary_id>/evidence/<int:position>/", views.evidence, name="evidence"),
    path("<uuid:summary_id>/approve/", views.summary_approve, name="summary_approve"),
]
