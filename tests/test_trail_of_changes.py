"""Each change of people, groups and sessions leaves one entry: who, what, where; never a word of its content."""

import json
from datetime import date
from types import SimpleNamespace

import pytest
from django.urls import get_resolver, reverse

from groupcounsel.audit.models import Entry
from groupcounsel.audit.trail import broken_links
from groupcounsel.lib.database_session import acting
from members.identities import sealed
from members.models import Identity
from sessions_app.models import PlanItem
from tests.factories import make_session
from tests.members.statements import make_statement
from tests.pages import chained

WORD = "Nobody-may-read-this"
WHEN = {"date": "2026-12-02", "time": "16:00", "minutes": "75", "structure": "themed"}
GROUP = {"name": WORD, "capacity": "9", "timezone": "Asia/Makassar", "kind": "open"}
IDENTITY = {"legal_name": WORD, "contact": WORD}
# Address → of whom it is, what is sent, the entry it leaves.
CHANGES = {
    "members:group_edit": ("group", GROUP, "group-changed"),
    "members:member_add": (
        "group",
        {"alias": WORD, "joined": "2026-03-04", "problems": WORD, "goals": WORD, "consents": "polls"} | IDENTITY,
        "member-added",
    ),
    "members:member_edit": ("melati", {"alias": WORD, "joined": "2026-01-08"}, "membership-changed"),
    "members:identity": ("dahlia", {}, "identity-opened"),
    "members:identity_edit": ("melati", IDENTITY, "identity-written"),
    "members:statement_add": ("melati", {"kind": "problem", "text": WORD}, "problem-added"),
    "members:statement_revise": ("stated", {"text": WORD}, "goal-revised"),
    "members:statement_close": ("stated", {}, "goal-closed"),
    "members:statement_reopen": ("closed", {}, "goal-reopened"),
    "members:consent_change": ("melati", {"purpose": "polls", "given": "no"}, "consent-withdrawn"),
    "sessions:session_add": ("group", WHEN | {"theme": WORD}, "sessions-planned"),
    "sessions:series_add": ("group", WHEN | {"every": "1", "times": "3"}, "sessions-planned"),
    "sessions:session_edit": ("session", WHEN | {"theme": WORD}, "session-changed"),
    "sessions:session_cancel": ("planned", {}, "session-cancelled"),
    "sessions:attendance": ("session", {"melati": "late"}, "attendance-noted"),
    "sessions:all_present": ("planned", {}, "attendance-noted"),
    "sessions:afterwards": ("session", {"safety": "2", "honesty": "3"}, "session-changed"),
    "sessions:session_start": ("planned", {}, "session-live"),
    "sessions:session_end": ("live", {}, "session-debriefing"),
    "sessions:session_held": ("planned", {}, "session-debriefing"),
    "sessions:plan_add": ("session", {"text": WORD}, "plan-extended"),
    "sessions:plan_tick": ("meant", {"done": "yes"}, "plan-ticked"),
    "sessions:plan_move": ("meant", {"way": "down"}, "plan-ordered"),
    "sessions:plan_remove": ("meant", {}, "plan-shortened"),
    "register:group_add": (None, GROUP, "group-added"),
    "register:group_edit": ("group", GROUP, "group-changed"),
    "register:leader_add": ("group", {"user": "charlie", "role": "lead", "starts": "2026-02-01"}, "leader-added"),
    "register:leader_end": ("part", {"ends": "2026-02-01"}, "leadership-ended"),
}


@pytest.fixture
def scene(cast) -> SimpleNamespace:
    cast.stated = make_statement(cast.melati, kind="goal")
    cast.closed = make_statement(cast.melati, "other", kind="goal", position=1, closed=date(2026, 4, 1))
    cast.planned = make_session(group=cast.group, number=2, state="planned")
    cast.live = make_session(group=cast.group, number=3, state="live")
    cast.part = cast.group.leaderships.get(user=cast.bob)
    with acting(group_id=cast.group.id):
        texts = enumerate([WORD, "another"], 1)
        meant = [PlanItem(group=cast.group, session=cast.planned, text=text, position=place) for place, text in texts]
        cast.meant = PlanItem.objects.bulk_create(meant)[0]
        Identity.objects.create(group=cast.group, person=cast.dahlia.person, sealed=sealed(IDENTITY))
    return cast


def send(scene, at, name):
    of, sent, _ = CHANGES[name]
    person = scene.adi if name.startswith("register") else scene.alice
    rows = {"melati": str(scene.melati.person_id), "charlie": str(scene.charlie.id)}
    sent = {rows.get(key, key): rows.get(value, value) for key, value in sent.items()}
    return person, at(person).post(reverse(name, args=[getattr(scene, of).id] if of else []), sent)


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_leaves_one_entry_with_who_and_where(scene, at, name):
    before = set(Entry.objects.values_list("pk", flat=True))
    person, answer = send(scene, at, name)
    left = Entry.objects.exclude(pk__in=before)
    assert answer.status_code == (200 if name == "members:identity" else 302)
    [entry] = left.filter(action=CHANGES[name][2])
    assert left.count() == 1 and entry.by == person.id and entry.subject and entry.kind
    assert entry.group == scene.group.id or name == "register:group_add"


@pytest.mark.parametrize("name", CHANGES)
def test_no_word_of_it_stands_in_the_trail_and_the_chain_stays_whole(scene, at, name):
    send(scene, at, name)
    chained()
    trail = json.dumps(list(Entry.objects.values("action", "kind", "detail")))
    assert WORD not in trail and broken_links() == []


@pytest.mark.parametrize("name", CHANGES)
def test_the_trail_is_read_in_words_also_by_whoever_reads_indonesian(scene, at, name):
    send(scene, at, name)
    for language in ("en", "id"):
        type(scene.adi).objects.filter(pk=scene.adi.pk).update(language=language)
        line = at(scene.adi).get(reverse("supervision:trail"), {"action": CHANGES[name][2]}).context["lines"][0]
        assert line.action and line.action != CHANGES[name][2] and all(label for label, _ in line.particulars)


def test_every_address_that_changes_something_here_is_in_the_table():
    spaces = [pattern for pattern in get_resolver().url_patterns if hasattr(pattern, "namespace")]
    ours = [pattern for pattern in spaces if pattern.namespace in ("members", "sessions", "register")]
    names = {f"{pattern.namespace}:{url.name}" for pattern in ours for url in pattern.url_patterns}
    reading = {"members:group_list", "members:group_detail", "members:membership_manage", "sessions:session_detail"}
    assert names - reading - {"register:group_register"} == set(CHANGES)
