"""What a debriefing changes: one facet at a time, each with the earlier value kept, so that it can be taken back."""

from copy import deepcopy
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from groupcounsel.accounts.models import User
from groupcounsel.audit.trail import record
from groupcounsel.lib.constraints import told_by
from observations.debriefing.models import Answer, EndedArc, Enough, Touch
from observations.events.actions import amend_event, save_event
from observations.events.document import event_document, lean
from observations.events.facets import put, value_of
from observations.events.models import Event
from observations.events.refs import Refs, refs_of_group
from observations.events.rules import ANYWHERE, RULES
from observations.live.actions import note_for_consoles
from observations.live.patches import Refused, patched
from observations.live.turning import CHANGED_SINCE
from sessions_app.actions import change_session
from sessions_app.models import Session


@transaction.atomic(savepoint=False)
def touch(*, by: User, event: UUID, session: Session, said: dict, reason: str = "") -> Touch | None:
    """`said` is a change as `live.patches` knows it; None when it says what stood there. Raises `Refused`.

    `session` is the one that is debriefed. What it shows of an earlier, signed event becomes an amendment of that,
    with `reason`.
    """
    event, document, refs = _held(event, session)
    wanted = patched(document, said, refs)
    if not _written(by, event, session, wanted, refs, reason):
        return None
    paths = [name for change in said.values() for name in change]
    return _kept(by, event, session, paths, document)


@transaction.atomic(savepoint=False)
def join(*, by: User, event: UUID, session: Session, answer: str, kind: str) -> None:
    """The later event becomes a response of the other: by who acted in it, as strong as it was."""
    later = Event.objects.select_related("actor").get(pk=answer)
    line = {"by": later.actor.ref, "kind": kind, "strength": later.strength, "anticipated": False}
    if touch(by=by, event=event, session=session, said={"add": {"responses": line}}):
        Answer.objects.create(group_id=session.group_id, event_id=event, answer=later, by=by, line=lean(line))
        record(by=by, action="events-chained", subject=later, of=str(event))


@transaction.atomic(savepoint=False)
def rate(*, by: User, session: Session, name: str, value) -> Touch | None:
    """What is said of the session as a whole: its climate, its structure. None when it stood so. Raises `Refused`."""
    return _rated(by, _open(session), {name: value})


class Stays(Refused):
    """An answer cannot be taken back any more, whoever tries: it was changed since, or something rests on it."""


@transaction.atomic(savepoint=False)
def take_back(*, by: User, touch: Touch) -> str:
    """What stood there before stands there again; or the answer stays, and the words say why. The answer before it is
    the next one either way. Raises `Refused` where nobody answers any more."""
    try:
        with told_by(_stays, ANYWHERE):
            _event_back(by, touch) if touch.event else _session_back(by, touch)
    except Stays as stays:
        row = {"group_id": touch.group_id, "session": touch.session, "event": touch.event, "by": by}
        Touch.objects.create(**row, before=touch.after, after={}, takes_back=touch)
        return str(stays)
    return ""


def _stays(_field: None, words: str) -> None:
    """Something rests on it, by a rule of the record."""
    raise Stays(str(words))


def _event_back(by: User, touch: Touch) -> Touch:
    event, document, refs = _held(touch.event, touch.session)
    if any(value_of(document, name) != value for name, value in touch.after.items()):
        raise Stays(str(CHANGED_SINCE))
    wanted = deepcopy(document)
    for name, value in touch.before.items():
        put(wanted, tuple(name.split(".")), value)
    reason = _("Taken back in session %(n)s.") % {"n": touch.session.number}
    _written(by, event, touch.session, lean(wanted), refs, reason)
    return _kept(by, event, touch.session, list(touch.before), document, takes_back=touch)


def _session_back(by: User, touch: Touch) -> Touch:
    session = _open(touch.session)
    if any(getattr(session, name) != value for name, value in touch.after.items()):
        raise Stays(str(CHANGED_SINCE))
    return _rated(by, session, touch.before, takes_back=touch)


def last_touch(session: Session, by: User) -> Touch | None:
    """The newest of this person in this debriefing that stands."""
    mine = Touch.objects.filter(session=session, by=by, takes_back=None, taken_back=None)
    return mine.order_by("-at", "-id").first()


@transaction.atomic(savepoint=False)
def say_enough(*, session: Session, by: User) -> None:
    row = {"group_id": session.group_id, "session": session, "by": by}
    if Enough.objects.get_or_create(**row)[1]:
        record(by=by, action="debriefing-left", subject=session)


@transaction.atomic(savepoint=False)
def open_again(*, session: Session, by: User) -> None:
    if Enough.objects.filter(session=session, by=by).delete()[0]:
        record(by=by, action="debriefing-taken-up", subject=session)


@transaction.atomic(savepoint=False)
def end_arc(*, event: Event, by: User) -> None:
    if EndedArc.objects.get_or_create(group_id=event.group_id, event=event, defaults={"by": by})[1]:
        record(by=by, action="arc-ended", subject=event)


@transaction.atomic(savepoint=False)
def reopen_arc(*, event: Event, by: User) -> None:
    if EndedArc.objects.filter(event=event).delete()[0]:
        record(by=by, action="arc-reopened", subject=event)


def _held(event_id: UUID, session: Session) -> tuple[Event, dict, Refs]:
    """The event, until the answer is in: two people who answer at once both find their answers afterwards."""
    event = Event.objects.select_for_update(of=["self"]).select_related("session").filter(pk=event_id).first()
    if event is None:
        raise Stays(_("The event was taken back by somebody else."))
    return event, event_document(event), refs_of_group(session.group_id)


def _open(session: Session) -> Session:
    """The one that is debriefed, until the answer is in; answers are given between its end and its signature."""
    held = Session.objects.select_for_update(of=["self"]).get(pk=session.pk)
    if held.locked:
        raise Refused(str(RULES["a_signed_record_is_locked"][1]))
    if held.state != Session.State.DEBRIEFING:
        raise Refused(_("Answers are given from the end of the session to its signature."))
    return held


def _written(by: User, event: Event, session: Session, wanted: dict, refs: Refs, reason: str) -> bool:
    _open(session)
    if event.session_id == session.id or not event.session.locked:
        return save_event(by=by, event=event, document=wanted, refs=refs)
    return amend_event(by=by, event=event, document=wanted, refs=refs, reason=reason)


def _rated(by: User, session: Session, said: dict, **more) -> Touch | None:
    before = {name: getattr(session, name) for name in said}
    if before == said:
        return None
    change_session(session=session, changed=list(said), by=by, **said)
    return Touch.objects.create(group_id=session.group_id, session=session, by=by, before=before, after=said, **more)


def _kept(by: User, event: Event, session: Session, paths: list[str], before: dict, **more) -> Touch:
    after = event_document(event)
    stood, stands = ({name: value_of(one, name) for name in paths} for one in (before, after))
    if "responses" in paths:
        _without_lines(event, after)
    note_for_consoles(session=event.session, by=by, changes={event.id: ("change", {})})
    return Touch.objects.create(
        group_id=event.group_id, session=session, event=event.id, by=by, before=stood, after=stands, **more
    )


def _without_lines(event: Event, document: dict) -> None:
    """Joined events whose response is gone are two events again."""
    lines = document.get("responses") or []
    Answer.objects.filter(pk__in=[one.pk for one in event.joined_answers.all() if one.line not in lines]).delete()
