"""What is wrong with a page as it stands in Chromium, in words. Nothing is the aim."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EVERYTHING = {"runOnly": {"type": "tag", "values": TAGS}}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
WIDTHS = (320, 2560)

SHIFTS = """
window.shifts = [];
const seen = new PerformanceObserver(list => window.shifts.push(...list.getEntries()));
seen.observe({type: "layout-shift", buffered: true});
"""
SETTLED = """async () => {
  const over = animation => animation.effect.getTiming().iterations !== Infinity && animation.finished.catch(() => {});
  await Promise.all(document.getAnimations().map(over));
  await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)));
}"""
OPENED = "for (const one of document.querySelectorAll('details')) one.open = true"
WAITING = """() => !document.querySelector("details[open][hx-get] .grounds a[href*=evidence][href$='/']")"""
AXE = """async rules => (await axe.run({...rules, resultTypes: ["violations"], elementRef: false})).violations.flatMap(
  ({id, nodes}) => nodes.map(node => `${id}: ${node.html.slice(0, 160)} ${node.any.map(one => one.message)}`))"""
SHIFT = """() => window.shifts.filter(one => !one.hadRecentInput)
  .map(({value, sources}) => `shift ${value.toFixed(4)}: ${sources.map(({node}) => node?.outerHTML?.slice(0, 80))}`)"""
TOO_WIDE = """() => {
  const over = one => one.getBoundingClientRect().right > innerWidth;
  if (document.documentElement.scrollWidth <= innerWidth) return [];
  const leaves = [...document.querySelectorAll("body *")].filter(one => over(one) && ![...one.children].some(over));
  return leaves.slice(0, 1).map(one => one.outerHTML.slice(0, 160));
}"""


def watched(page: Page) -> Page:
    """From its next address on, it keeps count of what jumps and of what the browser complains about."""
    page.complaints = []
    page.add_init_script(SHIFTS)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
    return page


def settle(page: Page) -> None:
    page.evaluate(SETTLED)


def open_all(page: Page) -> None:
    """Whatever is folded away, evidence fetched."""
    page.evaluate(OPENED)
    page.wait_for_function(WAITING)


def in_both_appearances(page: Page) -> list[str]:
    """The rules that look at colours once more in the dark."""
    page.evaluate(AXE_SCRIPT + ";0")
    light = page.evaluate(AXE, EVERYTHING)
    page.emulate_media(color_scheme="dark")
    settle(page)
    dark = page.evaluate(AXE, COLOURS)
    page.emulate_media(color_scheme="light")
    return light + [f"dark: {fault}" for fault in dark]


def widths(page: Page) -> list[str]:
    usual, found = page.viewport_size, []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found += [f"wider than {width} px: {html}" for html in page.evaluate(TOO_WIDE)]
    page.set_viewport_size(usual)
    return found


def jumps(page: Page) -> list[str]:
    """What moved since it came, except for what somebody asked for."""
    settle(page)
    return page.evaluate(SHIFT)


def faults(page: Page) -> list[str]:
    """Jumps and complaints while it came; axe in both appearances with everything unfolded; what does not fit."""
    moved = jumps(page)
    open_all(page)
    found = moved + in_both_appearances(page) + widths(page) + page.complaints
    page.complaints.clear()
    return found
