"""What changes the record. Each in one transaction with its trace and the marks on the memberships it touches."""

from contextlib import contextmanager
from uuid import UUID

from django.db import connection, transaction

from groupcounsel.audit.trail import record
from groupcounsel.lib import kept
from groupcounsel.lib.identifiers import uuid7
from groupcounsel.lib.together import say, together
from members.marks import mark_memberships
from observations.events.document import event_document, lean, record_digest
from observations.events.models import Amendment, Event
from observations.events.refs import Refs, people_in, refs_of_group
from observations.events.room import Seat
from observations.events.writing import add_parts, changed_columns, columns, remove_parts
from sessions_app.models import Session, Signature

FIXED = ("id", "session", "recorded_by")
APART = ("felt",)
# As the rules of the table hold it, and as everybody who changes a session holds it first: nobody waits crosswise.
HELD = "SELECT id FROM sessions_app_session WHERE id = %s FOR SHARE"


@transaction.atomic(savepoint=False)
def record_event(*, by, group_id: UUID, codebook_id: UUID, document: dict, refs: Refs) -> Event:
    """A new event, as little or as much of it as the document says. Its id is the document's, if it has one."""
    event = Event(group_id=group_id, codebook_id=codebook_id, **columns(document, refs))
    event.id = UUID(document["id"]) if "id" in document else uuid7()
    with together():
        say(HELD, [event.session_id])
        kept.add(event)
        add_parts(event, document, refs)
        record(by=by, action="event-recorded", subject=event, session=str(event.session_id))
        _mark(group_id, refs, document)
    return event


@transaction.atomic(savepoint=False)
def save_event(*, by, event: Event, document: dict, refs: Refs, before: dict | None = None) -> bool:
    """The event with all its facets as the document says. False when that is what stood there already.

    `before`: its document, by whoever holds the row and has read it. `refs` knows at least what changes.
    """
    before, after = _write(event, document, refs, before)
    changed = differing(before, after)
    if changed:
        with together():
            record(by=by, action="event-changed", subject=event, facets=changed)
            _mark(event.group_id, refs, before, after)
    return bool(changed)


@transaction.atomic(savepoint=False)
def amend_event(*, by, event: Event, document: dict, refs: Refs, reason: str) -> bool:
    """A change after the signature. What stood there before is kept beside what stands there now."""
    with _amending():
        before, after = _write(event, document, refs)
    changed = differing(before, after)
    if changed:
        _keep(by, event, reason, before, after)
        record(by=by, action="event-amended", subject=event, facets=changed)
        _mark(event.group_id, refs, before, after)
    return bool(changed)


@transaction.atomic(savepoint=False)
def close_follow_up(*, by, event: Event, done_in: Session, locked: bool, reason: str) -> bool:
    """What was to be come back to was, in that session. In a signed record it is an amendment, with the reason."""
    document = event_document(event)
    if not event.follow_up or event.follow_up_done_in_id:
        return False
    document["follow_up"] = {"text": event.follow_up, "done_in": done_in.ref}
    facts = {"by": by, "event": event, "document": document, "refs": refs_of_group(event.group_id)}
    return amend_event(reason=reason, **facts) if locked else save_event(**facts)


@transaction.atomic(savepoint=False)
def remove_event(*, by, event: Event, refs: Refs) -> None:
    """Before the signature only; the trace keeps that there was one, who removed it and when."""
    before = event_document(event)
    record(by=by, action="event-removed", subject=event, session=str(event.session_id), facets=sorted(before))
    event.delete()
    _mark(event.group_id, refs, before)


@transaction.atomic(savepoint=False)
def sign_session(*, by, seat: Seat, session: Session) -> Signature:
    """The record is locked from here on. A second counselor who leads the group may sign it too."""
    session = Session.objects.select_for_update(of=["self"]).select_related("group").get(pk=session.pk)
    if not session.locked:
        Session.objects.filter(pk=session.pk).update(state=Session.State.SIGNED)
    signature = Signature.objects.create(
        group_id=session.group_id, session=session, person_id=seat.id, by=by, digest=record_digest(session)
    )
    record(by=by, action="session-signed", subject=session, digest=signature.digest)
    return signature


def differing(before: dict, after: dict) -> list[str]:
    """Names of the facets about which two documents differ."""
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


def _write(event: Event, document: dict, refs: Refs, before: dict | None = None) -> tuple[dict, dict]:
    before = before or event_document(event)
    wanted = lean(document | {name: before[name] for name in FIXED})
    if wanted == before:
        return before, before
    changed = remove_parts(event, before, wanted)
    values = changed_columns(before, wanted, refs)
    for name, value in values.items():
        setattr(event, name, value)
    kept.change(event, tuple(values))
    add_parts(event, wanted, refs, changed)
    return before, event_document(event)


def _keep(by, event: Event, reason: str, before: dict, after: dict) -> None:
    """Feelings in a row of their own: what counselors felt is not for everybody who may read the rest."""
    changed = differing(before, after)
    for names in ([name for name in changed if name not in APART], [name for name in changed if name in APART]):
        if names:
            kept = {
                "before": {name: before.get(name) for name in names},
                "after": {name: after.get(name) for name in names},
            }
            Amendment.objects.create(group_id=event.group_id, event=event, by=by, reason=reason, **kept)


@contextmanager
def _amending():
    _say_amending("on")
    yield
    _say_amending("")


def _say_amending(word: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.amending', %s, true)", [word])


def _mark(group_id: UUID, refs: Refs, *documents: dict) -> None:
    touched = set().union(*map(people_in, documents)) & refs.memberships.keys()
    mark_memberships(group_id=group_id, memberships=[refs.memberships[ref] for ref in touched])
