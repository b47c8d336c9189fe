"""The two-second entry: who, toward whom, affect and strength."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

from groupcounsel.audit.models import Entry
from groupcounsel.lib.database_session import acting
from members.models import Watermark
from observations.codebook.models import Codebook
from observations.events.document import event_document
from observations.events.models import Event
from tests.events.made import form_of, signed
from tests.events.test_record import rows
from tests.factories import make_event, make_member, make_session


def url(cast, session=None):
    return reverse("events:event_add", args=[(session or cast.session).id])


def entry(cast, **changes):
    told = {"actor": cast.melati.person.ref, "toward": [cast.dahlia.person.ref], "affect": "-4", "at": "12:30"}
    return {f"quick-{name}": value for name, value in (told | changes).items() if value is not None}


def stored(cast):
    with acting(group_id=cast.group.id):
        return [event_document(event) for event in Event.objects.order_by("at")]


def test_one_press_records_it_and_leads_to_its_place(cast, at):
    answer = at(cast.alice).post(url(cast), entry(cast))
    [document] = stored(cast)
    assert answer.status_code == 302 and answer.url == reverse("events:place", args=[document.pop("id")])
    assert document == {
        "session": "s1", "at": 750.0, "recorded_by": cast.seat.ref, "kind": "incident", "actor": cast.melati.person.ref,
        "toward": [cast.dahlia.person.ref], "affect": "negative", "strength": 4,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("pressed", "facets"),
    [
        ("-3", {"affect": "negative", "strength": 3, "kind": "interaction"}),
        ("5", {"affect": "positive", "strength": 5, "kind": "incident"}),
        ("1", {"affect": "positive", "strength": 1, "kind": "interaction"}),
        (None, {"kind": "interaction"}),
    ],
)
def test_strong_feelings_are_incidents_and_all_else_is_interaction(cast, at, pressed, facets):
    at(cast.alice).post(url(cast), entry(cast, affect=pressed))
    [document] = stored(cast)
    assert {name: document[name] for name in ("affect", "strength", "kind") if name in document} == facets


@pytest.mark.parametrize(("toward", "expected"), [("group", "group"), (None, None)])
def test_toward_the_group_or_nobody_named(cast, at, toward, expected):
    at(cast.alice).post(url(cast), entry(cast, toward=toward))
    assert stored(cast)[0].get("toward") == expected


@pytest.mark.parametrize(
    ("typed", "seconds"), [("0:00", 0), ("1:05", 65), ("7", 420), ("75:30", 4530), ("1:15:30", 4530), ("12.30", 750)]
)
def test_the_time_may_be_typed_in_several_ways(cast, at, typed, seconds):
    at(cast.alice).post(url(cast), entry(cast, at=typed))
    assert stored(cast)[0]["at"] == seconds


def test_the_codebook_is_the_newest_and_frozen_from_now_on(cast, at):
    assert Codebook.objects.get().frozen_at is None
    at(cast.alice).post(url(cast), entry(cast))
    assert Codebook.objects.get().frozen_at is not None


def test_the_co_leader_records_in_their_own_name(cast, at):
    at(cast.bob).post(url(cast), entry(cast))
    with acting(group_id=cast.group.id):
        assert Event.objects.select_related("recorded_by").get().recorded_by.user_id == cast.bob.id


def test_who_acts_and_who_is_addressed_are_marked_and_so_is_the_group(cast, at):
    bystander = make_member(group=cast.group, alias="Anggrek")
    at(cast.alice).post(url(cast), entry(cast))
    found = dict(Watermark.objects.filter(group=cast.group.id).values_list("membership", "record"))
    assert found == {cast.melati.id: 2, cast.dahlia.id: 2, bystander.id: 1, cast.group.id: 2}


def test_it_leaves_its_trace_without_what_happened(cast, at):
    at(cast.alice).post(url(cast), entry(cast))
    trace = Entry.objects.get(action="event-recorded")
    assert (trace.by, trace.group, trace.detail) == (cast.alice.id, cast.group.id, {"session": str(cast.session.id)})


@pytest.mark.parametrize(
    ("who", "status"), [("charlie", 404), ("rina", 404), ("adi", 404), ("olga", 403), ("sari", 403)]
)
def test_nobody_else_records(cast, at, who, status):
    assert at(getattr(cast, who)).post(url(cast), entry(cast)).status_code == status
    assert stored(cast) == []


def test_only_sending_records(cast, at):
    assert at(cast.alice).get(url(cast)).status_code == 405


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"actor": None}, "Choose who it was."),
        ({"actor": "x1"}, "Select a valid choice"),
        ({"toward": ["group", "DAHLIA"]}, "not both"),
        ({"toward": ["MELATI"]}, "nobody acts toward themselves"),
        ({"affect": "6"}, "Select a valid choice"),
        ({"at": None}, "Write when it was."),
        ({"at": "later"}, "Write the time as minutes and seconds"),
        ({"at": "1:99"}, "Write the time as minutes and seconds"),
    ],
)
def test_what_is_refused_is_said_and_the_rest_is_kept(cast, at, changes, words):
    names = {"MELATI": cast.melati.person.ref, "DAHLIA": cast.dahlia.person.ref}
    changes = {
        name: [names.get(one, one) for one in value] if isinstance(value, list) else value
        for name, value in changes.items()
    }
    answer = at(cast.alice).post(url(cast), entry(cast, **{"affect": "3"} | changes))
    assert answer.status_code == 422 and words in answer.content.decode()
    kept = form_of(answer, url(cast))
    assert kept.get("quick-affect") == (["3"] if "affect" not in changes else None)
    assert stored(cast) == []


def test_whoever_has_not_agreed_to_being_recorded_cannot_be_the_one_who_acts(cast, at):
    silent = make_member(group=cast.group, alias="Anggrek", consents=[]).person
    assert at(cast.alice).post(url(cast), entry(cast, actor=silent.ref)).status_code == 422
    assert at(cast.alice).post(url(cast), entry(cast, toward=[silent.ref])).status_code == 302


def test_a_signed_record_takes_nothing_more(cast, at):
    signed(cast)
    answer = at(cast.alice).post(url(cast), entry(cast))
    assert answer.status_code == 422 and "Nothing is added to it any more" in answer.content.decode()
    assert stored(cast) == []


def test_a_session_that_has_not_begun_takes_nothing_yet(cast, at):
    planned = make_session(group=cast.group, number=2, state="planned")
    answer = at(cast.alice).post(url(cast, planned), entry(cast))
    assert answer.status_code == 422 and stored(cast) == []


def test_a_signature_in_the_same_second_is_told_in_plain_words(cast, at, monkeypatch):
    """The form saw an open session; the database knows better."""
    monkeypatch.setattr("sessions_app.models.Session.locked", False)
    signed(cast)
    answer = at(cast.alice).post(url(cast), entry(cast))
    assert answer.status_code == 422 and "signed meanwhile" in answer.content.decode()
    assert stored(cast) == []


def test_with_htmx_the_row_appears_at_its_place_and_the_form_is_empty_again(cast, at):
    before, after = (make_event(session=cast.session, actor=cast.melati.person, at=second) for second in (1.0, 2000.0))
    answer = at(cast.alice, **{"hx-request": "true"}).post(url(cast), entry(cast))
    page = answer.content.decode()
    new = next(document["id"] for document in stored(cast) if document["at"] == 750)
    assert answer.status_code == 200 and page.strip().startswith('<div id="record-body"')
    assert rows(answer) == [str(before.id), new, str(after.id)]
    assert f'<li class="event new" id="event-{new}">' in page
    assert "quick-actor" not in form_of(answer, url(cast))
    assert answer.headers["HX-Replace-Url"] == reverse("events:record", args=[cast.session.id]) + "?page=1"


def test_with_htmx_the_page_is_the_one_on_which_the_new_row_stands(cast, at):
    for second in range(30):
        make_event(session=cast.session, actor=cast.melati.person, at=float(second))
    answer = at(cast.alice, **{"hx-request": "true"}).post(url(cast), entry(cast))
    assert len(rows(answer)) == 6 and answer.headers["HX-Replace-Url"].endswith("?page=2")


def test_while_the_session_goes_on_the_time_is_now(cast, at):
    begun = now() - timedelta(minutes=12, seconds=30)
    live = make_session(group=cast.group, number=2, state="live", starts=begun)
    page = at(cast.alice).get(reverse("events:record", args=[live.id]))
    minutes, seconds = form_of(page, url(cast, live))["quick-at"][0].split(":")
    assert 750 <= int(minutes) * 60 + int(seconds) <= (now() - begun).total_seconds()
    assert "data-seconds" in page.content.decode()


def test_an_entry_takes_fewer_than_nine_queries_of_its_own(cast, at):
    def queries(send):
        with CaptureQueriesContext(connection) as captured:
            send()
        return captured.captured_queries

    browser = at(cast.alice)
    empty = queries(lambda: browser.post(reverse("codebook:codebook")))
    own = queries(lambda: browser.post(url(cast), entry(cast)))
    assert len(stored(cast)) == 1
    assert len(own) - len(empty) < 9, [query["sql"][:70] for query in own]
