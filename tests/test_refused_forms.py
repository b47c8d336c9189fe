"""Every form of people, groups and sessions, refused field by field: what is wrong is said where it was typed, in the
reader's language, tied to its field for those who hear the page, and what was typed is still there."""

from html.parser import HTMLParser

import pytest
from django.urls import reverse

from groupcounsel.accounts.models import User
from tests.members.statements import make_statement

LONG = "x" * 500
WHEN = {"date": "2026-13-01", "time": "25:00", "minutes": "601", "structure": "lecture"}
GROUP = {"name": LONG, "capacity": "1", "timezone": "Mars/Olympus"}
IDENTITY = {"legal_name": LONG, "born": "2999-01-01", "contact": LONG * 3}
# Form → who fills it in, its address, and something wrong in each of its fields.
FORMS = {
    "members:group_edit": ("alice", lambda cast: cast.group.id, GROUP),
    "members:member_add": (
        "alice",
        lambda cast: cast.group.id,
        {"alias": LONG, "joined": "yesterday", "consents": "all", "problems": LONG, "goals": LONG} | IDENTITY,
    ),
    "members:member_edit": (
        "alice",
        lambda cast: cast.melati.id,
        {"alias": "", "joined": "0206-01-07", "left": "2999-01-01", "outcome": "healed"},
    ),
    "members:identity_edit": ("alice", lambda cast: cast.melati.id, IDENTITY),
    "members:statement_revise": ("alice", lambda cast: make_statement(cast.melati).id, {"text": LONG}),
    "sessions:session_add": ("alice", lambda cast: cast.group.id, WHEN | {"theme": LONG}),
    "sessions:session_edit": ("alice", lambda cast: cast.session.id, WHEN | {"theme": LONG}),
    "sessions:series_add": (
        "alice",
        lambda cast: cast.group.id,
        WHEN | {"every": "9", "times": "61", "without": "christmas"},
    ),
    "sessions:afterwards": ("alice", lambda cast: cast.session.id, {"safety": "6", "honesty": "many"}),
    "register:group_add": ("adi", None, GROUP | {"kind": "secret", "lead": "nobody"}),
    "register:group_edit": ("adi", lambda cast: cast.group.id, GROUP | {"kind": "secret", "ended": "2999-01-01"}),
    "register:leader_add": (
        "adi",
        lambda cast: cast.group.id,
        {"user": "nobody", "role": "owner", "starts": "0206-01-07"},
    ),
    "register:leader_end": (
        "adi",
        lambda cast: cast.group.leaderships.get(user=cast.bob).id,
        {"ends": "2025-12-31"},
    ),
}
CHOSEN = {"structure", "every", "safety", "honesty", "timezone", "kind", "lead", "user", "role", "outcome", "consents"}


class Controls(HTMLParser):
    """Fields by name with what they hold, texts by id, and what each element is described by."""

    def __init__(self, answer):
        super().__init__()
        self.held, self.texts, self.described, self.open = {}, {}, {}, []
        self.feed(answer.content.decode())

    def handle_starttag(self, tag, pairs):
        given = dict(pairs)
        if tag not in ("input", "meta", "link", "br", "path", "circle", "img"):
            self.open.append((tag, given))
        if "id" in given:
            self.texts[given["id"]] = ""
        if given.get("type") != "hidden" and tag in ("input", "select", "textarea") and "name" in given:
            self.held.setdefault(given["name"], given.get("value", ""))
            around = [attributes.get("aria-describedby", "") for _, attributes in self.open]
            self.described.setdefault(given["name"], " ".join([given.get("aria-describedby", ""), *around]))

    def handle_data(self, data):
        for tag, given in self.open:
            if "id" in given:
                self.texts[given["id"]] += data
            if tag == "textarea":
                self.held[given["name"]] += data

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass


def refused(cast, at, name, language):
    who, of, wrong = FORMS[name]
    person = getattr(cast, who)
    User.objects.filter(pk=person.pk).update(language=language)
    return at(person).post(reverse(name, args=[of(cast)] if of else []), wrong)


def beside(page, field) -> str:
    """What is said about the field, as its controls refer to it."""
    named = [word for word in page.described[field].split() if word.endswith("_error")]
    return " ".join(page.texts[word].strip() for word in named)


@pytest.mark.parametrize("name", FORMS)
def test_each_fault_stands_beside_its_field_and_what_was_typed_is_kept(cast, at, name):
    answer, wrong = refused(cast, at, name, "en"), FORMS[name][2]
    page = Controls(answer)
    assert answer.status_code == 422 and answer.context["form"].errors.keys() == wrong.keys()
    assert [field for field in wrong if not beside(page, field)] == []
    kept = {field: page.held[field].strip() for field in wrong if field not in CHOSEN}
    assert kept == {field: value for field, value in wrong.items() if field not in CHOSEN}


@pytest.mark.parametrize("name", FORMS)
def test_each_fault_is_said_in_the_readers_own_language(cast, at, name):
    pages = [Controls(refused(cast, at, name, language)) for language in ("en", "id")]
    said = {field: [beside(page, field) for page in pages] for field in FORMS[name][2]}
    assert {field: words for field, words in said.items() if words[0] == words[1]} == {}
