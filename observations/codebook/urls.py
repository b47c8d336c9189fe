from django.urls import path

from observations.codebook import views

app_name = "codebook"
urlpatterns = [
    path("", views.codebook, name="codebook"),
    path("behaviours/", views.behaviour_list, name="behaviour_list"),
    path("behaviours/add/", views.behaviour_add, name="behaviour_add"),
    path("behaviours/<uuid:behaviour_id>/", views.behaviour_edit, name="behaviour_edit"),
]
