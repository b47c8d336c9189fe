"""Polls of a document: new ones are added; what is known already must be the same, or is replaced as an amendment."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Model
from django.utils.translation import gettext as _

from observations.events.actions import differing
from observations.events.document import lean
from observations.events.refs import Refs
from observations.polls.models import Ballot, Choice, Poll
from observations.reports.importing.answers import answer_faults, spoken_of
from observations.reports.importing.event_rules import UNKNOWN, Names
from observations.reports.importing.head import checked
from observations.reports.interchange.entries import Entry
from observations.reports.interchange.faults import Fault, Faults, fault
from observations.reports.poll_document import poll_documents, poll_rows, settled


@dataclass
class Polls:
    group_id: UUID
    refs: Refs
    names: Names
    amend: bool
    faults: Faults
    added: int = 0
    amended: int = 0
    seen: set[str] = field(default_factory=set)
    replaced: list[str] = field(default_factory=list)
    rows: dict[type[Model], list[Model]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self):
        self.known = {poll["ref"]: lean(poll) for poll in poll_documents(self.group_id)}

    def take(self, entry: Entry) -> None:
        faults, poll = checked(entry)
        faults = [*faults, *poll_faults(entry.path, poll, self.names, self.seen)]
        self.faults.add(*faults)
        self.seen.add(poll.get("ref"))
        if not faults:
            self._take(entry.path, poll)

    def write(self) -> None:
        Poll.objects.filter(group=self.group_id, ref__in=self.replaced).delete()
        for model in (Poll, Ballot, Choice):
            model.objects.bulk_create(self.rows[model], batch_size=1000)

    def _take(self, path: str, poll: dict) -> None:
        before = self.known.get(poll["ref"])
        changed = differing(before, settled(poll)) if before else []
        if before and not changed:
            return
        if changed and not self.amend:
            told = _("this poll is on record with other content (%(keys)s); it is only changed by an amendment")
            self.faults.add(fault(path, poll["ref"], told % {"keys": ", ".join(changed)}))
        self.amended += bool(before)
        self.added += not before
        self.replaced += [poll["ref"]] if before else []
        if not self.faults:
            self._wait(poll)

    def _wait(self, poll: dict) -> None:
        for row in poll_rows(self.group_id, poll, self.refs.people, self.refs.sessions):
            self.rows[type(row)].append(row)


def poll_faults(path: str, poll: dict, names: Names, seen: set[str]) -> Iterator[Fault]:
    if poll.get("ref") is not None and poll["ref"] in seen:
        yield fault(f"{path}.ref", poll["ref"], _("another one has this name"))
    session = poll.get("session")
    if session is not None and session not in names.sessions:
        yield fault(f"{path}.session", session, UNKNOWN["sessions"]())
    voters = set()
    for index, ballot in enumerate(poll.get("ballots") or ()):
        place, said = f"{path}.ballots[{index}]", ballot or {}
        yield from _ballot_faults(place, said, names, voters)
        yield from answer_faults(place, said, poll)


def _ballot_faults(path: str, ballot: dict, names: Names, voters: set[str]) -> Iterator[Fault]:
    voter = ballot.get("by")
    if voter in voters:
        yield fault(f"{path}.by", voter, _("a person answers a poll once; this one has answered"))
    voters.update({voter} - {None})
    for place, ref in ((f"{path}.by", voter), *spoken_of(path, ballot)):
        if ref is not None and ref not in names.people:
            yield fault(place, ref, UNKNOWN["people"]())
