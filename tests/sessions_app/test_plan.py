"""A session's plan: written, ordered, ticked off; what earlier sessions left stands above it until it is closed."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from groupcounsel.lib.database_session import acting
from observations.events.models import Amendment, Event
from observations.summaries.findings_renewal import refresh_findings
from sessions_app.actions import add_to_plan
from sessions_app.models import PlanItem, Session
from sessions_app.plan import SHOWN
from tests.factories import make_event, make_group, make_session
from tests.pages import queries, text_of, trail

PART = {"hx-request": "true"}


def address(name, row) -> str:
    return reverse(f"sessions:{name}", args=[row.id])


def page(session) -> str:
    return address("session_detail", session)


def texts(session) -> list[str]:
    with acting(group_id=session.group_id):
        return list(PlanItem.objects.filter(session=session).values_list("text", flat=True))


def meant(session, by, *words) -> list[PlanItem]:
    with acting(user_id=by.id):
        session.group.may_write = True
        return [add_to_plan(session=session, text=word, by=by) for word in words]


@pytest.fixture
def coming(cast) -> Session:
    return make_session(group=cast.group, number=2, state="planned", starts=timezone.now() + timedelta(days=1))


@pytest.fixture
def left(cast) -> Event:
    """What session 1 left to come back to."""
    return make_event(session=cast.session, actor=cast.melati.person, recorded_by=cast.seat, follow_up="Her mother")


def closing(left, session) -> str:
    return reverse("events:follow_up_done", args=[left.id, session.id])


def done_in(left) -> int | None:
    with acting(group_id=left.group_id):
        return Event.objects.values_list("follow_up_done_in__number", flat=True).get(pk=left.pk)


def test_what_is_added_stands_at_the_end(cast, at, coming):
    for word in ("Trust", "Farewell"):
        answer = at(cast.alice).post(address("plan_add", coming), {"text": word})
        assert answer.status_code == 302 and answer.url == page(coming)
    assert texts(coming) == ["Trust", "Farewell"]
    assert "Trust" in text_of(at(cast.olga).get(page(coming)))


def test_for_htmx_the_answer_is_the_plan(cast, at, coming):
    answer = at(cast.alice, **PART).post(address("plan_add", coming), {"text": "Trust"})
    shown = answer.content.decode()
    assert answer.status_code == 200 and shown.lstrip().startswith(f'<div id="plan-{coming.id}"')
    assert "Trust" in shown and "<html" not in shown


@pytest.mark.parametrize("headers", [{}, PART])
@pytest.mark.parametrize(("text", "told"), [("", "Write down what this session"), ("x" * 301, "at most 300")])
def test_what_cannot_be_added_is_said_beside_the_field_and_kept(cast, at, coming, headers, text, told):
    answer = at(cast.alice, **headers).post(address("plan_add", coming), {"text": text})
    assert answer.status_code == 422 and told in text_of(answer) and texts(coming) == []
    assert f'value="{text}" aria-invalid="true"' in answer.content.decode()


def test_a_tick_is_set_and_taken_back_and_said_twice_it_is_so_once(cast, at, coming):
    [item] = meant(coming, cast.alice, "Trust")
    for done, so in (("yes", True), ("yes", True), ("no", False)):
        at(cast.bob).post(address("plan_tick", item), {"done": done})
        with acting(group_id=cast.group.id):
            assert PlanItem.objects.get().done is so
    assert (len(trail("plan-ticked")), len(trail("plan-unticked"))) == (1, 1)


@pytest.mark.parametrize(
    ("which", "way", "order"), [(2, "up", "acb"), (0, "down", "bac"), (0, "up", "abc"), (2, "down", "abc")]
)
def test_a_part_moves_past_its_neighbour_and_not_over_the_end(cast, at, coming, which, way, order):
    items = meant(coming, cast.alice, *"abc")
    at(cast.alice).post(address("plan_move", items[which]), {"way": way})
    assert "".join(texts(coming)) == order and len(trail("plan-ordered")) == (order != "abc")


def test_what_is_taken_out_leaves_the_others_in_their_order(cast, at, coming):
    items = meant(coming, cast.alice, *"abc")
    at(cast.alice).post(address("plan_remove", items[1]))
    at(cast.alice).post(address("plan_add", coming), {"text": "d"})
    assert "".join(texts(coming)) == "acd"


def test_it_leads_back_to_the_page_from_which_it_was_sent_and_never_elsewhere(cast, at, coming):
    for back, there in (("/today/", "/today/"), ("https://elsewhere.example/", page(coming))):
        assert at(cast.alice).post(address("plan_add", coming), {"text": "a", "next": back}).url == there


@pytest.mark.parametrize("name", ["plan_tick", "plan_move", "plan_remove"])
@pytest.mark.parametrize(("who", "status"), [("charlie", 404), ("olga", 403), ("sari", 403), ("alice", 302)])
def test_a_plan_is_changed_by_those_who_write(cast, at, coming, name, who, status):
    [item] = meant(coming, cast.alice, "Trust")
    assert at(getattr(cast, who)).post(address(name, item)).status_code == status
    assert at(cast.alice).get(address(name, item)).status_code == 405


def test_the_plan_of_a_signed_session_is_read_only(cast, at, coming):
    [item] = meant(coming, cast.alice, "Trust")
    with acting(group_id=cast.group.id):
        Session.objects.filter(pk=coming.pk).update(state="signed")
    assert at(cast.alice).post(address("plan_tick", item), {"done": "yes"}).status_code == 403
    shown = at(cast.alice).get(page(coming)).content.decode()
    assert "Trust" in shown and address("plan_tick", item) not in shown


def test_what_was_left_stands_at_the_top_of_the_next_plan_and_of_no_later_one(cast, at, coming, left):
    later = make_session(group=cast.group, number=3, state="planned", starts=timezone.now() + timedelta(days=8))
    meant(coming, cast.alice, "Trust")
    shown = text_of(at(cast.alice).get(page(coming)))
    assert "Her mother Melati, session 1 Done in session 1" in shown
    assert shown.index("Her mother") < shown.index("Trust")
    assert "Her mother" not in text_of(at(cast.alice).get(page(later)))
    assert "Her mother" not in text_of(at(cast.alice).get(page(cast.session))), "its own session is not a later one"


def test_before_a_session_it_was_done_in_the_last_one_that_was_held(cast, at, coming, left):
    answer = at(cast.alice).post(closing(left, coming), follow=True)
    assert "Done in session 1." in text_of(answer) and "Her mother" not in text_of(answer)
    assert done_in(left) == 1 and [entry.subject for entry in trail("event-changed")] == [left.id]


@pytest.mark.parametrize("state", ["live", "debriefing"])
def test_once_it_is_held_it_was_done_in_this_one(cast, at, left, state):
    second = make_session(group=cast.group, number=2, state=state)
    assert "Done in session 2" in text_of(at(cast.alice).get(page(second)))
    at(cast.alice, **PART).post(closing(left, second))
    assert done_in(left) == 2


def test_closing_one_of_a_signed_record_is_an_amendment_with_its_reason(cast, at, coming, left):
    with acting(group_id=cast.group.id):
        Session.objects.filter(pk=cast.session.pk).update(state="signed")
    assert at(cast.alice).post(closing(left, coming)).status_code == 302
    with acting(group_id=cast.group.id):
        amendment = Amendment.objects.get(event=left)
    assert amendment.reason == "Done in session 1." and done_in(left) == 1
    assert amendment.before["follow_up"] == {"text": "Her mother"}


def test_closed_twice_it_is_closed_once(cast, at, coming, left):
    for _ in range(2):
        assert at(cast.alice).post(closing(left, coming)).status_code == 302
    assert len(trail("event-changed")) == 1


def test_a_follow_up_is_closed_on_a_plan_of_its_own_group_by_those_who_write_there(cast, at, coming, left):
    elsewhere = make_session(group=cast.other_group, number=1, state="planned")
    assert at(cast.alice).post(closing(left, elsewhere)).status_code == 404
    assert at(cast.charlie).post(closing(left, elsewhere)).status_code == 404
    assert at(cast.olga).post(closing(left, coming)).status_code == 403
    assert at(cast.alice).get(closing(left, coming)).status_code == 405 and done_in(left) is None


def test_who_leads_two_groups_closes_nothing_of_one_on_a_plan_of_the_other(cast, at, left):
    own = make_session(group=make_group(lead=cast.alice, name="Another"), state="planned")
    assert at(cast.alice).post(closing(left, own)).status_code == 404 and done_in(left) is None


@pytest.mark.parametrize(("language", "words"), [("en", "Come back to this"), ("id", "Kembali ke sini nanti")])
def test_a_bookmark_without_words_of_its_own_speaks_each_readers_language(cast, at, coming, language, words):
    event = make_event(session=cast.session, actor=cast.melati.person, recorded_by=cast.seat, follow_up="⚑")
    type(cast.alice).objects.filter(pk=cast.alice.pk).update(language=language)
    cast.alice.refresh_from_db()
    refresh_findings(group_id=cast.group.id)
    told = reverse("events:event_detail", args=[event.id]), reverse("summaries:session_summary", args=[cast.session.id])
    for there in (page(coming), *told):
        shown = text_of(at(cast.alice).get(there))
        assert words in shown and "⚑" not in shown, there


def test_many_are_cut_and_counted(cast, at, coming):
    for number in range(SHOWN + 2):
        make_event(session=cast.session, actor=cast.melati.person, follow_up=f"Topic {number}")
    shown = text_of(at(cast.alice).get(page(coming)))
    assert shown.count("Done in session") == SHOWN and "2 more come up as these are closed." in shown


def test_more_of_everything_costs_no_query_more(cast, at, coming, left):
    meant(coming, cast.alice, "Trust")
    before = queries(at(cast.alice), page(coming))
    meant(coming, cast.alice, *map(str, range(20)))
    for number in range(20):
        make_event(session=cast.session, actor=cast.melati.person, follow_up=f"Topic {number}")
        make_session(
            group=cast.group, number=number + 3, state="planned", starts=timezone.now() + timedelta(number + 3)
        )
    assert queries(at(cast.alice), page(coming)) == before


def test_without_a_plan_the_page_says_what_to_do(cast, at, coming):
    assert "Nothing is planned yet. Write down what" in text_of(at(cast.alice).get(page(coming)))
    assert "Nothing is planned." in text_of(at(cast.olga).get(page(coming)))
