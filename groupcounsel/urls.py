from django.urls import include, path

from groupcounsel import home, styleguide

handler500 = "groupcounsel.errors.server_error"
urlpatterns = [
    path("", home.home, name="home"),
    path("home/groups/", home.groups, name="groups"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path("", include("groupcounsel.accounts.urls")),
    path("account/", include("groupcounsel.accounts.sign_in_urls")),
    path("practice/groups/", include("members.register.urls")),
    path("groups/", include("members.urls")),
    path("sessions/", include("sessions_app.urls")),
    path("codebook/", include("observations.codebook.urls")),
    path("events/", include("observations.events.urls")),
    path("console/", include("observations.live.urls")),
    path("debriefing/", include("observations.debriefing.urls")),
    path("summaries/", include("observations.summaries.urls")),
    path("", include("observations.today.urls")),
    path("", include("observations.supervision.urls")),
    path("exchange/", include("observations.reports.urls")),
]
