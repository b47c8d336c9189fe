"""Spreadsheets that somebody has brought in, as far as a test needs them."""

from datetime import UTC, datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from groupcounsel.lib.database_session import acting
from members.models import Person
from observations.events.models import Event
from observations.reports.sheet_actions import begin_draft, match_columns
from observations.reports.sheet_forms import remembered_or_guessed
from observations.reports.sheet_models import SheetDraft
from observations.reports.sheets.people import described
from observations.reports.sheets.reading import Table, read
from sessions_app.models import Session
from tests.events.made import form_of
from tests.reports.sheets.files import CLASSROOM, PEOPLE, classroom
from tests.reports.sheets.files import table as table_of

STARTS = datetime(2026, 2, 3, 20, tzinfo=UTC)  # the 4th already where the group meets
NAMED = ["from", "to", "minute", "type", "affect", "strength", "text"]
SESSION = {"date": "2026-02-03", "time": "16:00", "minutes": "45", "structure": "free"}


def file(content=CLASSROOM, name="classroom.tsv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def begun(*, cast, by=None, table: Table | None = None, people=PEOPLE, matched=True, minutes=45) -> SheetDraft:
    """Alice's, unless said otherwise; `matched`: its columns mean what they sound like."""
    by, known = by or cast.alice, described(read("people.tsv", people))
    facts = {"starts": STARTS, "minutes": minutes, "structure": "free"}
    with acting(user_id=by.id):
        draft = begin_draft(group=cast.group, by=by, table=table or classroom(), people=known, facts=facts)
        if matched:
            columns = remembered_or_guessed(draft)
            match_columns(draft=draft, by=by, unit=columns.pop("unit"), columns=columns)
            draft.refresh_from_db()
    return draft


def address(page: str, draft: SheetDraft) -> str:
    return reverse(f"reports:{page}", args=[draft.id])


def answers(browser, draft: SheetDraft, **said) -> dict:
    """What a browser sends from the page of the people: what stands there, the tick for recording, and what is `said`.

    `who_0` and `alias_0` are of the first person; None is not sent.
    """
    page = browser.get(address("sheet_people", draft))
    data = form_of(page, address("sheet_people", draft)) | {"recording": "on"}
    data |= {key.replace("_", "-"): value for key, value in said.items()}
    return {key: value for key, value in data.items() if value is not None}


def imported(browser, draft: SheetDraft, **said):
    return browser.post(address("sheet_people", draft), answers(browser, draft, **said))


def events_of(cast, number=2) -> list[Event]:
    with acting(group_id=cast.group.id):
        events = Event.objects.filter(session__number=number).select_related("actor", "behaviour")
        return list(events.prefetch_related("involvements__person").order_by("at", "id"))


def named(cast, *rows, **how) -> SheetDraft:
    """A draft of these rows under plain headings."""
    return begun(cast=cast, table=table_of(*rows, header=NAMED), **how)


def people(cast) -> dict[str, Person]:
    """Everybody in the group, by alias."""
    with acting(group_id=cast.group.id):
        return {person.alias: person for person in Person.objects.filter(group=cast.group)}


def session_of(cast) -> Session | None:
    """The one that an import makes."""
    with acting(group_id=cast.group.id):
        return Session.objects.filter(group=cast.group, number=2).first()


def told(event: Event) -> tuple:
    """When, who, toward whom, what."""
    toward = [row.person.alias for row in event.involvements.all()] or ["group"] * event.toward_group
    return (event.at, event.actor.alias, *toward, str(event.behaviour or ""))


def nothing_happened(cast) -> bool:
    with acting(group_id=cast.group.id):
        return SheetDraft.objects.count() == 1 and Session.objects.count() == 1 and len(people(cast)) == 5


def many(cast, rows: int, people: int) -> SheetDraft:
    said = [[f"P{n % people}", f"P{(n + 1) % people}", "1", f"does {n % people}"] for n in range(rows)]
    return named(cast, *said)
