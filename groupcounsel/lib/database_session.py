"""Who the database answers to: one user, or one group for a task, and only until the transaction ends."""

from contextlib import contextmanager
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

_KEYS = ("app.user_id", "app.group_id")


@contextmanager
def acting(*, user_id: UUID | None = None, group_id: UUID | None = None):
    """Inside, the database shows what this user may see, or the one group a task was called for.

    Opens a transaction (a savepoint in a running one) and gives back what stood before. A rollback does so by itself.
    """
    nested = connection.in_atomic_block
    with transaction.atomic():
        before = _read() if nested else None
        _write(str(user_id or ""), str(group_id or ""))
        yield
        if before and not connection.needs_rollback:
            _write(*before)


def _read() -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting(%s, true), ''), coalesce(current_setting(%s, true), '')", _KEYS)
        return cursor.fetchone()


def _write(user_id: str, group_id: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config(%s, %s, true), set_config(%s, %s, true)", [_KEYS[0], user_id, _KEYS[1], group_id]
        )


class DatabaseSessionMiddleware:
    """One request, one transaction, one user; whatever a failing view wrote is taken back.

    Views at the addresses of `OWN_TRANSACTIONS` act by themselves, so that they can begin anew after a refusal.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if settings.OWN_TRANSACTIONS.fullmatch(request.path_info):
            return self.get_response(request)
        with acting(user_id=request.user.pk):
            response = self.get_response(request)
            if getattr(request, "view_failed", False):
                transaction.set_rollback(True)
        return response

    def process_exception(self, request, exception):
        request.view_failed = True
