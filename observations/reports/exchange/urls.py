from django.urls import path

from observations.reports.exchange import export_views as exports
from observations.reports.exchange import views

urlpatterns = [
    path("", views.exchange, name="exchange"),
    path("transfers/<uuid:transfer_id>/", views.exchange_transfer, name="exchange_transfer"),
    path("groups/<uuid:group_id>/", exports.export, name="export"),
    path("groups/<uuid:group_id>/record/", exports.export_record, name="export_record"),
    path("groups/<uuid:group_id>/results/", exports.export_results, name="export_results"),
    path("groups/<uuid:group_id>/sealed/", views.export_sealed, name="export_sealed"),
]
