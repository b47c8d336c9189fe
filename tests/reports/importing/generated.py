"""Valid documents of any kind, drawn from the codebook's codes."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from groupcounsel.lib.identifiers import uuid7
from members.models import Consent
from observations.codebook import codes
from observations.polls.models import Poll
from sessions_app.models import Attendance, Session

numbers = count(1)
LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
PRACTICES = ["gives-in", "opens-up", "takes-over"]
ZONES = ["Asia/Jakarta", "UTC", "America/St_Johns", "Pacific/Chatham"]


def words(least: int = 0, most: int = 12):
    return st.text(LETTERS, min_size=least, max_size=most)


def of(choices):
    return st.sampled_from(choices.values)


def maybe(strategy):
    return st.none() | strategy


def some(**fields):
    """An object with any of these fields, none of which need say anything."""
    return maybe(st.fixed_dictionaries({}, optional={name: maybe(one) for name, one in fields.items()}))


YES_OR_NO = st.booleans()
DAYS = st.dates(date(1950, 1, 1), date(2100, 1, 1))
STRENGTH, TENTHS = st.integers(1, 5), st.integers(0, 10)
MARK = st.integers(-9, 9) | st.floats(-1e9, 1e9)
SAID = words() | words(0, 200)


@st.composite
def member(draw, ref: str, alias: str) -> dict:
    joined, left = sorted((draw(DAYS), draw(DAYS)))
    gone = draw(YES_OR_NO)
    statements = st.lists(words(1, 30), max_size=3)
    return {
        "ref": ref, "kind": "member", "alias": alias, "joined": joined.isoformat(),
        "left": left.isoformat() if gone else None, "outcome": draw(maybe(words(1))) if gone else None,
        "problems": draw(maybe(statements)), "goals": draw(maybe(statements)),
        "consent": draw(some(**dict.fromkeys(Consent.Purpose.values, YES_OR_NO))),
    }  # fmt: skip


@st.composite
def people(draw) -> list[dict]:
    size = draw(st.integers(2, 4))
    refs = draw(st.lists(words(1), min_size=size, max_size=size, unique=True))
    aliases = draw(st.lists(words(1), min_size=size, max_size=size, unique=True))
    first, *rest = zip(refs, aliases, strict=True)
    return [{"ref": first[0], "kind": "counselor", "alias": first[1]}, *(draw(member(*one)) for one in rest)]


@st.composite
def sessions(draw, counselor: str, refs: list[str]) -> list[dict]:
    size = draw(st.integers(1, 3))
    named = draw(st.lists(words(1), min_size=size, max_size=size, unique=True))
    numbered = draw(st.lists(st.integers(1, 99), min_size=size, max_size=size, unique=True))
    return [draw(session(ref, number, counselor, refs)) for ref, number in zip(named, numbered, strict=True)]


@st.composite
def session(draw, ref: str, number: int, counselor: str, refs: list[str]) -> dict:
    """The counselor was never absent, so that somebody can always act."""
    when = draw(st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))
    facts = {
        "minutes": st.integers(1, 300), "structure": of(Session.Structure), "theme": maybe(words()),
        "attendance": maybe(st.dictionaries(st.sampled_from(refs), of(Attendance.State))),
        "safety": maybe(STRENGTH), "honesty": maybe(STRENGTH), "signed_by": maybe(st.just(counselor)),
    }  # fmt: skip
    starts = when.astimezone(ZoneInfo(draw(st.sampled_from(ZONES)))).replace(second=0).isoformat()
    return {"ref": ref, "number": number, "starts": starts} | draw(st.fixed_dictionaries({}, optional=facts))


def belonged_on(person: dict, session: dict) -> bool:
    """In every zone: on the days around the session's as well."""
    held = datetime.fromisoformat(session["starts"]).astimezone(UTC).date()
    first, last = (str(held + timedelta(days=days)) for days in (-2, 2))
    return person["kind"] == "counselor" or (person["joined"] <= first and last <= (person["left"] or "9999"))


class Room:
    """One session as events see it."""

    def __init__(self, session: dict, sessions: list[dict], people: list[dict], behaviours: list[dict]):
        attended, counselor = session.get("attendance") or {}, people[0]["ref"]
        attended.pop(counselor, None)
        self.session, self.people = session["ref"], [person["ref"] for person in people]
        self.present = [ref for ref in self.people if not attended.get(ref, "").startswith("absent")]
        belonged = {person["ref"] for person in people if belonged_on(person, session)}
        self.responding = [ref for ref in self.present if ref in belonged or ref in attended]
        self.validating = [ref for ref in self.people if ref in belonged or ref in self.responding]
        self.later = [one["ref"] for one in sessions if one["number"] >= session["number"]]
        self.behaviours = PRACTICES + [one["code"] for one in behaviours]


@st.composite
def event(draw, room: Room, key: str) -> dict:
    actor, incident = draw(st.sampled_from(room.present)), draw(YES_OR_NO)
    affect = of(codes.Affect)
    core = {
        "id": key, "session": room.session, "actor": actor, "kind": "incident" if incident else "interaction",
        "recorded_by": draw(st.sampled_from(room.people)), "at": draw(st.integers(0, 9000) | st.floats(0, 1_966_020)),
        "affect": draw(affect if incident else maybe(affect)),
    }  # fmt: skip
    return core | draw(st.fixed_dictionaries({}, optional=facets(room, actor)))


def facets(room: Room, actor: str) -> dict:
    others = [ref for ref in room.people if ref != actor]
    named = st.lists(st.sampled_from(room.people), unique=True)
    return {
        "toward": maybe(st.just("group") | st.lists(st.sampled_from(others), unique=True)),
        "strength": maybe(STRENGTH), "focus": maybe(of(codes.Focus)), "origin": maybe(of(codes.Origin)),
        "trigger": maybe(of(codes.Trigger)), "behaviour": maybe(st.sampled_from(room.behaviours)),
        "octant": maybe(of(codes.Octant)), "adaptive": maybe(YES_OR_NO), "need": maybe(of(codes.Need)),
        "text": maybe(SAID), "novel": maybe(YES_OR_NO),
        "feared": some(outcome=of(codes.Fear), expected=TENTHS, happened=TENTHS),
        "reality_testing": maybe(tested()), "afterwards": maybe(of(codes.Afterwards)),
        "hidden_self": maybe(of(codes.HiddenSelf)), "components": maybe(arc(room)),
        "responses": lines(room.responding, kind=of(codes.ResponseKind), strength=STRENGTH, anticipated=YES_OR_NO),
        "felt": lines(room.responding, feeling=of(codes.Feeling), strength=STRENGTH),
        "reflection": maybe(of(codes.Reflection)), "process_looked_at": maybe(YES_OR_NO),
        "distortion": maybe(distortion(room)),
        "transference": maybe(st.fixed_dictionaries(
            {"figure": of(codes.Figure)}, optional={"toward": maybe(st.sampled_from(others))})),
        "insight": some(domain=of(codes.InsightDomain), process=of(codes.InsightProcess), helped_by=named),
        "outside": some(relationship=of(codes.Relationship), recognised_by=named),
        "follow_up": maybe(st.fixed_dictionaries(
            {"text": words(1)}, optional={"done_in": maybe(st.sampled_from(room.later))})),
    }  # fmt: skip


def tested():
    seen = {"state": st.just("observed"), "finding": maybe(of(codes.Finding))}
    return st.fixed_dictionaries(seen) | st.fixed_dictionaries({"state": maybe(of(codes.State))})


def arc(room: Room):
    later = st.sampled_from(room.later)
    states = {"observed": later, "not-observed": maybe(later), "unknown": st.none()}
    seen = st.one_of(st.fixed_dictionaries({"state": st.just(name), "session": one}) for name, one in states.items())
    of_what = st.fixed_dictionaries({"of": maybe(st.lists(st.sampled_from(["behaviour", "avoidance"]), unique=True))})
    recognition = st.tuples(seen, of_what).map(lambda pair: pair[0] | pair[1])
    kinds = {kind: recognition if kind == "recognition" else seen for kind in codes.ComponentKind.values}
    return st.fixed_dictionaries({}, optional={kind: maybe(one) for kind, one in kinds.items()})


def lines(people: list[str], **fields):
    (name, needed), *rest = fields.items()
    line = {"by": st.sampled_from(people), name: needed}
    return maybe(st.lists(st.fixed_dictionaries(line, optional={key: maybe(one) for key, one in rest}), max_size=3))


def distortion(room: Room):
    one = {"by": st.sampled_from(room.validating), "stance": of(codes.Stance)}
    stance = st.fixed_dictionaries(one, optional={"rating": maybe(TENTHS)})
    stances = maybe(st.lists(stance, unique_by=lambda one: one["by"], max_size=3))
    whole = {"view": words(1), "revised_view": maybe(words()), "validation": stances}
    rated = {"held": maybe(TENTHS), "held_after": maybe(TENTHS)}
    return st.fixed_dictionaries({}, optional={"validation": stances}) | st.fixed_dictionaries(whole, optional=rated)


@st.composite
def poll(draw, ref: str, people: list[str], sessions: list[str]) -> dict:
    kind = draw(of(Poll.Kind))
    given = st.sampled_from(people).flatmap(lambda voter: ballot(kind, voter, [ref for ref in people if ref != voter]))
    scale = maybe(st.lists(words(), max_size=3) | st.dictionaries(words(), MARK, max_size=2) | st.just([-1e9, 1e9]))
    facts = {
        "session": maybe(st.sampled_from(sessions)), "limit": maybe(st.integers(len(people), 9)), "scale": scale,
        "ballots": maybe(st.lists(given, unique_by=lambda one: one["by"], max_size=3)),
    }  # fmt: skip
    core = {"ref": ref, "kind": kind, "criterion": draw(words(1))}
    return core | draw(st.fixed_dictionaries({}, optional=facts))


def ballot(kind: str, voter: str, others: list[str]):
    chosen = st.sampled_from(others)
    value = {"nomination": st.sampled_from([1, -1]), "rating": MARK}.get(kind, st.integers(1, 9) | st.floats(1, 1e9))
    said = {
        "choices": maybe(st.dictionaries(chosen, maybe(value))), "expected": maybe(st.lists(chosen, unique=True)),
        "reason": maybe(st.dictionaries(chosen, maybe(words()))),
    }  # fmt: skip
    return st.fixed_dictionaries({"by": st.just(voter)}, optional=said)


@st.composite
def behaviours(draw) -> list[dict]:
    """The group's own, some under a name that the practice's list has too."""
    label = st.fixed_dictionaries({"en": words(1), "id": words(1)})
    row = {"code": st.sampled_from([*PRACTICES, "own", "x-1"]), "label": label, "octant": maybe(of(codes.Octant))}
    return draw(st.lists(st.fixed_dictionaries(row), unique_by=lambda one: one["code"], max_size=3))


@st.composite
def documents(draw) -> dict:
    """With an `again`: the same document after every event has been looked at once more."""
    who, own = draw(people()), draw(behaviours())
    refs = [person["ref"] for person in who]
    held = draw(sessions(refs[0], refs))
    rooms = [Room(draw(st.sampled_from(held)), held, who, own) for _ in range(draw(st.integers(0, 4)))]
    ids = [str(uuid7()) for _ in rooms]
    polls = draw(st.lists(words(1), unique=True, max_size=2))
    facts = {"name": words(1), "kind": st.sampled_from(["open", "closed"]), "timezone": st.sampled_from(ZONES)}
    document = {
        "format": "groupcounsel/1", "codebook": "1",
        "group": {"ref": f"{draw(words(1))}-{next(numbers)}", **draw(st.fixed_dictionaries(facts))},
        "people": who, "behaviours": own, "sessions": held,
        "events": [draw(event(room, key)) for room, key in zip(rooms, ids, strict=True)],
        "polls": [draw(poll(ref, refs, [one["ref"] for one in held])) for ref in polls],
    }  # fmt: skip
    again = [draw(event(room, key)) for room, key in zip(rooms, ids, strict=True)]
    return {"document": document, "again": document | {"events": again}}
