"""Server time of the main pages over that of an empty signed-in view, at two sizes; and their queries.

Run: .venv/bin/python -m bench.pages
"""

from statistics import median
from time import perf_counter

from bench.scene import scene

SIZES = {"small": (12, 500), "large": (200, 50_000)}
ROUNDS = 60


def main() -> None:
    with scene("pages"):
        from django.test import override_settings

        with override_settings(ROOT_URLCONF="bench.urls"):
            report({size: visitor(size, *numbers) for size, numbers in SIZES.items()})


def visitor(name: str, sessions: int, events: int) -> tuple:
    """Signed in, a counselor who leads one group of that size, and the addresses of the pages.

    One for each size: what shows all groups that somebody leads shows this one.
    """
    from django.test import Client

    from tests.factories import make_user

    browser, alice = Client(), make_user(name=name)
    browser.force_login(alice)
    return browser, pages(alice, sessions, events)


def pages(alice, sessions: int, events: int) -> dict[str, str]:
    from django.db import connection
    from django.urls import reverse

    from bench.records import make_records
    from groupcounsel.lib.database_session import acting
    from members.models import Membership
    from observations.summaries.findings_renewal import refresh_findings
    from observations.summaries.renewal import refresh_summary
    from sessions_app.models import Session

    group = make_records(lead=alice, sessions=sessions, events=events)
    with acting(group_id=group.id):
        member, session = Membership.objects.filter(group=group).first(), Session.objects.filter(group=group).last()
        told = Session.objects.filter(group=group, events__kind="incident").order_by("number").last()
    refresh_summary(group_id=group.id, membership_id=member.id)
    refresh_findings(group_id=group.id)
    connection.cursor().execute("ANALYZE")
    return {
        "today": reverse("today:today"),
        "groups": reverse("members:group_list"),
        "group": reverse("members:group_detail", args=[group.id]),
        "session": reverse("sessions:session_detail", args=[session.id]),
        "record": reverse("events:record", args=[session.id]),
        "group's findings": reverse("summaries:group_summary", args=[group.id]),
        "session's findings": reverse("summaries:session_summary", args=[told.id]),
        "member": reverse("summaries:member_detail", args=[member.id]),
        "member's administration": reverse("members:membership_manage", args=[member.id]),
    }


def report(visitors: dict[str, tuple]) -> None:
    (small, addresses), (large, others) = visitors.values()
    print(f"{'page':32} {'small':>7} {'large':>7} {'large/small':>12}   queries")
    for page, url in addresses.items():
        asked = [(small, url), (large, others[page])]
        base, few, many = times((small, "/bench/empty/"), *asked)
        counts = [queries(*one) for one in asked]
        print(f"{page:32} {few / base:7.2f} {many / base:7.2f} {many / few:12.2f}   {counts[0]} and {counts[1]}")
    print(f"(times over an empty signed-in view of {base * 1000:.2f} ms; medians of {ROUNDS} rounds in turn)")


def times(*asked: tuple) -> list[float]:
    """Medians, the addresses asked in turn so that a slower minute slows them all."""
    for browser, url in asked * 3:
        assert browser.get(url).status_code == 200, url
    rounds = [[timed(browser, url) for browser, url in asked] for _ in range(ROUNDS)]
    return [median(column) for column in zip(*rounds, strict=True)]


def timed(browser, url: str) -> float:
    begin = perf_counter()
    browser.get(url)
    return perf_counter() - begin


def queries(browser, url: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        browser.get(url)
    return len(captured)


if __name__ == "__main__":
    main()
