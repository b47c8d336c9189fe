"""What is supposed about a member: noted, resting on events, revised with every earlier wording kept."""

import pytest
from django.urls import reverse

from groupcounsel.lib.database_session import acting
from observations.debriefing.models import Hypothesis, HypothesisEvent, HypothesisVersion
from tests.breaking import changed, copied
from tests.debriefing.made import page
from tests.factories import make_event
from tests.pages import queries, text_of, trail


@pytest.fixture
def event(cast):
    return make_event(session=cast.session, actor=cast.melati.person, recorded_by=cast.seat)


def place(cast, name="list"):
    return reverse(f"debriefing:hypothesis_{name}", args=[cast.melati.id])


def note(browser, cast, event=None, text="She waits to be left", state="open"):
    address = place(cast, "add") + (f"?event={event.id}" if event else "")
    return browser.post(address, {"text": text, "state": state})


def all_of(cast, model=Hypothesis):
    with acting(group_id=cast.group.id):
        return list(model.objects.all())


def on(browser, name, hypothesis, event):
    return browser.post(reverse(f"debriefing:hypothesis_{name}", args=[hypothesis.id, event.id]))


def test_it_is_noted_from_an_event_and_rests_on_it(cast, at, event):
    assert note(at(cast.alice), cast, event).url == f"{page(cast.session, event)}#hypotheses"
    shown = text_of(at(cast.bob).get(page(cast.session, event)))
    assert "She waits to be left" in shown and "open rests on this event Take it off" in shown
    said = text_of(at(cast.sari).get(place(cast)))
    assert "She waits to be left" in said and "Rests on: session 1" in said and "New hypothesis" not in said
    assert trail("hypothesis-added")[0].by == cast.alice.id


def test_it_is_revised_and_the_earlier_wording_stays(cast, at, event):
    note(at(cast.alice), cast)
    [one] = all_of(cast)
    address = reverse("debriefing:hypothesis_revise", args=[one.id])
    for _ in range(2):
        at(cast.bob).post(address, {"text": "She leaves first", "state": "supported"})
    assert [version.state for version in all_of(cast, HypothesisVersion)] == ["supported", "open"]
    said = text_of(at(cast.alice).get(place(cast)))
    assert said.index("She leaves first") < said.index("Earlier versions") < said.index("She waits to be left")
    assert len(trail("hypothesis-revised")) == 1


def test_it_rests_on_more_events_and_on_fewer(cast, at, event):
    note(at(cast.alice), cast, event)
    [one] = all_of(cast)
    other = make_event(session=cast.session, actor=cast.melati.person)
    for _ in range(2):
        on(at(cast.alice), "rest", one, other)
    assert {row.event_id for row in all_of(cast, HypothesisEvent)} == {event.id, other.id}
    on(at(cast.alice), "lift", one, event)
    assert {row.event_id for row in all_of(cast, HypothesisEvent)} == {other.id}
    assert [len(trail(f"hypothesis-{what}")) for what in ("rested", "lifted")] == [1, 1]


@pytest.mark.parametrize(("text", "state"), [("", "open"), ("x" * 4001, "open"), ("Yes", "perhaps")])
def test_what_says_nothing_is_refused(cast, at, text, state):
    assert note(at(cast.alice), cast, text=text, state=state).status_code == 422
    assert all_of(cast) == []


@pytest.mark.parametrize("event", ["nothing", "018f0000-0000-7000-8000-000000000000"])
def test_an_event_that_is_not_there_is_none(cast, at, event):
    assert at(cast.alice).get(f"{place(cast, 'add')}?event={event}").status_code == 404


@pytest.mark.parametrize(("who", "status"), [("olga", 403), ("sari", 403), ("charlie", 404), ("adi", 404)])
def test_only_who_writes_supposes(cast, at, event, who, status):
    note(at(cast.alice), cast)
    [one] = all_of(cast)
    browser = at(getattr(cast, who))
    assert note(browser, cast).status_code == status
    assert on(browser, "rest", one, event).status_code == on(browser, "lift", one, event).status_code == status


def test_the_rules_of_the_database(cast, at, event):
    note(at(cast.alice), cast, event)
    [version], [row] = all_of(cast, HypothesisVersion), all_of(cast, HypothesisEvent)
    with acting(group_id=cast.group.id):
        assert copied(version, text="") == "a_hypothesis_says_something"
        assert copied(version, state="perhaps") == "a_hypothesis_is_open_supported_or_dropped"
        assert changed(version, text="another") == "an_earlier_hypothesis_stays"
        assert copied(row) == "a_hypothesis_rests_on_an_event_once"


def test_more_of_them_make_no_more_queries(cast, at, event):
    note(at(cast.alice), cast, event)
    pages = [place(cast), page(cast.session, event)]
    few = [queries(at(cast.alice), one) for one in pages]
    for number in range(20):
        note(at(cast.alice), cast, event, text=f"Supposed {number}")
    assert [queries(at(cast.alice), one) for one in pages] == few


def test_by_htmx_the_list_comes_back_with_what_changed(cast, at):
    browser, headers = at(cast.alice), {"hx-request": "true"}
    asked = browser.get(place(cast, "add"), headers=headers).content.decode()
    assert asked.lstrip().startswith('<div id="hypothesis-rows"') and 'name="text"' in asked
    added = browser.post(place(cast, "add"), {"text": "She waits", "state": "open"}, headers=headers)
    assert "She waits" in text_of(added) and 'name="text"' not in added.content.decode()
    address = reverse("debriefing:hypothesis_revise", args=[all_of(cast)[0].id])
    refused = browser.post(address, {"text": "", "state": "open"}, headers=headers)
    assert refused.status_code == 422 and 'id="hypothesis-rows"' in refused.content.decode()


def test_by_htmx_it_rests_on_an_event_in_the_debriefing_itself(cast, at, event):
    note(at(cast.alice), cast)
    [one] = all_of(cast)
    for name, words in (("rest", "rests on this event Take it off"), ("lift", "open Let it rest on this event too")):
        address = reverse(f"debriefing:hypothesis_{name}", args=[one.id, event.id])
        answer = at(cast.alice).post(address, headers={"hx-request": "true"})
        assert words in text_of(answer) and 'id="hypotheses" open' in answer.content.decode()
