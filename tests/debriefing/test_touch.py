"""An answer is saved as it is given, refused in words at its control, and can be taken back."""

import re

import pytest
from django.urls import reverse

from groupcounsel.lib.database_session import acting
from observations.debriefing.climate import RATED
from observations.debriefing.forms import HERE, NAMES
from observations.debriefing.lines import LINES
from observations.debriefing.models import Touch
from observations.debriefing.words import answered
from observations.events.facets import PARTS
from observations.events.forms.fields import BY_COLUMN
from observations.live.models import Delivery
from tests.breaking import changed, refusal
from tests.debriefing.made import add, now, page, plainly, touch, undo
from tests.events.made import everything, recorded, signed
from tests.factories import make_event
from tests.pages import queries, text_of, trail

FACETS = [name for name in NAMES if not name.startswith(HERE)]
PATHS = [".".join(BY_COLUMN[name].path if name in BY_COLUMN else PARTS[name]) for name in FACETS]
PATHS += [name for name in NAMES if name.startswith(HERE)]


@pytest.fixture
def event(cast):
    return make_event(session=cast.session, actor=cast.melati.person, recorded_by=cast.seat)


def touches(cast, who="alice"):
    with acting(user_id=getattr(cast, who).id):
        return list(Touch.objects.all())


@pytest.mark.parametrize(
    ("facet", "sent", "path", "value"),
    [
        ("novel", {"novel": "True"}, "novel", True),
        ("novel", {"novel": "False"}, "novel", False),
        ("feared_outcome", {"feared_outcome": "ridicule"}, "feared", {"outcome": "ridicule"}),
        ("feared_expected", {"feared_expected": "0"}, "feared", {"expected": 0}),
        ("reality_testing", {"reality_testing": "unknown"}, "reality_testing", {"state": "unknown"}),
        ("afterwards", {"afterwards": "freer"}, "afterwards", "freer"),
        ("reflection", {"reflection": "none"}, "reflection", "none"),
        ("follow_up", {"follow_up": "Ask her"}, "follow_up", {"text": "Ask her"}),
        ("trigger", {"trigger": "silence"}, "trigger", "silence"),
        ("behaviour", {"behaviour": "gives-in"}, "behaviour", "gives-in"),
        ("distortion_view", {"distortion_view": "They leave"}, "distortion", {"view": "They leave"}),
        ("insight_domain", {"insight_domain": "self"}, "insight", {"domain": "self"}),
        ("outside_relationship", {"outside_relationship": "work"}, "outside", {"relationship": "work"}),
        ("need", {"need": "esteem"}, "need", "esteem"),
    ],
)
def test_each_facet_is_saved_as_it_is_touched(cast, at, event, facet, sent, path, value):
    before = now(cast, event)
    answer = touch(at(cast.alice), event, facet, **sent)
    assert answer.status_code == 200 and "saved" in text_of(answer)
    assert now(cast, event) == before | {path: value}


def test_how_far_a_view_is_so_is_rated_before_and_after_and_taken_back_again(cast, at, event):
    touch(at(cast.alice), event, "distortion_view", distortion_view="They leave")
    touch(at(cast.alice), event, "distortion_held", distortion_held="9")
    touch(at(cast.alice), event, "distortion_held_after", distortion_held_after="0")
    assert now(cast, event)["distortion"] == {"view": "They leave", "held": 9, "held_after": 0}
    undo(at(cast.alice), cast.session)
    assert now(cast, event)["distortion"] == {"view": "They leave", "held": 9}
    touch(at(cast.alice), event, "distortion_held", distortion_held="")
    assert now(cast, event)["distortion"] == {"view": "They leave"}


def test_people_are_picked_too(cast, at, event):
    dahlia = cast.dahlia.person.ref
    for facet, sent in {
        "helped": {"helped": [dahlia]},
        "recognised": {"recognised": [dahlia, cast.melati.person.ref]},
        "transference_figure": {"transference_figure": "mother"},
        "transference_toward": {"transference_toward": dahlia},
    }.items():
        assert touch(at(cast.alice), event, facet, **sent).status_code == 200
    said = now(cast, event)
    assert said["insight"] == {"helped_by": [dahlia]} and len(said["outside"]["recognised_by"]) == 2
    assert said["transference"] == {"figure": "mother", "toward": dahlia}


def test_a_component_is_seen_in_the_session_that_is_debriefed(cast, at, event):
    touch(at(cast.alice), event, "components.risk", **{"risk-state": "observed"})
    touch(at(cast.alice), event, "components.support", **{"support-state": "unknown"})
    seen = {"recognition-state": "observed", "recognition-of": ["behaviour"]}
    touch(at(cast.alice), event, "components.recognition", **seen)
    assert now(cast, event)["components"] == {
        "risk": {"state": "observed", "session": "s1"},
        "support": {"state": "unknown"},
        "recognition": {"state": "observed", "session": "s1", "of": ["behaviour"]},
    }


def test_the_same_again_is_no_touch(cast, at, event):
    for _ in range(2):
        touch(at(cast.alice), event, "novel", novel="True")
    assert len(touches(cast)) == 1 and len(trail("event-changed")) == 1


def test_the_answer_says_how_far_the_debriefing_is_and_what_is_open(cast, at, event):
    answer = touch(at(cast.alice), event, "novel", novel="True")
    assert "Known 1 / 11" in text_of(answer) and "New for this member" not in text_of(answer)
    assert "Undo the last answer" in text_of(answer) and answer.content.count(b"hx-swap-oob") == 4


def test_the_chain_follows_an_answer_that_is_one_of_its_links(cast, at, event):
    told = text_of(touch(at(cast.alice), event, "trigger", trigger="criticism"))
    assert "criticism → which behaviour? → who responded how?" in told
    assert "which behaviour?" not in text_of(touch(at(cast.alice), event, "need", need="esteem"))


def test_each_thing_that_is_open_leads_to_where_it_is_answered(cast, at, event):
    for shown in (page(cast.session, event), reverse("debriefing:closing", args=[cast.session.id])):
        places = re.findall(r'class="chip missing" href="[^"#]*#([^"]+)"', at(cast.alice).get(shown).content.decode())
        assert places[:2] == ["facet-feared_outcome", "facet-novel"] and "responses" in places, shown
        assert at(cast.olga).get(shown).content.count(b'class="chip missing" href') == 0
    html = at(cast.alice).get(page(cast.session, event)).content.decode()
    assert [place for place in places if html.count(f'id="{place}"') != 1] == []


def test_without_scripts_it_leads_back_to_the_event(cast, at, event):
    answer = plainly(at(cast.alice), event, "novel", novel="True")
    assert answer.status_code == 302 and answer.url == page(cast.session, event)


REFUSED = [
    ("reality_finding", {"reality_finding": "misdirected"}, "Only reality testing that was observed shows something."),
    ("distortion_revised", {"distortion_revised": "Two do not"}, "A revised view needs the first one."),
    ("distortion_held", {"distortion_held": "0"}, "A rating needs the view that it is about."),
    ("distortion_held_after", {"distortion_held_after": "11"}, "less than or equal to 10"),
    ("transference_toward", {"transference_toward": "DAHLIA"}, "Say as whom this person was seen."),
    ("feared_expected", {"feared_expected": "11"}, "less than or equal to 10"),
    ("novel", {"novel": "perhaps"}, "not one of the available choices"),
    ("follow_up", {"follow_up": "x" * 10_001}, "not in the codebook"),
]


@pytest.mark.parametrize("send", [touch, plainly])
@pytest.mark.parametrize(("facet", "sent", "words"), REFUSED)
def test_a_refusal_is_said_at_the_control_and_changes_nothing(cast, at, event, send, facet, sent, words):
    before = now(cast, event)
    sent = {name: cast.dahlia.person.ref if value == "DAHLIA" else value for name, value in sent.items()}
    answer = send(at(cast.alice), event, facet, **sent)
    assert answer.status_code == 422 and words in text_of(answer)
    assert now(cast, event) == before and touches(cast) == []


def test_after_the_signature_nothing_is_answered(cast, at, event):
    signed(cast)
    answer = touch(at(cast.alice), event, "novel", novel="True")
    assert answer.status_code == 422 and "This record has been signed meanwhile." in text_of(answer)
    assert "novel" not in now(cast, event)


@pytest.mark.parametrize("facet", ["at", "actor", "nothing", "components.luck"])
def test_there_is_no_address_of_another_facet(cast, at, event, facet):
    assert touch(at(cast.alice), event, facet).status_code == 404


@pytest.mark.parametrize(("who", "status"), [("olga", 403), ("sari", 403), ("charlie", 404), ("adi", 404)])
def test_only_who_writes_answers(cast, at, event, who, status):
    assert touch(at(getattr(cast, who)), event, "novel", novel="True").status_code == status
    assert undo(at(getattr(cast, who)), cast.session).status_code == status
    assert touches(cast) == []


def test_answers_are_taken_back_one_after_the_other(cast, at, event):
    stood = now(cast, event)
    touch(at(cast.alice), event, "novel", novel="True")
    once = now(cast, event)
    touch(at(cast.alice), event, "components.risk", **{"risk-state": "observed"})
    assert undo(at(cast.alice), cast.session).url == page(cast.session, event)
    assert now(cast, event) == once
    undo(at(cast.alice), cast.session)
    assert now(cast, event) == stood
    assert undo(at(cast.alice), cast.session).url == page(cast.session)
    assert [one.takes_back_id is None for one in touches(cast)] == [True, True, False, False]


def test_what_is_taken_back_is_named(cast, at, event):
    touch(at(cast.alice), event, "feared_outcome", feared_outcome="ridicule")
    touch(at(cast.alice), event, "components.risk", **{"risk-state": "observed"})
    add(at(cast.alice), event, "responses", by=cast.dahlia.person.ref, kind="silent")
    for what in ("Responses", "Risk", "What was feared"):
        answer = at(cast.alice).post(reverse("debriefing:undo", args=[cast.session.id]), follow=True)
        assert f"Taken back: {what}. What stood" in text_of(answer)


@pytest.mark.parametrize("path", [*PATHS, *(kind.path for kind in LINES.values()), *RATED])
def test_whatever_is_asked_has_a_name_when_it_is_taken_back(path):
    assert answered(Touch(before={path: None})).strip(" .")


def test_everybody_takes_back_their_own(cast, at, event):
    touch(at(cast.alice), event, "novel", novel="True")
    undo(at(cast.bob), cast.session)
    assert now(cast, event)["novel"] is True


def test_what_somebody_changed_since_is_not_taken_back(cast, at, event):
    touch(at(cast.alice), event, "novel", novel="True")
    touch(at(cast.bob), event, "novel", novel="False")
    answer = at(cast.alice).post(reverse("debriefing:undo", args=[cast.session.id]), follow=True)
    assert "Somebody has changed this since" in text_of(answer)
    assert now(cast, event)["novel"] is False


def told_at_undo(cast, at) -> str:
    return text_of(at(cast.alice).post(reverse("debriefing:undo", args=[cast.session.id]), follow=True))


def test_what_stays_does_not_keep_the_answer_before_it(cast, at, event):
    touch(at(cast.alice), event, "afterwards", afterwards="freer")
    touch(at(cast.alice), event, "novel", novel="True")
    touch(at(cast.bob), event, "novel", novel="False")
    assert "Somebody has changed this since" in told_at_undo(cast, at)
    assert "stands there again" in told_at_undo(cast, at)
    assert (now(cast, event)["novel"], now(cast, event).get("afterwards")) == (False, None)
    assert "There is nothing to take back." in told_at_undo(cast, at)


def test_what_something_rests_on_stays_and_is_told_in_words(cast, at, event):
    touch(at(cast.alice), event, "novel", novel="True")
    touch(at(cast.alice), event, "reality_testing", reality_testing="observed")
    touch(at(cast.bob), event, "reality_finding", reality_finding="misdirected")
    stood = now(cast, event)
    assert "Only reality testing that was observed shows something." in told_at_undo(cast, at)
    assert now(cast, event) == stood
    told_at_undo(cast, at)
    assert now(cast, event) == {name: value for name, value in stood.items() if name != "novel"}


def test_an_open_console_hears_of_it(cast, at, event):
    touch(at(cast.alice), event, "novel", novel="True")
    with acting(group_id=cast.group.id):
        assert [(one.kind, one.event) for one in Delivery.objects.all()] == [("change", event.id)]


def test_a_touch_stays_and_observers_read_none(cast, at, event):
    touch(at(cast.alice), event, "novel", novel="True")
    [row] = touches(cast)
    assert (row.before, row.after) == ({"novel": None}, {"novel": True})
    with acting(user_id=cast.alice.id):
        assert changed(row, after='{"novel": false}') == "a_touch_stays"
        assert refusal("DELETE FROM debriefing_touch WHERE id = %s", row.pk) == "a_touch_stays"
    assert touches(cast, "olga") == [] and len(touches(cast, "sari")) == 1


def test_events_that_were_touched_can_be_removed(cast, at, event):
    touch(at(cast.alice), event, "novel", novel="True")
    assert at(cast.alice).post(reverse("events:event_remove", args=[event.id])).status_code == 302
    assert "taken back by somebody else" in text_of(
        at(cast.alice).post(reverse("debriefing:undo", args=[cast.session.id]), follow=True)
    )


def test_everything_that_stood_there_survives(cast, at):
    event = recorded(cast, everything(cast))
    before = now(cast, event)
    touch(at(cast.alice), event, "need", need="contact")
    assert now(cast, event) == before | {"need": "contact"}
    undo(at(cast.alice), cast.session)
    assert now(cast, event) == before


def test_the_page_asks_no_more_of_the_database_for_more_events(cast, at, event):
    few = queries(at(cast.alice), page(cast.session))
    for _ in range(20):
        make_event(session=cast.session, actor=cast.melati.person, recorded_by=cast.seat)
    assert queries(at(cast.alice), page(cast.session)) == few
