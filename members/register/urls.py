from django.urls import path

from members.register import views

app_name = "register"
urlpatterns = [
    path("", views.group_register, name="group_register"),
    path("add/", views.group_add, name="group_add"),
    path("<uuid:group_id>/", views.group_edit, name="group_edit"),
    path("<uuid:group_id>/leaders/add/", views.leader_add, name="leader_add"),
    path("leaders/<uuid:leadership_id>/end/", views.leader_end, name="leader_end"),
]
