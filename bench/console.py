"""The console in Chromium: from the third tap until it is painted, with the server 2 s away; and from its address until
somebody can tap, on a processor made 4 times slower, the first time (nothing of it known to the browser) and again.

Run: .venv/bin/python -m bench.console
"""

import os
from datetime import timedelta
from itertools import cycle, islice
from statistics import median, quantiles
from time import sleep

from bench.bare import BarePage, bare_browser
from bench.scene import scene

MEMBERS, ENTRIES, OPENINGS, SLOWER, AWAY, SETTLED = 8, 60, 20, 4, 2000, 2.5
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
# The frame after the one in which the seats were drawn.
OPENED = """
requestAnimationFrame(function look() {
  const opened = document.body && !document.body.classList.contains("opening");
  if (opened && document.querySelector("#seats .place")) setTimeout(() => { window.usable = performance.now(); });
  else requestAnimationFrame(look);
});
"""


def main() -> None:
    with scene("console") as database:
        from django.core.management import call_command

        from tests.browser import browser
        from tests.stack import running

        call_command("collectstatic", interactive=False, verbosity=0)
        session, cookie = room()
        with running(database, queue_number=14, parts=["web"]) as stack:
            url = f"{stack.url}{session}"
            with browser() as chromium:
                tapping(visitor(chromium, stack.url, cookie), url)
            with bare_browser() as bare:
                opening(lambda: BarePage(bare, stack.url, cookie), url)
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
    context = chromium.new_context(**SCREEN)
    context.add_cookies([{"name": "session", "value": cookie, "url": url}])
    context.add_init_script(TAPS)
    return context.new_page()


def tapping(page, url: str) -> None:
    page.goto(url)
    page.locator("#seats .place").first.wait_for()
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
        page.ask("Page.addScriptToEvaluateOnNewDocument", source=OPENED)
        page.ask("Emulation.setCPUThrottlingRate", rate=SLOWER)
        for found in (first, again):
            page.ask("Page.navigate", url=url)
            sleep(SETTLED)  # without a look: looking takes the page's own time
            found.append(page.value("window.usable"))
        page.close()
    report(f"usable, first opening, {SLOWER} times slower", first)
    report(f"usable, opened again, {SLOWER} times slower", again)


def report(what: str, found: list[float]) -> None:
    print(f"{what:44} median {median(found):5.0f} ms   p95 {quantiles(found, n=20)[-1]:5.0f} ms   of {len(found)}")


if __name__ == "__main__":
    main()
