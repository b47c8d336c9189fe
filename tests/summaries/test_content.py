import json

from hypothesis import given, settings
from hypothesis import strategies as st

from observations.analysis.member import member_claims
from observations.analysis.records import COMPONENTS, Course, Observation
from observations.summaries.content import LATEST, claims_of, content_of

COURSE = Course(tuple(range(1, 13)), tuple(range(1, 12)))
FULL = dict.fromkeys(COMPONENTS, ("observed", 1))


def observation(number: int, **fields) -> Observation:
    fields = {"session": 1 + number % 12, "at": float(number), "kind": "incident", "affect": "negative"} | fields
    return Observation(id=f"{number:08}-0000-7000-8000-000000000000", actor="m1", strength=4, **fields)


def claim(content, kind: str, **of) -> tuple[dict, list[str]]:
    pairs = zip(content.claims, content.evidence, strict=True)
    return next((c, e) for c, e in pairs if c["kind"] == kind and of.items() <= c["of"].items())


observations = st.lists(
    st.builds(
        observation,
        st.integers(0, 500),
        session=st.integers(1, 12),
        kind=st.sampled_from(["incident", "interaction"]),
        affect=st.sampled_from(["negative", "positive"]),
        focus=st.sampled_from([None, "here-and-now", "past"]),
        reflection=st.sampled_from([None, "none", "explained"]),
        feared_expected=st.sampled_from([None, 3, 8]),
        feared_happened=st.sampled_from([None, 0, 9]),
        components=st.sampled_from([{}, FULL, {"risk": ("observed", 1), "support": ("not-observed", None)}]),
    ),
    max_size=25,
    unique_by=lambda o: o.id,
)


@settings(max_examples=60, deadline=None)
@given(observations, st.randoms())
def test_the_order_of_the_records_does_not_matter_to_a_single_byte(records, chance):
    shuffled = records[:]
    chance.shuffle(shuffled)
    first, second = content_of(records, COURSE), content_of(shuffled, COURSE)
    assert json.dumps([first.claims, first.evidence]) == json.dumps([second.claims, second.evidence])
    assert first.digest == second.digest


@settings(max_examples=60, deadline=None)
@given(observations)
def test_what_is_stored_is_what_json_holds_and_reads_back_as_the_same_claims(records):
    stored = content_of(records, COURSE).claims
    assert json.loads(json.dumps(stored)) == stored
    whole = [c for c in member_claims(records, COURSE) if "session" not in c.of]
    figures = [(c.kind, dict(c.of), c.n, c.observed, c.estimate, c.low, c.high, c.missing) for c in whole]
    read = [(c.kind, dict(c.of), c.n, c.observed, c.estimate, c.low, c.high, c.missing) for c in claims_of(stored)]
    assert read == figures


@settings(max_examples=60, deadline=None)
@given(observations)
def test_every_claim_keeps_its_place_and_its_evidence_whatever_the_records(records):
    content = content_of(records, COURSE)
    places = [(c["kind"], c["of"]) for c in content.claims if c["kind"] != "bottleneck"]
    empty = content_of([], COURSE)
    assert places == [(c["kind"], c["of"]) for c in empty.claims if c["kind"] != "bottleneck"]
    assert [c["detail"]["grounds"] for c in content.claims] == [len(events) for events in content.evidence]


def test_evidence_stands_in_the_order_of_time():
    late, early = observation(1, session=9), observation(2, session=3)
    _, events = claim(content_of([late, early], COURSE), "incident", affect="negative")
    assert events == [early.id, late.id]


def test_a_stored_claim_holds_no_ids_but_those_of_the_arcs_in_the_picture():
    records = [observation(n, feared_expected=2, feared_happened=9, components=FULL) for n in range(100)]
    content = content_of(records, COURSE)
    pictured = {arc["id"] for c in content.claims for arc in c["detail"].get("arcs", [])}
    text = json.dumps(content.claims)
    assert len(pictured) == 40
    assert {o.id for o in records if o.id in text} == pictured
    assert claim(content, "rupture")[0]["detail"]["without_follow_up"] == 100


def test_another_event_another_digest():
    one, other = observation(1), observation(2, session=2)
    assert content_of([one], COURSE).digest != content_of([other], COURSE).digest


def test_a_facet_that_no_claim_reads_gives_the_same_digest():
    assert content_of([observation(1, at=3.0)], COURSE).digest != content_of([], COURSE).digest
    noted = observation(1, kind="interaction")
    assert content_of([noted], COURSE).digest == content_of([noted._replace(novel=True)], COURSE).digest


def test_what_is_stored_does_not_grow_with_the_years():
    def size(sessions: int, per_session: int) -> int:
        course = Course(tuple(range(1, sessions + 1)), tuple(range(1, sessions + 1)))
        records = [
            observation(n, session=1 + n // per_session, focus="past", kind="incident" if n % 9 == 0 else "interaction")
            for n in range(sessions * per_session)
        ]
        return len(json.dumps(content_of(records, course).claims))

    assert size(400, 15) < 1.15 * size(100, 15)


def test_the_picture_shows_incidents_of_the_latest_sessions_and_counts_those_before():
    sessions = tuple(range(1, 101))
    records = [observation(n, session=1 + 10 * n, affect=("negative", "positive")[n % 2]) for n in range(10)]
    content = content_of(records, Course(sessions, sessions))
    (negative, _), (positive, _) = (claim(content, "incident", affect=a) for a in ("negative", "positive"))
    assert negative["detail"]["sessions"] == list(sessions[-LATEST:])
    assert [arc["session"] for arc in negative["detail"]["arcs"]] == [41, 61, 81]
    assert [arc["session"] for arc in positive["detail"]["arcs"]] == [51, 71, 91]
    assert negative["detail"]["earlier"] == positive["detail"]["earlier"] == 4
