"""The one way into the trail."""

from uuid import UUID

from django.db import connection, models
from django.forms import BaseForm

from groupcounsel.audit.models import Entry
from groupcounsel.lib import kept


def record(*, by, action: str, subject: models.Model | None = None, group_id: UUID | None = None, **detail) -> Entry:
    """Write one entry in the running transaction.

    `by` is a user or None (a visitor, a task). `detail` holds counts and names of fields, never clinical text.
    """
    entry = Entry(
        by=by and by.pk,
        action=action,
        kind=subject._meta.label_lower if subject else "",
        subject=subject and subject.pk,
        group=group_id or getattr(subject, "group_id", None),
        detail=detail,
    )
    kept.add(entry)
    return entry


def changed_fields(form: BaseForm, *, with_values: tuple[str, ...] = ()) -> dict:
    """What a form changed, for `record`: the fields' names, and of those in `with_values` the old and the new value."""
    rights = [name for name in form.changed_data if name in with_values]
    values = {name: [form.initial.get(name), form.cleaned_data[name]] for name in rights}
    return {"fields": form.changed_data} | ({"values": values} if values else {})


BROKEN = """
SELECT id FROM (SELECT e.*, lag(hash, 1, CASE WHEN %(first)s = 1 THEN ''::bytea ELSE previous END)
                            OVER (ORDER BY id) AS before
                FROM audit_entry e WHERE id >= %(first)s) link
WHERE previous <> before
   OR hash <> audit_hash(previous, id, at, by, action, kind, subject, "group", detail)
ORDER BY id
"""


def broken_links(first: int = 1) -> list[int]:
    """Numbers of the entries whose hash does not follow from themselves and the entry before; empty when whole.

    Looks from entry number `first` on.
    """
    with connection.cursor() as cursor:
        cursor.execute(BROKEN, {"first": first})
        return [number for (number,) in cursor.fetchall()]
