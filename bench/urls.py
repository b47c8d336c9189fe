from django.http import HttpResponse
from django.urls import path

from groupcounsel.urls import urlpatterns as site

urlpatterns = [*site, path("bench/empty/", lambda request: HttpResponse("<!doctype html><title>Empty</title>"))]
