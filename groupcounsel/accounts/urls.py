from django.urls import path

from groupcounsel.accounts import views

app_name = "accounts"
urlpatterns = [
    path("account/profile/", views.profile, name="profile"),
    path("account/language/", views.choose_language, name="choose_language"),
    path("people/", views.person_list, name="person_list"),
    path("people/add/", views.person_add, name="person_add"),
    path("people/<uuid:person_id>/", views.person_edit, name="person_edit"),
    path("people/<uuid:person_id>/invite/", views.invite, name="invite"),
    path("people/<uuid:person_id>/invitation/", views.invitation, name="invitation"),
    path("people/supervision/", views.supervision_list, name="supervision_list"),
    path("people/supervision/add/", views.supervision_add, name="supervision_add"),
    path("people/supervision/<uuid:supervision_id>/end/", views.supervision_end, name="supervision_end"),
]
