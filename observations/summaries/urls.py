from django.urls import path

from observations.summaries import views

app_name = "summaries"
urlpatterns = [
    path("member/<uuid:membership_id>/", views.member_detail, name="member_detail"),
    path("<uuid:summary_id>/evidence/<int:position>/", views.evidence, name="evidence"),
    path("<uuid:summary_id>/approve/", views.summary_approve, name="summary_approve"),
]
