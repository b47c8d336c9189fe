"""The register of groups, for commands and imports: which there are, and nothing that is in them."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from members.models import Group


@contextmanager
def register() -> Iterator[None]:
    """Inside, every group's own row can be read (never changed, and nothing below it), whoever acts."""
    with transaction.atomic():
        _open("on")
        yield
        _open("")


def group_named(ref: str) -> Group | None:
    with register():
        return Group.objects.filter(ref=ref).first()


def all_groups() -> list[Group]:
    with register():
        return list(Group.objects.order_by("ref"))


def _open(word: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.register', %s, true)", [word])
