"""A group around today: what was held every week until now, and what is planned."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from groupcounsel.lib.database_session import acting
from groupcounsel.lib.identifiers import uuid7
from observations.live.models import Quarantined
from observations.summaries.models import Summary
from sessions_app.models import Session
from tests.factories import make_session
from tests.pages import text_of

URL = reverse("today:today")


def in_days(days: float, **hours):
    return timezone.now() + timedelta(days=days, **hours)


def weekly(group, *, held=4, last=-3.0, first=10, state="signed") -> list[Session]:
    """The last one `last` days from now, each a week after the other, numbered on from `first`."""
    days = [last - 7 * back for back in reversed(range(held))]
    return [
        make_session(group=group, number=first + place, state=state, starts=in_days(day))
        for place, day in enumerate(days)
    ]


def planned(group, days: float, number=20, **fields) -> Session:
    return make_session(group=group, number=number, state="planned", starts=in_days(days), **fields)


def shown(at, user) -> str:
    return text_of(at(user).get(URL))


def version(membership, number: int, claims, state="draft") -> Summary:
    facts = {"group_id": membership.group_id, "membership": membership, "analysis": "1", "built_from": number}
    approved = None if state == "draft" else timezone.now()
    with acting(group_id=membership.group_id):
        return Summary.objects.create(version=number, claims=claims, state=state, approved_at=approved, **facts)


def focus(observed: int, of: int) -> dict:
    """A claim of the here-and-now share, as it is stored."""
    share = {"estimate": observed / of, "low": 0.1, "high": 0.9, "detail": {"grounds": observed, "series": []}}
    return {"kind": "focus", "of": {"focus": "here-and-now"}, "claimed": None, "n": of, "observed": observed} | share


def process(observed: int, of: int) -> dict:
    return focus(observed, of) | {"kind": "process", "of": {}}


def handed_over(session, *, author) -> Quarantined:
    """An entry of the session's that the supervisor left to those who lead."""
    facts = {"why": "access-ended", "state": "handed-over", "digest": "0" * 64, "envelope": {}}
    with acting(group_id=session.group_id):
        return Quarantined.objects.create(
            group_id=session.group_id, session=session, entry=uuid7(), author=author, decided_by=author,
            tapped_at=session.starts, **facts,
        )  # fmt: skip
