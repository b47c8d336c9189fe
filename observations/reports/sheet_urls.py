from django.urls import path

from observations.reports import sheet_views as views

urlpatterns = [
    path("in/<uuid:group_id>/", views.sheet_start, name="sheet_start"),
    path("<uuid:draft_id>/columns/", views.sheet_match, name="sheet_match"),
    path("<uuid:draft_id>/people/", views.sheet_people, name="sheet_people"),
    path("<uuid:draft_id>/people/count/", views.sheet_recount, name="sheet_recount"),
    path("<uuid:draft_id>/discard/", views.sheet_discard, name="sheet_discard"),
]
