"""Every facet of an event: entered, completed, edited, signed, amended, and given back by the export as it stands."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from groupcounsel.lib.database_session import acting
from observations.events.document import canonical, event_document
from observations.events.models import Amendment
from observations.events.signed import Stands, checked
from tests.events.made import everything, form_of, recorded
from tests.events.test_event_add import entry
from tests.factories import make_session


def page(name: str, *args) -> str:
    return reverse(f"events:{name}", args=args)


def sent(browser, address: str, **changes):
    """The form of the page with some fields changed, sent as a browser does."""
    data = form_of(browser.get(address), address) | changes
    answer = browser.post(address, data)
    assert answer.status_code == 302, answer.content.decode()
    return answer


def exported(cast) -> dict:
    """The events of the export by their ids."""
    out = StringIO()
    call_command("export_group", cast.group.ref, stdout=out)
    return {event["id"]: event for event in json.loads(out.getvalue())["events"]}


@pytest.fixture
def filled(cast, at):
    """An event of the two-second entry, completed with every facet on its page."""
    browser, later = at(cast.alice), make_session(group=cast.group, number=2)
    model = recorded(cast, everything(cast, later=later))
    answer = browser.post(page("event_begin", cast.session.id), entry(cast))
    begun, whole = answer.url, form_of(browser.get(page("event_detail", model.id)), page("event_detail", model.id))
    for rows in ("responses", "felt", "validation"):
        whole[f"{rows}-INITIAL_FORMS"] = ["0"]
    whole["facilitation-state"], whole["facilitation-session"] = ["not-observed"], [later.ref]
    sent(browser, begun, **whole | {"seen": form_of(browser.get(begun), begun)["seen"]})
    browser.post(page("event_remove", model.id))
    document = everything(cast, later=later)
    document["components"]["facilitation"] = {"state": "not-observed", "session": later.ref}
    cast.document, cast.event_id, cast.browser = document, begun.strip("/").split("/")[-1], browser
    return cast


def test_what_was_entered_and_completed_is_in_the_export(filled):
    assert exported(filled) == {filled.event_id: filled.document | {"id": filled.event_id}}


def test_what_was_edited_is_in_the_export(filled):
    sent(filled.browser, page("event_detail", filled.event_id), octant="FG", need="", novel="False")
    document = filled.document | {"id": filled.event_id, "octant": "FG", "novel": False}
    del document["need"]
    assert exported(filled) == {filled.event_id: document}


def test_what_was_amended_is_in_the_export_and_the_earlier_words_are_kept(filled):
    filled.browser.post(page("sign", filled.session.id))
    changes = {"text": "She gave in.\r\nTwice.", "afterwards": "as-before", "reason": "Checked with the co-leader."}
    sent(filled.browser, page("event_amend", filled.event_id), **changes)
    document = filled.document | {"id": filled.event_id, "text": "She gave in.\nTwice.", "afterwards": "as-before"}
    assert exported(filled) == {filled.event_id: document}
    with acting(group_id=filled.group.id):
        [kept] = Amendment.objects.all()
    assert kept.before == {"text": "She gave in.\nThen not.", "afterwards": "freer"}


def test_how_far_a_view_is_so_is_amended_with_what_stood_there_kept_and_the_signature_still_proved(filled):
    filled.browser.post(page("sign", filled.session.id))
    changes = {
        "distortion_held": "",
        "distortion_held_after": "10",
        "validation-0-rating": "7",
        "reason": "Heard again.",
    }
    sent(filled.browser, page("event_amend", filled.event_id), **changes)
    before = filled.document["distortion"]
    [stance] = before["validation"]
    after = {"view": before["view"], "revised_view": before["revised_view"], "held_after": 10}
    assert exported(filled)[filled.event_id]["distortion"] == after | {"validation": [stance | {"rating": 7}]}
    with acting(user_id=filled.alice.id):
        [kept] = Amendment.objects.all()
        [one] = checked(filled.session)
    assert kept.before == {"distortion": before}
    assert one.stands == Stands.AMENDED


def test_without_ratings_a_record_is_the_same_bytes_as_before_there_were_any(cast):
    """So the fingerprints of what was signed then hold."""
    said = everything(cast)
    for name in ("held", "held_after"):
        del said["distortion"][name]
    del said["distortion"]["validation"][0]["rating"]
    event = recorded(cast, said)
    with acting(group_id=cast.group.id):
        assert canonical(event_document(event)) == canonical(said | {"id": str(event.id)})
