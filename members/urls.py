from django.urls import path

from members import views

app_name = "members"
urlpatterns = [
    path("", views.group_list, name="group_list"),
    path("<uuid:group_id>/", views.group_detail, name="group_detail"),
    path("<uuid:group_id>/edit/", views.group_edit, name="group_edit"),
    path("<uuid:group_id>/members/add/", views.member_add, name="member_add"),
    path("members/<uuid:membership_id>/", views.membership_manage, name="membership_manage"),
    path("members/<uuid:membership_id>/edit/", views.member_edit, name="member_edit"),
    path("members/<uuid:membership_id>/identity/", views.identity, name="identity"),
    path("members/<uuid:membership_id>/identity/edit/", views.identity_edit, name="identity_edit"),
    path("members/<uuid:membership_id>/statements/add/", views.statement_add, name="statement_add"),
    path("members/<uuid:membership_id>/consent/", views.consent_change, name="consent_change"),
    path("statements/<uuid:statement_id>/revise/", views.statement_revise, name="statement_revise"),
    path("statements/<uuid:statement_id>/close/", views.statement_close, name="statement_close"),
    path("statements/<uuid:statement_id>/reopen/", views.statement_reopen, name="statement_reopen"),
]
