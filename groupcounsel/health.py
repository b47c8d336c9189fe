"""`GET /healthz/`: 200 while database, queue and worker live, else 503 with what does not and what to do about it."""

from functools import cache

import redis
from django.conf import settings
from django.db import Error, connection
from django.http import JsonResponse
from redis.backoff import NoBackoff
from redis.retry import Retry

from groupcounsel.lib.heartbeat import KEY

PATH = "/healthz/"
QUEUE = "celery"  # the name Celery gives it
WHAT_TO_DO = {
    "database": "not reached: see that PostgreSQL runs and that DATABASE_URL names it",
    "queue": "not reached: see that Valkey or Redis runs and that REDIS_URL names it",
    "worker": "no sign of life for 7 seconds: start a worker (celery -A groupcounsel worker)",
}


class HealthMiddleware:
    """The first of all, because sessions and languages already ask the database that may be the one that is ill."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return health() if request.path == PATH else self.get_response(request)


def health() -> JsonResponse:
    queue, worker, backlog = queue_state()
    lives = {"database": _database(), "queue": queue, "worker": worker}
    state = {name: "ok" if well else WHAT_TO_DO[name] for name, well in lives.items()} | {"backlog": backlog}
    return JsonResponse(state, status=200 if all(lives.values()) else 503, headers={"Cache-Control": "no-store"})


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        connection.close()
        return False
    return True


def queue_state() -> tuple[bool, bool, int | None]:
    """Whether the queue answers, whether a worker lives, and how many tasks wait or are being done."""
    asked = queue_client().pipeline(transaction=False).exists(KEY).llen(QUEUE).hlen("unacked")
    try:
        worker, waiting, taken = asked.execute()
    except redis.RedisError:
        return False, False, None
    return True, bool(worker), waiting + taken


@cache
def queue_client() -> redis.Redis:
    """One client for the process; a second try covers a connection that a restarted server has closed."""
    url = settings.REDIS_URL.replace("redis+socket://", "unix://", 1).replace("virtual_host=", "db=")
    return redis.Redis.from_url(url, socket_timeout=2, socket_connect_timeout=2, retry=Retry(NoBackoff(), 1))
