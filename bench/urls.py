from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from groupcounsel.lib.identifiers import uuid7
from groupcounsel.urls import urlpatterns as site


@csrf_exempt
@login_not_required
def insert(request):
    """One row into a table without rules: what an entry is measured against."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO bench_row (id, body) VALUES (%s, %s)", [uuid7(), request.body.decode()])
    return HttpResponse("ok")


urlpatterns = [
    *site,
    path("bench/empty/", lambda request: HttpResponse("<!doctype html><title>Empty</title>")),
    path("bench/insert/", insert),
]
