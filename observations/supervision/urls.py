from django.urls import path

from observations.supervision import views

app_name = "supervision"
urlpatterns = [
    path("supervision/", views.caseload, name="caseload"),
    path("practice/", views.practice, name="practice"),
    path("practice/trail/", views.trail, name="trail"),
    path("practice/trail/chain/", views.trail_chain, name="trail_chain"),
]
