"""The console in Chromium: from the third tap until it is painted, with the server 2 s away; and from its address until
somebody can tap, on a processor made 4 times slower, the first time (nothing of it known to the browser) and again.

Run: .venv/bin/python -m bench.console
"""

import os
from datetime import timedelta
from itertools import cycle, islice
from statistics import median, quantiles

from bench.scene import scene

MEMBERS, ENTRIES, OPENINGS, SLOWER, AWAY, SETTLED = 8, 60, 10, 4, 2000, 3000
SCREEN = {"viewport": {"width": 1024, "height": 768}, "has_touch": True, "reduced_motion": "reduce"}
# What a tap takes: from the moment of the touch, by the system's clock, until the frame that shows it is drawn.
TAPS = """
window.taps = [];
addEventListener("click", ({ timeStamp, target }) => {
  const pad = Boolean(target.closest("#pad")), handled = performance.now() - timeStamp;
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => taps.push({ pad, handled, ms: performance.now() - timeStamp });
    port2.postMessage(0);
  });
});
"""
OPENED = """
new MutationObserver((_all, watch) => {
  if (!document.body || document.body.classList.contains("opening") || !document.querySelector("#seats .place")) return;
  watch.disconnect();
  requestAnimationFrame(() => setTimeout(() => { window.usable = performance.now(); }));
}).observe(document, { subtree: true, childList: true, attributes: true });
"""


def main() -> None:
    with scene("console") as database:
        from django.core.management import call_command

        from tests.browser import browser
        from tests.stack import running

        call_command("collectstatic", interactive=False, verbosity=0)
        session, cookie = room()
        with running(database, queue_number=14, parts=["web"]) as stack, browser() as chromium:
            made = visitor(chromium, stack.url, cookie)
            tapping(made(), f"{stack.url}{session}")
            opening(made, f"{stack.url}{session}")
    print(f"load {os.getloadavg()[0]:.0f}, {os.cpu_count()} cores")


def room() -> tuple[str, str]:
    """The address of the console and the sign-in of who leads."""
    from django.test import Client
    from django.urls import reverse
    from django.utils import timezone

    from tests.factories import make_group, make_member, make_session, make_user

    alice = make_user(name="Alice")
    group = make_group(lead=alice)
    there = [make_member(group=group, alias=f"Seat {number}").person for number in range(MEMBERS)]
    session = make_session(group=group, state="live", starts=timezone.now() - timedelta(minutes=5), there=there)
    client = Client()
    client.force_login(alice)
    return reverse("live:console", args=[session.id]), client.cookies["session"].value


def visitor(chromium, url: str, cookie: str):
    def made():
        context = chromium.new_context(**SCREEN)
        context.add_cookies([{"name": "session", "value": cookie, "url": url}])
        context.add_init_script(TAPS + OPENED)
        return context.new_page()

    return made


def tapping(page, url: str) -> None:
    page.goto(url)
    page.wait_for_function("() => window.usable")
    away = {"offline": False, "latency": AWAY, "downloadThroughput": -1, "uploadThroughput": -1}
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", away)
    seats, pads = page.locator("#seats .place:not(.away)"), page.locator("#pad button")
    boxes = [[middle(one) for one in all_.all()] for all_ in (seats, pads)]
    for number, pad in enumerate(islice(cycle(boxes[1]), ENTRIES)):
        actor = number % (len(boxes[0]) - 1)
        for spot in (boxes[0][actor], boxes[0][actor + 1], pad):
            page.touchscreen.tap(*spot)
            page.wait_for_timeout(60)
    taps = page.evaluate("taps")
    assert page.locator("#entries > [data-event]").count() == ENTRIES
    for name, wanted in (("seat", False), ("pad (third tap)", True)):
        report(f"tap on {name}, painted", [tap["ms"] for tap in taps if tap["pad"] is wanted])
    report("third tap, the scripts through", [tap["handled"] for tap in taps if tap["pad"]])
    page.context.close()


def middle(one) -> tuple[float, float]:
    box = one.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def opening(made, url: str) -> None:
    first, again = [], []
    for _ in range(OPENINGS):
        page = made()
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        for found in (first, again):
            page.goto(url)
            page.wait_for_timeout(SETTLED)  # without a look: looking takes the page's own time
            found.append(page.wait_for_function("() => window.usable").json_value())
        page.context.close()
    report(f"usable, first opening, {SLOWER} times slower", first)
    report(f"usable, opened again, {SLOWER} times slower", again)


def report(what: str, found: list[float]) -> None:
    print(f"{what:44} median {median(found):5.0f} ms   p95 {quantiles(found, n=20)[-1]:5.0f} ms   of {len(found)}")


if __name__ == "__main__":
    main()
