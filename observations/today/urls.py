from django.urls import path

from observations.today import calendar_views, views

app_name = "today"
urlpatterns = [
    path("today/", views.today, name="today"),
    path("account/calendar/", calendar_views.calendar, name="calendar"),
    path("account/calendar/make/", calendar_views.calendar_make, name="calendar_make"),
    path("account/calendar/withdraw/", calendar_views.calendar_withdraw, name="calendar_withdraw"),
    path("calendar/<str:secret>.ics", calendar_views.calendar_read, name="calendar_read"),
]
