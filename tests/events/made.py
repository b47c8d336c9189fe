"""What several tests of events need: a browser's way of sending a form, and an event with everything in it."""

from html.parser import HTMLParser

from groupcounsel.lib.database_session import acting
from groupcounsel.lib.identifiers import uuid7
from observations.codebook.models import Codebook
from observations.events.actions import record_event
from observations.events.models import Event
from observations.events.refs import refs_of_group


class _Fields(HTMLParser):
    """Successful controls of the forms that send to `action`, as a browser would send them."""

    def __init__(self, action):
        super().__init__()
        self.action, self.inside, self.template, self.data, self.select, self.text = action, False, 0, {}, None, None

    def handle_starttag(self, tag, pairs):
        given = dict(pairs)
        if tag == "form":
            self.inside = given.get("action") == self.action
        if tag == "template":
            self.template += 1
        if not self.inside or self.template:
            return
        if tag == "input" and (given.get("type") not in ("radio", "checkbox") or "checked" in given):
            self._add(given.get("name"), given.get("value", "on" if given.get("type") == "checkbox" else ""))
        elif tag == "select":
            self.select = given["name"]
        elif tag == "option" and "selected" in given:
            self._add(self.select, given["value"])
        elif tag == "textarea":
            self.text, self.data[given["name"]] = given["name"], [""]

    def handle_data(self, data):
        if self.text:
            self.data[self.text][0] += data

    def handle_endtag(self, tag):
        if tag == "template":
            self.template -= 1
        if tag == "textarea" and self.text:
            self.data[self.text][0] = self.data[self.text][0].removeprefix("\n")
            self.text = None
        if tag == "form":
            self.inside = False

    def _add(self, name, value):
        if name:
            self.data.setdefault(name, []).append(value)


def form_of(answer, action):
    """The form's fields as they stand in the page: name → list of values."""
    fields = _Fields(action)
    fields.feed(answer.content.decode())
    assert fields.data, f"no form sends to {action}"
    return {name: [as_sent(value) for value in values] for name, values in fields.data.items()}


def as_sent(text):
    """Browsers send every line's end as two characters."""
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


def everything(cast, later=None):
    """A document in which every facet says something; components are seen in the session and in a `later` one."""
    melati, dahlia, alice = cast.melati.person.ref, cast.dahlia.person.ref, cast.seat.ref
    here, there = cast.session.ref, (later or cast.session).ref
    return {
        "session": here, "at": 754.2, "recorded_by": alice, "kind": "incident", "actor": melati,
        "toward": [alice, dahlia], "affect": "negative", "strength": 4, "focus": "here-and-now", "origin": "evoked",
        "trigger": "criticism", "behaviour": "gives-in", "octant": "HI", "adaptive": False, "need": "acceptance",
        "text": "She gave in.\nThen not.", "novel": True,
        "feared": {"outcome": "ridicule", "expected": 8, "happened": 0},
        "reality_testing": {"state": "observed", "finding": "out-of-proportion"},
        "afterwards": "freer", "hidden_self": "shown",
        "components": {
            "risk": {"state": "observed", "session": here}, "support": {"state": "observed", "session": here},
            "reality-testing": {"state": "observed", "session": there},
            "recognition": {"state": "not-observed", "session": there, "of": ["behaviour", "avoidance"]},
            "facilitation": {"state": "unknown"},
        },
        "responses": [{"by": dahlia, "kind": "supports", "strength": 3, "anticipated": False},
                      {"by": alice, "kind": "confronts"}],
        "felt": [{"by": alice, "feeling": "protective", "strength": 2}, {"by": dahlia, "feeling": "sad"}],
        "reflection": "none", "process_looked_at": True,
        "distortion": {"view": "They despise me.", "held": 8, "revised_view": "Two of them do not.", "held_after": 3,
                       "validation": [{"by": dahlia, "stance": "disputes", "rating": 0}]},
        "transference": {"figure": "father", "toward": alice},
        "insight": {"domain": "behaviour", "process": "clarification", "helped_by": [dahlia]},
        "outside": {"relationship": "partner", "recognised_by": [melati]},
        "follow_up": {"text": "Return to this.", "done_in": there},
    }  # fmt: skip


def recorded(cast, document) -> Event:
    """The document as an event of the cast's group, recorded by Alice."""
    with acting(group_id=cast.group.id):
        return record_event(
            by=cast.alice,
            group_id=cast.group.id,
            codebook_id=Codebook.objects.get().id,
            document={"id": str(uuid7())} | document,
            refs=refs_of_group(cast.group.id),
        )


def signed(cast, session=None):
    """The session in the state that a signature leaves."""
    with acting(group_id=cast.group.id):
        type(cast.session).objects.filter(pk=(session or cast.session).pk).update(state="signed")
