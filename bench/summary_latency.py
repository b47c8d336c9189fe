"""Time from the commit of an event to its member's new summary, with the queue idle: median, nine tenths, longest.

Run: .venv/bin/python -m bench.summary_latency
"""

from statistics import median, quantiles
from time import perf_counter, sleep

from bench.scene import scene

ROUNDS = 40
SIZES = {"a member with 60 events": (12, 60), "a member with 6,000 events": (200, 6000)}
LOOKS_EVERY = 0.005


def main() -> None:
    with scene("latency") as database:
        from groupcounsel.celery import app
        from tests.factories import make_user
        from tests.stack import queue, running

        app.conf.broker_url = queue(15)
        alice = make_user(name="Alice")
        with running(database, queue_number=15, parts=["worker"]):
            for name, (sessions, events) in SIZES.items():
                report(name, latencies(alice, sessions, events))


def latencies(alice, sessions: int, events: int) -> list[float]:
    from bench.records import make_records
    from groupcounsel.lib.database_session import acting
    from members.marks import mark_group
    from observations.events.refs import refs_of_group

    group = make_records(lead=alice, sessions=sessions, events=events, members=1)
    with acting(group_id=group.id):
        refs = refs_of_group(group.id)
        mark_group(group_id=group.id)
    until_built(group)
    return [one(group, alice, refs, number) for number in range(ROUNDS)]


def one(group, alice, refs, number: int) -> float:
    """Recorded as the pages do it; the clock runs from just before the commit."""
    from groupcounsel.lib.database_session import acting
    from observations.codebook.models import Codebook
    from observations.events.actions import record_event

    [member] = refs.memberships
    facets = {"affect": "negative", "strength": 4, "focus": "here-and-now", "toward": "group"}
    core = {"session": next(iter(refs.sessions)), "at": float(number), "recorded_by": member, "kind": "incident"}
    with acting(user_id=alice.id):
        codebook = Codebook.objects.get(version="1").id
        document = core | facets | {"actor": member}
        record_event(by=alice, group_id=group.id, codebook_id=codebook, document=document, refs=refs)
        begin = perf_counter()
    until_built(group)
    return perf_counter() - begin


def until_built(group) -> None:
    """The members' summaries; the group's findings may take longer."""
    from members.models import Watermark

    while Watermark.objects.behind().filter(group=group.id).exclude(membership=group.id).exists():
        sleep(LOOKS_EVERY)


def report(name: str, seconds: list[float]) -> None:
    middle, late, longest = (1000 * s for s in (median(seconds), quantiles(seconds, n=10)[-1], max(seconds)))
    print(f"{name:28} median {middle:6.0f} ms   nine tenths {late:6.0f} ms   longest {longest:6.0f} ms")


if __name__ == "__main__":
    main()
