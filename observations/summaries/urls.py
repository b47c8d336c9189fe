from django.urls import path

from observations.summaries import group_views, views

app_name = "summaries"
urlpatterns = [
    path("group/<uuid:group_id>/", group_views.group_summary, name="group_summary"),
    path("group/<uuid:group_id>/evidence/<slug:key>/", group_views.group_evidence, name="group_evidence"),
    path("member/<uuid:membership_id>/", views.member_detail, name="member_detail"),
    path("<uuid:summary_id>/evidence/<int:position>/", views.evidence, name="evidence"),
    path("<uuid:summary_id>/approve/", views.summary_approve, name="summary_approve"),
]
