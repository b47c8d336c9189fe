"""What the tests of debriefings need: touching as the page does."""

from django.urls import reverse

from groupcounsel.lib.database_session import acting
from observations.events.document import event_document


def page(session, event=None) -> str:
    return reverse("debriefing:session", args=[session.id]) + (f"?event={event.id}" if event else "")


def touch(browser, event, facet, **fields):
    """By htmx: the answer is the part that stands at the control."""
    return browser.post(reverse("debriefing:touch", args=[event.id, facet]), fields, headers={"hx-request": "true"})


def plainly(browser, event, facet, **fields):
    """Without scripts."""
    return browser.post(reverse("debriefing:touch", args=[event.id, facet]), fields)


def undo(browser, session):
    return browser.post(reverse("debriefing:undo", args=[session.id]))


def now(cast, event) -> dict:
    with acting(group_id=cast.group.id):
        return event_document(event)


def add(browser, event, lines, **line):
    return browser.post(reverse("debriefing:line_add", args=[event.id, lines]), line)


def take(browser, event, lines, **line):
    return browser.post(reverse("debriefing:line_take", args=[event.id, lines]), line)
