"""A document's sessions: new ones are added, facts of known ones changed as long as they are not signed."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from observations.events.document import record_digest
from observations.events.models import Event
from observations.events.refs import Refs
from observations.reports.importing import waiting
from observations.reports.importing.head import Head
from observations.reports.importing.merging import absences, session_facts
from observations.reports.importing.pen import Pen
from observations.reports.importing.stored import Stored
from observations.reports.interchange.faults import Fault, fault, step
from sessions_app.models import Attendance, Session, Signature

STATE = Session.State


class Sessions:
    def __init__(self, pen: Pen, head: Head, known: Stored, refs: Refs):
        self.pen, self.head, self.known, self.refs = pen, head, known, refs

    def write(self, used: set[str]) -> None:
        """Before the events: who was there. `used` are sessions that get events. About a locked one nothing differs."""
        for ref, (_path, said) in self.head.sessions.items():
            here = self.known.sessions.get(ref)
            if here is None:
                self._add(ref, said, ref in used)
            else:
                held = here.state == STATE.PLANNED and (said.get("attendance") or ref in used)
                self.pen.change(here, **session_facts(said), **({"state": STATE.DEBRIEFING} if held else {}))
            self._attendance(ref, said)
        self.pen.write(Session, Attendance)

    def write_absences(self) -> list[Fault]:
        """After the events, which may have taken somebody's part away."""
        faults = [
            one for path, ref, person, state in self._absences() for one in self._absence(path, ref, person, state)
        ]
        self.pen.write(Attendance)
        return faults

    def sign(self) -> None:
        waiting.by_session()
        for ref, (_path, said) in self.head.sessions.items():
            here = self.known.sessions.get(ref)
            if said.get("signed_by") and not (here and here.locked):
                self._sign(self.refs.sessions[ref], said["signed_by"], new=here is None)
        self.pen.write(Signature)

    def _add(self, ref: str, said: dict, used: bool) -> None:
        held = used or said.get("attendance") or said.get("signed_by")
        state = STATE.DEBRIEFING if held else STATE.PLANNED
        facts = {"id": self.refs.sessions[ref], "ref": ref, "number": said["number"], "state": state}
        self.pen.add(Session, **facts, **session_facts(said))

    def _attendance(self, ref: str, said: dict) -> None:
        """All of a new session; of a known one, who was there."""
        session = self.refs.sessions[ref]
        attended = self.known.attendance.get(session, {})
        late = absences(said, attended) if ref in self.known.sessions else {}
        for person, state in (said.get("attendance") or {}).items():
            if person not in late and state != attended.get(person):
                self._attend(session, person, state, attended)

    def _attend(self, session: UUID, ref: str, state: str, attended: dict[str, str]) -> None:
        person = self.refs.people[ref]
        if ref in attended:
            self.pen.change(Attendance.objects.get(session=session, person=person), state=state)
        else:
            self.pen.add(Attendance, session_id=session, person_id=person, state=state)

    def _absences(self) -> Iterator[tuple[str, str, str, str]]:
        for ref, (path, said) in self.head.sessions.items():
            if ref in self.known.sessions:
                attended = self.known.attendance.get(self.refs.sessions[ref], {})
                yield from ((path, ref, person, state) for person, state in absences(said, attended).items())

    def _absence(self, path: str, ref: str, person: str, state: str) -> Iterator[Fault]:
        session, somebody = self.refs.sessions[ref], self.refs.people[person]
        parts = Q(actor=somebody) | Q(responses__by=somebody) | Q(felts__by=somebody)
        if Event.objects.filter(parts, session=session).exists():
            told = _("has a part in the record of this session here, so was not absent")
            yield fault(step(f"{path}.attendance", person), state, told)
        else:
            self._attend(session, person, state, self.known.attendance.get(session, {}))

    def _sign(self, session_id: UUID, signer: str, *, new: bool) -> None:
        """The record of a new session is all in the document: it need not be read from the database again."""
        session = Session.objects.select_related("group").get(pk=session_id)
        counselor = self.refs.people[signer]
        facts = {"session_id": session_id, "person_id": counselor, "at": self.pen.at}
        digest = record_digest(session, waiting.written(session_id) if new else None)
        self.pen.add(Signature, **facts, digest=digest)
        self.pen.change(session, state=STATE.SIGNED)
