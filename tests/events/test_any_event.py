"""Whatever may be said of an event comes back as it was said, from the database and from a form that nobody touched."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groupcounsel.audit.models import Entry
from groupcounsel.lib.database_session import acting
from observations.codebook import codes
from observations.events.document import event_document, lean
from observations.events.models import CODED
from tests.events.made import form_of, recorded
from tests.events.test_event_detail import url
from tests.factories import make_session

ACTOR, OTHERS, SESSIONS = "ACTOR", ["DAHLIA", "ALICE"], ["HERE", "LATER"]
OF = [[], ["behaviour"], ["avoidance"], ["behaviour", "avoidance"]]
words = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n"), max_size=40)
said = words.filter(str.strip)
people = st.lists(st.sampled_from(OTHERS), unique=True).map(sorted)
rating = st.none() | st.integers(1, 5)


def code(listed):
    return st.none() | st.sampled_from(listed.values)


def lines(by, **fields):
    return st.lists(st.fixed_dictionaries({"by": by, **fields}), max_size=3)


def either(**fields):
    return st.none() | st.fixed_dictionaries(fields)


def component(kind: str):
    of = {"of": st.sampled_from(OF)} if kind == "recognition" else {}
    seen = st.fixed_dictionaries({"state": st.just("observed"), "session": st.sampled_from(SESSIONS)} | of)
    not_seen = {"state": st.just("not-observed"), "session": st.none() | st.sampled_from(SESSIONS)}
    unknown = st.fixed_dictionaries({"state": st.just("unknown")} | of)
    return st.none() | seen | st.fixed_dictionaries(not_seen | of) | unknown


responses = lines(
    st.sampled_from(OTHERS), kind=st.sampled_from(codes.ResponseKind.values), strength=rating,
    anticipated=st.none() | st.booleans(),
)  # fmt: skip
felt = lines(st.sampled_from(OTHERS), feeling=st.sampled_from(codes.Feeling.values), strength=rating)
how_far = st.none() | st.integers(0, 10)
stances = lines(st.sampled_from(OTHERS), stance=st.sampled_from(codes.Stance.values), rating=how_far)
seen_as = st.none() | st.sampled_from(OTHERS)
plain = {
    name: code(CODED[name])
    for name in ("focus", "origin", "trigger", "octant", "need", "afterwards", "hidden_self", "reflection")
}
yes_or_no = dict.fromkeys(("adaptive", "novel", "process_looked_at"), st.none() | st.booleans())
anything = st.fixed_dictionaries(
    {
        "at": st.floats(0, 5400).map(lambda at: round(at, 3)),
        "affect": st.sampled_from(codes.Affect.values),
        "kind": st.sampled_from(codes.Kind.values),
        "strength": rating,
        "toward": st.just("group") | people,
        "behaviour": st.none() | st.sampled_from(["gives-in", "mocks"]),
        "text": words,
        "feared": either(
            outcome=code(codes.Fear), expected=st.none() | st.integers(0, 10), happened=st.none() | st.integers(0, 10)
        ),
        "reality_testing": st.none()
        | st.fixed_dictionaries({"state": st.just("observed"), "finding": code(codes.Finding)})
        | st.fixed_dictionaries({"state": st.sampled_from(["not-observed", "unknown"])}),
        "components": st.fixed_dictionaries({kind: component(kind) for kind in codes.ComponentKind.values}),
        "responses": responses,
        "felt": felt,
        "distortion": either(
            view=said,
            held=how_far,
            revised_view=words,
            held_after=how_far,
            validation=stances.map(lambda rows: [*{row["by"]: row for row in rows}.values()]),
        ),
        "transference": either(figure=st.sampled_from(codes.Figure.values), toward=seen_as),
        "insight": either(domain=code(codes.InsightDomain), process=code(codes.InsightProcess), helped_by=people),
        "outside": either(relationship=code(codes.Relationship), recognised_by=people),
        "follow_up": either(text=said, done_in=st.none() | st.sampled_from(SESSIONS)),
    }
    | plain
    | yes_or_no
)


def named(value, names: dict[str, str]):
    """The document with the refs of this cast."""
    if isinstance(value, dict):
        return {key: named(inner, names) for key, inner in value.items()}
    if isinstance(value, list):
        return [named(inner, names) for inner in value]
    return names.get(value, value) if isinstance(value, str) else value


@pytest.fixture
def told(cast):
    """From an example to an event on record, and the document that it should give back."""
    later = make_session(group=cast.group, number=2)
    names = {"DAHLIA": cast.dahlia.person.ref, "ALICE": cast.seat.ref, "HERE": "s1", "LATER": later.ref}
    core = {"session": "s1", "recorded_by": cast.seat.ref, "actor": cast.melati.person.ref}

    def record(example):
        document = lean(core | named(example, names))
        event = recorded(cast, document)
        for path in (document, document.get("insight") or {}, document.get("outside") or {}):
            for key in {"toward", "helped_by", "recognised_by"} & path.keys():
                path[key] = sorted(path[key]) if isinstance(path[key], list) else path[key]
        return event, document | {"id": str(event.id)}

    cast.record = record
    return cast


def now(cast, event):
    with acting(group_id=cast.group.id):
        return event_document(event)


on_one_database = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@settings(on_one_database, max_examples=60)
@given(anything)
def test_the_database_gives_back_what_was_said(told, example):
    event, document = told.record(example)
    assert now(told, event) == document


@settings(on_one_database, max_examples=25)
@given(anything)
def test_a_form_that_nobody_touched_says_the_same_and_leaves_no_trace(told, at, example):
    event, document = told.record(example)
    browser = at(told.alice)
    answer = browser.post(url(event), form_of(browser.get(url(event)), url(event)))
    assert answer.status_code == 302, answer.content.decode()
    assert now(told, event) == document
    assert not Entry.objects.filter(action="event-changed", subject=event.id).exists()
