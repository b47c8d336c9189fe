"""Hands on the keys alone. Every stop on the way has to show itself, and nothing may lie over it."""

from playwright.sync_api import Locator, Page

STOP = """() => {
  const here = document.activeElement, box = here.getBoundingClientRect();
  const outline = one => one && getComputedStyle(one).outlineStyle !== "none" && getComputedStyle(one).outlineWidth;
  const marked = [here, here.matches("label > input") && here.nextElementSibling];
  const part = top => (here.closest("label") ?? here).contains(top);
  const at = (x, y) => document.elementFromPoint(box.x + x * box.width, box.y + y * box.height);
  return {
    name: here === document.body ? "" : here.outerHTML.slice(0, 120),
    marked: marked.some(one => parseFloat(outline(one)) >= 2),
    seen: [.1, .5, .9].some(x => [.1, .5, .9].some(y => part(at(x, y)))),
  };
}"""
AMONG = "all => all.includes(document.activeElement)"
MOST = 300


class Keys:
    def __init__(self, page: Page):
        self.page, self.faults = page, []

    def press(self, *keys: str) -> None:
        """Once the page has loaded: before that it does not hear them."""
        self.page.wait_for_load_state()
        for key in keys:
            self.page.keyboard.press(key)

    def tab(self, key: str = "Tab") -> str:
        """To the next stop, which is looked at. Its HTML; nothing at the end of the page."""
        self.press(key)
        stop = self.page.evaluate(STOP)
        if stop["name"]:
            self.faults += [] if stop["marked"] else [f"not marked: {stop['name']}"]
            self.faults += [] if stop["seen"] else [f"covered: {stop['name']}"]
        return stop["name"]

    def to(self, place: Locator) -> None:
        """Forward until one of these has the focus."""
        for _stop in range(MOST):
            self.tab()
            if place.evaluate_all(AMONG):
                return
        raise AssertionError(f"{MOST} stops, and {place} was not among them")

    def enter(self, place: Locator) -> None:
        self.to(place)
        self.press("Enter")

    def write(self, place: Locator, text: str) -> None:
        self.to(place)
        self.press("Control+a")
        self.page.keyboard.type(text)

    def choose(self, group: Locator, name: str) -> None:
        """One of several that lie side by side."""
        radios, wanted = group.get_by_role("radio"), group.get_by_role("radio", name=name, exact=True)
        self.to(radios)
        self.press("Space")
        for _arrow in range(radios.count()):
            if wanted.is_checked():
                return
            self.press("ArrowRight")
        raise AssertionError(f"no arrow led to {name}")

    def select(self, place: Locator, start: str) -> None:
        """In a list, by the first letters of the choice."""
        self.to(place)
        self.page.keyboard.type(start)

    def round(self) -> int:
        """Through the whole page and out of it again; the number of stops."""
        for stops in range(MOST):
            if not self.tab():
                return stops
        raise AssertionError(f"{MOST} stops, and no way out of the page")
