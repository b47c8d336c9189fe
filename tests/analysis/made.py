"""Records for these tests: one event at a time, or anything that Hypothesis can think of."""

from itertools import count

from hypothesis import strategies as st

from observations.analysis.records import COMPONENTS, Course, Felt, Observation, Response, Stance

STATES = {"y": "observed", "n": "not-observed", "?": "unknown"}
_numbers = count(1)


def event(session=1, **noted):
    number = next(_numbers)
    return Observation(
        **{"id": f"e{number:05}", "at": float(number), "kind": "interaction", "actor": "melati"} | noted,
        session=session,
    )


def events(number, **noted):
    return [event(**noted) for _ in range(number)]


def incident(states="?????", session=1, *, seen=None, **noted):
    """`states` is one letter a component: y observed, n not observed, ? unknown; `seen` the session it was seen in."""
    components = {name: (STATES[letter], seen) for name, letter in zip(COMPONENTS, states, strict=True)}
    return event(session, kind="incident", components=components, **{"affect": "negative", "strength": 5} | noted)


def incidents(*states, **noted):
    return [incident(letters, **noted) for letters in states]


def feared(expected, happened, **noted):
    return event(kind="incident", affect="negative", feared_expected=expected, feared_happened=happened, **noted)


def course(held=12, attended=None):
    sessions = tuple(range(1, held + 1))
    return Course(sessions, sessions if attended is None else tuple(attended))


def only(claims, kind, **of):
    """The one claim of this kind whose `of` has these values."""
    found = [c for c in claims if c.kind == kind and of.items() <= c.of.items()]
    assert len(found) == 1, f"{len(found)} claims of kind {kind} about {of}"
    return found[0]


def maybe(strategy):
    return st.none() | strategy


def component_states():
    return st.dictionaries(
        st.sampled_from(COMPONENTS),
        st.tuples(st.sampled_from(sorted(STATES.values())), maybe(st.integers(1, 12))),
    )


PEOPLE = ("anggrek", "dahlia", "kenanga")
OCTANTS = ("PA", "BC", "DE", "FG", "HI", "JK", "LM", "NO")


def coded():
    codes = {
        "origin": ("spontaneous", "evoked"),
        "trigger": ("criticism", "praise", "separation"),
        "behaviour": ("gives-in", "mocks"),
        "octant": OCTANTS,
        "answered": OCTANTS,
        "need": ("contact", "esteem"),
        "transference": ("mother", "authority"),
        "insight_domain": ("self", "behaviour"),
        "insight_process": ("clarification", "explanation"),
        "outside": ("family", "work"),
    }
    flags = {name: maybe(st.booleans()) for name in ("adaptive", "novel")}
    return {name: maybe(st.sampled_from(values)) for name, values in codes.items()} | flags


def told_by_others():
    who, strong = st.sampled_from(PEOPLE), maybe(st.integers(1, 5))
    lines = {
        "responses": st.builds(Response, who, st.sampled_from(["supports", "attacks"]), strong, maybe(st.booleans())),
        "felt": st.builds(Felt, who, st.sampled_from(["warm", "angry"]), strong),
        "validations": st.builds(Stance, who, st.sampled_from(["confirms", "disputes"]), maybe(st.integers(0, 10))),
    }
    several = dict.fromkeys(("toward", "helped_by", "recognised_by"), who)
    flags = {name: st.booleans() for name in ("distorted", "revised")}
    return {
        name: st.lists(line, max_size=3, unique=True).map(tuple) for name, line in (lines | several).items()
    } | flags


def observations(actor="melati", **fixed):
    """One event with anything noted or not; its id is its own."""
    anything = {
        "id": st.uuids().map(str),
        "session": st.integers(1, 12),
        "at": st.floats(0, 5400),
        "kind": st.sampled_from(["incident", "interaction"]),
        "actor": st.just(actor),
        "affect": maybe(st.sampled_from(["negative", "positive"])),
        "strength": maybe(st.integers(1, 5)),
        "focus": maybe(st.sampled_from(["here-and-now", "past", "outside"])),
        "reflection": maybe(st.sampled_from(["none", "described", "explained", "carried-over"])),
        "process_looked_at": maybe(st.booleans()),
        "feared_outcome": maybe(st.sampled_from(["attack", "ridicule"])),
        "feared_expected": maybe(st.integers(0, 10)),
        "feared_happened": maybe(st.integers(0, 10)),
        "held": maybe(st.integers(0, 10)),
        "held_after": maybe(st.integers(0, 10)),
        "components": component_states(),
        "followed_up": st.booleans(),
        **coded(),
        **told_by_others(),
    }
    return st.builds(Observation, **anything | fixed)


def records(least=0, most=40, **fixed):
    return st.lists(observations(**fixed), min_size=least, max_size=most, unique_by=lambda o: o.id)


def rated():
    """At least five events whose fear was rated before and after."""
    ratings = st.integers(0, 10)
    return records(least=5, most=20, feared_expected=ratings, feared_happened=ratings)


def courses():
    return st.sets(st.integers(1, 12)).map(lambda attended: course(12, sorted(attended)))
