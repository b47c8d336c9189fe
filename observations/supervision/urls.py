from django.urls import path

from observations.supervision import views

app_name = "supervision"
urlpatterns = [
    path("supervision/", views.caseload, name="caseload"),
    path("practice/", views.practice, name="practice"),
    path("practice/summaries/", views.program_state, name="program_state"),
    path("practice/summaries/rebuild/", views.rebuild_start, name="rebuild_start"),
    path("practice/summaries/rebuild/<int:number>/cancel/", views.rebuild_cancel, name="rebuild_cancel"),
    path("practice/summaries/rebuild/<int:number>/resume/", views.rebuild_resume, name="rebuild_resume"),
    path("practice/trail/", views.trail, name="trail"),
    path("practice/trail/chain/", views.trail_chain, name="trail_chain"),
]
