"""Whatever a person types into any text is shown as they typed it, on every page, and is never taken for HTML."""

from contextlib import suppress
from datetime import date
from itertools import count, product

import pytest
from django.db import IntegrityError, models
from django.db.transaction import atomic, set_rollback
from django.urls import reverse

from groupcounsel.lib.database_session import acting
from members.models import Departure, Membership, StatementVersion
from observations.codebook.models import Behaviour
from observations.debriefing.models import EarlierPattern, HypothesisVersion, PatternUse
from observations.events.models import Amendment
from observations.live.models import Quarantined
from observations.reports.models import Transfer, TransferFault
from observations.reports.sheet_models import SheetDraft
from observations.summaries.renewal import refresh_summary
from sessions_app.models import Session
from tests.events.made import everything, recorded
from tests.every_url import ADDRESSES
from tests.forms import Forms
from tests.one_of_everything import objects_of
from tests.test_every_url import OPEN_TO, ask
from tests.test_promises import models as own_models

HARM = "\" x7=\"1' x7='<x7>&lt;"
NOT_TYPED = {
    "accounts.User.email", "accounts.User.password", "accounts.User.timezone", "members.Group.timezone",
    "members.Identity.sealed", "sessions_app.Signature.digest", "codebook.Codebook.version", "codebook.Behaviour.code",
    "summaries.Summary.analysis", "summaries.Summary.digest", "audit.Entry.action", "audit.Entry.kind",
    "reports.SheetDraft.unit", "reports.SheetMapping.shape", "reports.SheetMapping.unit",
    "sessions_app.Reminded.kind", "today.Feed.digest", "live.SealKey.public", "live.SealKey.sealed",
    "live.Delivery.digest", "live.Quarantined.digest", "summaries.SetAside.claim", "summaries.Build.failure",
    "summaries.Rebuild.analysis", "summaries.Rebuild.codebook", "summaries.Rebuild.state",
    "summaries.Findings.analysis", "summaries.Findings.digest",
}  # fmt: skip
# Texts of which no page speaks.
UNSEEN = {
    "members.Person.ref", "members.Group.ref", "sessions_app.Session.ref",
    "polls.Choice.reason", "polls.Poll.criterion", "polls.Poll.ref", "reports.Transfer.group",
}  # fmt: skip
ASKED = (
    "q", "page", "member", "kind", "affect", "role", "state", "action", "day", "person", "next", "before", "version",
    "seen", "date", "unit", "actor", "members", "sessions",
)  # fmt: skip


def typed() -> dict[str, str]:
    """Each text a person types, by model and field, and the harm that stands in it here."""
    fields = [(model, field) for model in own_models() for field in model._meta.fields]
    texts = [
        f"{model._meta.label}.{field.name}"
        for model, field in fields
        if isinstance(field, models.CharField | models.TextField) and not field.choices
    ]
    return {name: f"t{number:02}{HARM}" for number, name in enumerate(sorted(set(texts) - NOT_TYPED))}


class Page(Forms):
    """Besides its forms the names of its elements and attributes, and what is written between and in them."""

    def __init__(self, answer):
        self.names, self.words, self.status = set(), [], answer.status_code
        super().__init__(answer)

    def handle_starttag(self, tag, pairs):
        super().handle_starttag(tag, pairs)
        self.names |= {tag, *(name for name, _ in pairs)}
        self.words += [value for _, value in pairs if value]

    def handle_data(self, data):
        super().handle_data(data)
        self.words.append(data.strip())  # a text area begins with a line break of its own


def fill(cast, texts: dict[str, str]) -> None:
    """Wherever a text stands in a row that the group's task or the admin may change; a number keeps names apart."""
    number = count(1)
    for scope, model in product(({"group_id": cast.group.id}, {"user_id": cast.adi.id}), own_models()):
        names = [name.rpartition(".")[2] for name in texts if name.startswith(f"{model._meta.label}.")]
        with acting(**scope):
            for row in model.objects.all() if names else ():
                harm = {name: f"{texts[f'{model._meta.label}.{name}']}{next(number)}" for name in names}
                with suppress(IntegrityError), atomic():  # a signed record stays as it is
                    model.objects.filter(pk=row.pk).update(**{name: harm[name] for name in names if getattr(row, name)})


def _add_what_stays(cast, scene, texts: dict[str, str]) -> None:
    """Rows that nobody changes come with the harm in them."""
    of, amended = {"group": cast.group}, {"before": {"text": HARM}, "after": {"text": f"{HARM}2"}}
    with acting(group_id=cast.group.id):
        reason, text = texts["events.Amendment.reason"], texts["members.StatementVersion.text"]
        Amendment.objects.create(event=scene.amended, by=cast.alice, reason=reason, **amended, **of)
        StatementVersion.objects.create(statement=scene.statement, text=text, **of)
        supposed, used = texts["debriefing.HypothesisVersion.text"], texts["debriefing.PatternUse.note"]
        HypothesisVersion.objects.create(hypothesis=scene.hypothesis, by=cast.alice, text=supposed, **of)
        earlier = {name: texts[f"debriefing.EarlierPattern.{name}"] for name in ("name", "note")}
        EarlierPattern.objects.create(pattern=scene.pattern, octant="HI", by=cast.alice, **earlier, **of)
        PatternUse.objects.create(pattern=scene.pattern, session=cast.session, by=cast.alice, note=used, **of)
        stay = {"membership": cast.melati, "joined": date(2026, 1, 7), "left": date(2026, 2, 1)}
        Departure.objects.create(outcome=texts["members.Departure.outcome"], **stay, **of)


@pytest.fixture
def scene(cast, texts):
    """Everything that an address can name, and harm in every text of it."""
    scene = objects_of(cast)
    scene.event = recorded(cast, everything(cast))
    behaviours = {"label_en": "Gives", "label_id": "Memberi", "octant": "HI"}
    with acting(group_id=cast.group.id):
        Behaviour.objects.create(group=cast.group, code="gives", **behaviours)
        Session.objects.filter(pk=cast.session.pk).update(theme="Trust")
        Quarantined.objects.update(reason="Late")
        SheetDraft.objects.update(header=[HARM, "b", "c"], rows=[[2, [HARM, f"{HARM}2", "1"]]])
        Membership.objects.update(left=date(2026, 3, 1), outcome="moved away")
    with acting(user_id=cast.adi.id):
        Transfer.objects.update(state="refused", group="g1", seats={HARM: str(cast.bob.id)}, counts={"faults": 1})
        TransferFault.objects.create(transfer=scene.transfer, path="events[0]", value="x", expected="y")
    fill(cast, texts)
    _add_what_stays(cast, scene, texts)
    refresh_summary(group_id=cast.group.id, membership_id=cast.melati.id)
    return scene


@pytest.fixture
def texts(db):
    return typed()


def readers(scene, at, **headers):
    """Each address once, with the browser of somebody for whom it is open."""
    browsers = {who: at(getattr(scene.cast, who), **headers) for who in ("alice", "sari", "adi")}
    for name, (word, _, _) in ADDRESSES.items():
        yield name, browsers[next((who for who in browsers if who in OPEN_TO.get(word, ())), "alice")]


def pages(scene, at, **headers) -> dict[str, Page]:
    return {name: Page(ask(scene, browser, name)) for name, browser in readers(scene, at, **headers)}


def taken_for_html(pages: dict[object, Page]) -> list:
    return [name for name, page in pages.items() if "x7" in page.names]


def test_no_text_is_taken_for_html_and_every_text_is_shown_as_it_was_typed(scene, texts, at):
    found = pages(scene, at)
    shown = " ".join(word for page in found.values() for word in page.words)
    assert taken_for_html(found) == [] and HARM in shown
    assert {name for name, harm in texts.items() if harm not in shown} <= UNSEEN


def test_nor_is_it_in_the_parts_of_pages(scene, at):
    assert taken_for_html(pages(scene, at, **{"hx-request": "true"})) == []


def test_what_is_searched_for_is_not_taken_for_html(scene, at):
    found = {}
    for name, browser in readers(scene, at):
        _, arguments, method = ADDRESSES[name]
        if method == "get":
            url = reverse(name, args=[argument(scene) for argument in arguments])
            found[name] = Page(browser.get(url, dict.fromkeys(ASKED, HARM)))
    assert taken_for_html(found) == [] and len([name for name in found if HARM in found[name].words]) > 5


def forms(scene, at):
    """Address and names of each, however many pages have it, with what stands in it and the browser that found it."""
    found = {}
    for name, browser in readers(scene, at):
        for url, fields in Page(ask(scene, browser, name)).forms.items():
            if not url.startswith("/account/"):
                found.setdefault((url, *sorted(fields)), (fields, browser))
    return found


def test_what_a_form_gives_back_is_not_taken_for_html(scene, at):
    """Every form of every page, with the harm in every field of it; what it says of the row before stays as it is."""
    found = {}
    for form, (fields, browser) in forms(scene, at).items():
        with atomic():
            harm = {name: was if name.startswith("initial-") else HARM for name, was in fields.items()}
            found[form] = Page(browser.post(form[0], harm))
            set_rollback(True)
    assert taken_for_html(found) == []
    assert len({url for (url, *_), page in found.items() if page.status == 422 and HARM in page.words}) > 15
