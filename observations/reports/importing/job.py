"""The import of one document into one group: reads events and polls, then writes everything."""

from collections.abc import Callable
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from groupcounsel.accounts.models import User
from groupcounsel.audit.trail import record
from groupcounsel.lib.constraints import broken_rule
from members.marks import mark_group
from members.models import Group
from observations.codebook.models import Codebook
from observations.events.refs import Refs
from observations.reports.importing import waiting
from observations.reports.importing.head import BODY, Head
from observations.reports.importing.intake import Intake
from observations.reports.importing.known import names_of, refs_of
from observations.reports.importing.outcome import Outcome
from observations.reports.importing.pen import Pen
from observations.reports.importing.people import write_behaviours, write_group, write_leaders, write_people
from observations.reports.importing.polls import Polls
from observations.reports.importing.sessions import Sessions
from observations.reports.importing.source import Source
from observations.reports.importing.stored import Stored
from observations.reports.interchange.entries import entries, path_of
from observations.reports.interchange.faults import Faults, fault

NOBODY = Refs({}, {}, {}, {})


class Job:
    def __init__(
        self,
        group_id: UUID,
        head: Head,
        here: Group | None,
        known: Stored,
        users: dict[str, User],
        by: User | None,
        amend: bool,
        faults: Faults,
    ):
        self.head, self.here, self.known, self.users, self.faults = head, here, known, users, faults
        self.pen = Pen(group_id, by)
        self.codebook = self._codebook()
        self.refs = NOBODY if faults else refs_of(head, known)
        names = names_of(head, known, here)
        locked = {ref for ref, session in known.sessions.items() if session.locked}
        signing = {ref for ref, (_path, said) in head.sessions.items() if said.get("signed_by")} - known.sessions.keys()
        self.intake = Intake(self.refs, names, locked, amend, signing, here is None, faults)
        self.polls = Polls(group_id, self.refs, names, amend, faults)
        self.sessions = Sessions(self.pen, head, known, self.refs)

    def read(self, source: Source, tick: Callable[[int], object]) -> None:
        waiting.open_tables()
        for entry in entries(source.start(), BODY.__contains__, tick):
            (self.intake if entry.section == "events" else self.polls).take(entry)
        self.intake.finish()

    def write(self) -> None:
        write_group(self.pen, self.head.group, self.here)
        write_behaviours(self.pen, self.head, self.known, self.refs)
        write_people(self.pen, self.head, self.known, self.refs, self.users)
        if self.here is None:
            write_leaders(self.pen, self.users.values())
        self.sessions.write(self.intake.used)
        self._write_amended()
        self._write_new()
        self.faults.add(*self.sessions.write_absences())
        self.polls.write()
        self.sessions.sign()

    def close(self) -> Outcome:
        waiting.close_tables()
        outcome = self._outcome()
        if outcome.anything:
            mark_group(group_id=self.pen.group_id)
        counts = outcome.counts
        record(by=self.pen.by, action="group-imported", group_id=self.pen.group_id, **counts)
        return outcome

    def _codebook(self) -> Codebook | None:
        version = self.head.codebook
        found = Codebook.objects.filter(version=version).first() if version else None
        if version and not found:
            self.faults.add(fault("$.codebook", version, _("this version of the codebook is not known here")))
        return found

    def _write_amended(self) -> None:
        if not self.intake.amended:
            return
        with waiting.amending():
            waiting.amend_events(self.codebook.id)
            waiting.insert_parts(self.pen.group_id, waiting.AMENDED)
        waiting.insert_amendments(self.pen.group_id, self.pen.by and self.pen.by.pk, self.pen.at)

    def _write_new(self) -> None:
        own = (self.pen.group_id, self.codebook.id, self.pen.at)
        try:
            with transaction.atomic():
                waiting.insert_events(own)
        except IntegrityError as error:
            if broken_rule(error) != "events_event_pkey":
                raise
            self._tell_taken(own)
        else:
            waiting.insert_parts(self.pen.group_id, waiting.NEW if self.intake.amended else "")

    def _tell_taken(self, own: tuple) -> None:
        """Row security hides whose they are; they are not this group's."""
        asked = transaction.savepoint()
        taken = waiting.taken(own)
        transaction.savepoint_rollback(asked)
        for place, event in taken:
            told = _("another group's record has an event with this id")
            self.faults.add(fault(f"{path_of('events', place)}.id", str(event), told))

    def _outcome(self) -> Outcome:
        added = self.pen.added
        main = {"people": added.pop("person", 0), "sessions": added.pop("session", 0)}
        return Outcome(
            group=self.head.group["ref"],
            group_id=self.pen.group_id,
            **main,
            events=self.intake.added,
            polls=self.polls.added,
            amended=self.intake.amended + self.polls.amended,
            others=added.total() + self.pen.changed.total(),
            unchanged=self.intake.unchanged,
        )
