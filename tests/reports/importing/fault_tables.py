"""Places of a small document, what is put there, and what is expected to be said: one fault, at that place.

Where the fault stands elsewhere, or there are several, the third column is a list of (path, value, words).
"""

from tests.reports.importing.made import GONE

UUID = "expected a UUID such as 0193a1f0-7c1e-7c39-9f0a-2b1de0c8a111"
REF = "expected text of 1 to 60 characters"
DATE = "expected a date such as 2026-01-31"
MOMENT = "expected a time with its distance from UTC, such as 2026-01-31T16:00:00+07:00"
WHOLE = "expected a whole number from {} to {}"
TEXT = "expected text of {} to {} characters"
FIVE = WHOLE.format(1, 5) + " or null"
TEN = WHOLE.format(0, 10) + " or null"
AT = "expected a number from 0 to 1966020"
YES_OR_NO = "expected true or false or null"
ONE_OF = "expected one of {}"
CODED = "expected one of {}, null"
MISSING = "is missing"
NO_PERSON, NO_SESSION = "is not among the people", "is not among the sessions"
NO_BEHAVIOUR = "is not among the behaviours, and not in the practice's own list"
NAMED_TWICE, HAD_TWICE = "another one has this name", "another one has this already"
NO_DAY, NO_TIME = "there is no such day", "there is no such time"
IN_OUR_TIME = "expected a time from 1900 to 2199, by the clock of UTC"
ONCE = "expected everything in it once"
UNSEEN = "a rating is of a view: the view is missing"
COUNSELOR = "expected a counselor among the people"
NOBODY_ACTS = "nobody acts who was not there: absent from this session"
NOBODY_RESPONDS = "nobody responds who was not there: absent from this session"
OTHERS = "a ballot speaks of others, not of the one who answers"
MARK = "expected a number from -1000000000 to 1000000000"


def known(*names: str) -> str:
    return f"is not known here; known are {', '.join(names)}"


SECTIONS = ("behaviours", "codebook", "events", "format", "group", "people", "polls", "sessions")
SEAT = known("alias", "kind", "ref")
RESPONSES = (
    "supports, validates, disputes, confronts, gives-feedback, attacks, bursts-out, intimidated, bored, withdraws, "
    "silent, identifies, comforts, other"
)
FEELINGS = "angry, bored, intimidated, protective, warm, helpless, irritated, anxious, sad, proud, drained, other"
TRIGGERS = "criticism, praise, demand, silence, disclosure, separation, newcomer, rivalry, limit, exercise, other"
FEARS = "abandonment, attack, ridicule, rejection, derision, engulfment, destroying-others, other"
STATES = "present, late, left-early, absent-with-word, absent-without-word, absent"

GROUP = [
    ("format", "groupcounsel/2", "expected groupcounsel/1"),
    ("format", GONE, MISSING),
    ("codebook", GONE, MISSING),
    ("codebook", 1, TEXT.format(1, 20)),
    ("codebook", "99", "this version of the codebook is not known here"),
    ("group", GONE, MISSING),
    ("group", [], "expected an object"),
    ("group.ref", GONE, MISSING),
    ("group.ref", "", REF),
    ("group.ref", 5, REF),
    ("group.name", "n" * 121, [("$.group.name", '"' + 78 * "n" + "…", TEXT.format(1, 120))]),
    ("group.kind", "half", ONE_OF.format("closed, open")),
    ("group.capacity", 1, WHOLE.format(2, 32767)),
    ("group.capacity", 2.5, WHOLE.format(2, 32767)),
    ("group.capacity", True, WHOLE.format(2, 32767)),
    ("group.capacity", 10**30, WHOLE.format(2, 32767)),
    ("group.timezone", "Mars/Base", "expected a time zone such as Asia/Jakarta"),
    ("group.timezone", "../../etc/passwd", "expected a time zone such as Asia/Jakarta"),
    ("group.ended", "2026-02-30", NO_DAY),
    ("group.ended", "soon", DATE + " or null"),
    ("group.colour", "red", known("capacity", "ended", "kind", "name", "ref", "timezone")),
    ("colour", "red", known(*SECTIONS)),
    ("a colour", "red", [('$["a colour"]', '"red"', known(*SECTIONS))]),
    ("events", {}, "expected a list"),
    ("events", None, "expected a list"),
    ("polls", "none", "expected a list"),
    ("behaviours[0].label", {"en": "x"}, [("$.behaviours[0].label.id", "", MISSING)]),
    ("behaviours[0].label.id", "", TEXT.format(1, 80)),
    ("behaviours[0].octant", "XX", CODED.format("PA, BC, DE, FG, HI, JK, LM, NO")),
]

PEOPLE = [
    ("people[3]", None, "expected an object"),
    ("people[3].ref", "m2", NAMED_TWICE),
    ("people[3].ref", None, REF),
    ("people[3].ref", GONE, MISSING),
    ("people[0].kind", "guest", ONE_OF.format("member, counselor")),
    ("people[0].kind", GONE, MISSING),
    ("people[0].alias", "", TEXT.format(1, 120)),
    ("people[0].alias", "Dahlia", [("$.people[1].alias", '"Dahlia"', HAD_TWICE)]),
    ("people[0].joined", GONE, MISSING),
    ("people[0].joined", "7 January", DATE),
    ("people[0].joined", "2026-13-01", NO_DAY),
    ("people[0].joined", "2026-02-30", NO_DAY),
    ("people[1].left", "2025-12-31", "expected a day not before the day of joining, 2026-01-07"),
    ("people[1].left", "2026-02-30", NO_DAY),
    ("people[1].left", None, [("$.people[1].outcome", '"broke-off"', "an outcome belongs to a member who has left")]),
    ("people[1].outcome", "x" * 41, TEXT.format(1, 40) + " or null"),
    ("people[0].problems", "gives in", "expected a list or null"),
    ("people[0].problems[0]", "", TEXT.format(1, 400)),
    ("people[0].consent.recording", "yes", YES_OR_NO),
    ("people[0].consent.photos", True, known("polls", "recording", "summaries")),
    ("people[0].identity", {"name": 5}, [("$.people[0].identity.name", "5", TEXT.format(0, 1000))]),
    ("people[2].joined", "2026-01-07", SEAT),
    ("people[2].identity", {"name": "Sari"}, SEAT),
]

SESSIONS = [
    ("sessions[3].ref", "s2", NAMED_TWICE),
    ("sessions[3].ref", "", REF),
    ("sessions[0].number", 2, [("$.sessions[1].number", "2", HAD_TWICE)]),
    ("sessions[0].number", 0, WHOLE.format(1, 2147483647)),
    ("sessions[0].number", 2**31, WHOLE.format(1, 2147483647)),
    ("sessions[0].starts", GONE, MISSING),
    ("sessions[0].starts", "2026-01-07T16:00:00", MOMENT),
    ("sessions[0].starts", "2026-02-30T16:00:00Z", NO_TIME),
    ("sessions[0].starts", "2026-01-07T25:00:00Z", NO_TIME),
    ("sessions[0].starts", "2026-01-07T16:00:00+99:00", NO_TIME),
    ("sessions[0].starts", "1900-01-01T00:00:00+07:00", IN_OUR_TIME),
    ("sessions[0].starts", "2199-12-31T23:59:59-07:00", IN_OUR_TIME),
    ("sessions[0].minutes", 0, WHOLE.format(1, 32767)),
    ("sessions[0].structure", "open", ONE_OF.format("free, themed, exercise")),
    ("sessions[0].theme", 5, TEXT.format(0, 200) + " or null"),
    ("sessions[0].attendance.m1", "gone", ONE_OF.format(STATES)),
    ("sessions[0].attendance.m9", "present", [("$.sessions[0].attendance.m9", '"m9"', NO_PERSON)]),
    ("sessions[0].attendance.m2", "absent", [("$.events[1].actor", '"m2"', NOBODY_ACTS)]),
    ("sessions[1].attendance.m1", "absent-with-word", [("$.events[0].actor", '"m1"', NOBODY_ACTS)]),
    ("sessions[1].attendance.m2", "absent-without-word", [("$.events[0].responses[0].by", '"m2"', NOBODY_RESPONDS)]),
    ("sessions[1].attendance.c1", "absent", [
        ("$.events[0].responses[1].by", '"c1"', NOBODY_RESPONDS), ("$.events[0].felt[0].by", '"c1"', NOBODY_RESPONDS)]),
    ("sessions[0].safety", 6, FIVE),
    ("sessions[0].honesty", 0, FIVE),
    ("sessions[0].signed_by", "m1", COUNSELOR),
    ("sessions[0].signed_by", "c9", COUNSELOR),
]  # fmt: skip

EVENTS = [
    ("id", "x", UUID),
    ("id", GONE, MISSING),
    ("id", "0193a1f07c1e7c399f0a2b1de0c8a111", UUID),
    ("session", "s9", NO_SESSION),
    ("session", GONE, MISSING),
    ("at", -1, AT),
    ("at", "60", AT),
    ("at", 10**9, AT),
    ("recorded_by", "c9", NO_PERSON),
    ("recorded_by", None, REF),
    ("kind", "quarrel", ONE_OF.format("incident, interaction")),
    ("actor", "m9", NO_PERSON),
    ("actor", "group", NO_PERSON),
    ("toward", "m2", 'expected a list or "group" or null'),
    ("toward", ["m9"], [("$.events[0].toward[0]", '"m9"', NO_PERSON)]),
    ("toward", ["m2", "m1"], [("$.events[0].toward[1]", '"m1"', "nobody acts toward themselves")]),
    ("toward", ["m2", "m2"], ONCE),
    ("affect", GONE, [("$.events[0].affect", "null", "an incident has an affect: expected negative or positive")]),
    ("affect", "mixed", CODED.format("negative, positive")),
    ("strength", 0, FIVE),
    ("strength", 2.5, FIVE),
    ("strength", "4", FIVE),
    ("focus", "now", CODED.format("here-and-now, past, outside")),
    ("origin", "planned", CODED.format("spontaneous, evoked")),
    ("trigger", "noise", CODED.format(TRIGGERS)),
    ("behaviour", "unheard-of", NO_BEHAVIOUR),
    ("behaviour", "gives in", "expected a code of up to 60 letters, digits, - and _ or null"),
    ("octant", "AA", CODED.format("PA, BC, DE, FG, HI, JK, LM, NO")),
    ("adaptive", 1, YES_OR_NO),
    ("need", "love", CODED.format("contact, recognition, acceptance, approval, esteem, mastery")),
    ("text", 5, "expected text or null"),
    ("novel", "no", YES_OR_NO),
    ("feared", [], "expected an object or null"),
    ("feared.outcome", "shame", CODED.format(FEARS)),
    ("feared.expected", 11, TEN),
    ("feared.happened", -1, TEN),
    ("feared.colour", 1, known("expected", "happened", "outcome")),
    ("reality_testing.state", "seen", CODED.format("observed, not-observed, unknown")),
    ("reality_testing.finding", "right", CODED.format("out-of-proportion, misdirected, avoidance-needless")),
    ("reality_testing.state", "not-observed", [
        ("$.events[0].reality_testing.finding", '"out-of-proportion"',
         "a finding needs reality testing that was observed")]),
    ("afterwards", "worse", CODED.format("freer, as-before, less-free")),
    ("hidden_self", "half", CODED.format("shown, kept-closed")),
]  # fmt: skip

ARC = [
    ("components.trust", {"state": "observed"},
     known("facilitation", "reality-testing", "recognition", "risk", "support")),
    ("components.risk", {}, [("$.events[0].components.risk.state", "", MISSING)]),
    ("components.risk.state", "seen", ONE_OF.format("observed, not-observed, unknown")),
    ("components.risk.session", None, "an observed component names the session in which it was seen"),
    ("components.risk.session", "s9", NO_SESSION),
    ("components.risk.session", 5, REF + " or null"),
    ("components.risk.session", "s1", "a component is not seen before its event: expected session 2 or a later one"),
    ("components.risk.of", ["behaviour"], known("session", "state")),
    ("components.recognition.of", ["both"], [
        ("$.events[0].components.recognition.of[0]", '"both"', ONE_OF.format("behaviour, avoidance"))]),
    ("components.recognition.of", ["behaviour", "behaviour"], ONCE),
    ("components.facilitation.session", "s3", "what is not known yet has no session: expected null"),
]  # fmt: skip

MEANING = [
    ("responses", {}, "expected a list or null"),
    ("responses[0]", None, "expected an object"),
    ("responses[0].by", "m9", NO_PERSON),
    ("responses[0].by", GONE, MISSING),
    ("responses[0].kind", "laughs", ONE_OF.format(RESPONSES)),
    ("responses[0].strength", 6, FIVE),
    ("responses[0].anticipated", "no", YES_OR_NO),
    ("responses[0].colour", 1, known("anticipated", "by", "kind", "strength")),
    ("felt[0].by", "m9", NO_PERSON),
    ("felt[0].feeling", "numb", ONE_OF.format(FEELINGS)),
    ("felt[0].strength", 0, FIVE),
    ("reflection", "deep", CODED.format("none, described, explained, carried-over")),
    ("process_looked_at", "yes", YES_OR_NO),
    ("distortion.view", "", [
        ("$.events[0].distortion.revised_view", '"Not all of them."',
         "a revised view had a first one: the view is missing"),
        ("$.events[0].distortion.held", "8", UNSEEN), ("$.events[0].distortion.held_after", "0", UNSEEN)]),
    ("distortion.held", 11, TEN),
    ("distortion.held_after", "3", TEN),
    ("distortion.validation[0].rating", 2.5, TEN),
    ("distortion.validation[0].rated", 2, known("by", "rating", "stance")),
    ("distortion.validation[0].by", "m9", NO_PERSON),
    ("distortion.validation[0].stance", "perhaps", ONE_OF.format("confirms, disputes")),
    ("distortion.validation", [{"by": "m2", "stance": "disputes"}, {"by": "m2", "stance": "confirms"}], [
        ("$.events[0].distortion.validation[1].by", '"m2"', "a person takes one stance; this one has taken theirs")]),
    ("transference.figure", "uncle", CODED.format("mother, father, sibling, partner, authority, child, other")),
    ("transference.figure", None, [
        ("$.events[0].transference.toward", '"c1"', "somebody is seen as somebody: the figure is missing")]),
    ("transference.toward", "m9", NO_PERSON),
    ("transference.toward", "m1", "nobody is seen as somebody by themselves"),
    ("insight.domain", "others", CODED.format("self, behaviour, motivation, unconscious")),
    ("insight.process", "luck", CODED.format("clarification, explanation, de-repression")),
    ("insight.helped_by", ["m9"], [("$.events[0].insight.helped_by[0]", '"m9"', NO_PERSON)]),
    ("insight.helped_by", "m2", "expected a list or null"),
    ("outside.relationship", "club", CODED.format("family, partner, friends, work, other")),
    ("outside.recognised_by", ["m9"], [("$.events[0].outside.recognised_by[0]", '"m9"', NO_PERSON)]),
    ("follow_up.text", None, [
        ("$.events[0].follow_up.done_in", '"s3"', "only a follow-up is done: its text is missing")]),
    ("follow_up.done_in", "s9", NO_SESSION),
    ("follow_up.done_in", "s1", "a follow-up is not done before its event: expected session 2 or a later one"),
]  # fmt: skip

POLLS = [
    ("ref", GONE, MISSING),
    ("session", "s9", NO_SESSION),
    ("kind", "vote", ONE_OF.format("nomination, ranking, rating, whose-opinion-matters")),
    ("criterion", "", "expected text that is not empty"),
    ("limit", 0, WHOLE.format(1, 32767) + " or null"),
    ("scale", "wide", "expected a list or an object or null"),
    ("scale", [True], [("$.polls[0].scale[0]", "true", MARK + " or text")]),
    ("ballots[0].by", "m9", NO_PERSON),
    ("ballots[0].by", GONE, MISSING),
    ("ballots[0].choices", {"m9": 1}, [("$.polls[0].ballots[0].choices.m9", '"m9"', NO_PERSON)]),
    ("ballots[0].choices.m2", "1", MARK + " or null"),
    ("ballots[0].choices.m2", 10**10, MARK + " or null"),
    ("ballots[0].expected", ["m9"], [("$.polls[0].ballots[0].expected[0]", '"m9"', NO_PERSON)]),
    ("ballots[0].reason", {"m 9": "x"}, [('$.polls[0].ballots[0].reason["m 9"]', '"m 9"', NO_PERSON)]),
    ("ballots[0].reason.m2", 5, "expected text or null"),
    ("ballots", [{"by": "m1"}, {"by": "m1"}], [
        ("$.polls[0].ballots[1].by", '"m1"', "a person answers a poll once; this one has answered")]),
    ("ballots[0].expected", ["m1"], [("$.polls[0].ballots[0].expected[0]", '"m1"', OTHERS)]),
    ("ballots[0].choices", {"m1": 1}, [("$.polls[0].ballots[0].choices.m1", '"m1"', OTHERS)]),
    ("ballots[0].choices.m2", 2, "expected 1 for a choice or -1 for a rejection"),
    ("ballots[0].choices", {"m2": 1, "m3": 1, "c1": 1}, [
        ("$.polls[0].ballots[0].choices", '["m2", "m3", "c1"]',
         "more than the poll allows; expected at most 2 of a kind")]),
    ("colour", 1, known("ballots", "criterion", "kind", "limit", "ref", "scale", "session")),
]  # fmt: skip


def under(place: str, rows: list[tuple]) -> list[tuple]:
    return [(f"{place}.{below}", value, said) for below, value, said in rows]


ALL = [*GROUP, *PEOPLE, *SESSIONS, *under("events[0]", EVENTS), *under("events[0]", ARC), *under("events[0]", MEANING)]
ALL += under("polls[0]", POLLS)
