from django.urls import include, path

app_name = "reports"
urlpatterns = [
    path("sheets/", include("observations.reports.sheet_urls")),
    path("", include("observations.reports.exchange.urls")),
]
