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
        from django.test import Client, override_settings

        from tests.factories import make_user

        with override_settings(ROOT_URLCONF="bench.urls"):
            browser = Client()
            alice = make_user(name="Alice")
            browser.force_login(alice)
            report(browser, {size: pages(alice, *numbers) for size, numbers in SIZES.items()})


def pages(alice, sessions: int, events: int) -> dict[str, str]:
    from django.db import connection
    from django.urls import reverse

    from bench.records import make_records
    from groupcounsel.lib.database_session import acting
    from members.models import Membership
    from observations.summaries.renewal import refresh_summary
    from sessions_app.models import Session

    group = make_records(lead=alice, sessions=sessions, events=events)
    with acting(group_id=group.id):
        member, session = Membership.objects.filter(group=group).first(), Session.objects.filter(group=group).last()
    refresh_summary(group_id=group.id, membership_id=member.id)
    connection.cursor().execute("ANALYZE")
    return {
        "groups": reverse("members:group_list"),
        "group": reverse("members:group_detail", args=[group.id]),
        "session": reverse("sessions:session_detail", args=[session.id]),
        "record": reverse("events:record", args=[session.id]),
        "member": reverse("summaries:member_detail", args=[member.id]),
        "member's administration": reverse("members:membership_manage", args=[member.id]),
    }


def report(browser, sizes: dict[str, dict[str, str]]) -> None:
    print(f"{'page':32} {'small':>7} {'large':>7} {'large/small':>12}   queries")
    for page in sizes["small"]:
        base, small, large = times(browser, "/bench/empty/", sizes["small"][page], sizes["large"][page])
        counts = [queries(browser, sizes[size][page]) for size in sizes]
        print(f"{page:32} {small / base:7.2f} {large / base:7.2f} {large / small:12.2f}   {counts[0]} and {counts[1]}")
    print(f"(times over an empty signed-in view of {base * 1000:.2f} ms; medians of {ROUNDS} rounds in turn)")


def times(browser, *urls: str) -> list[float]:
    """Medians, the addresses asked in turn so that a slower minute slows them all."""
    for url in urls * 3:
        assert browser.get(url).status_code == 200, url
    rounds = [[timed(browser, url) for url in urls] for _ in range(ROUNDS)]
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
