// One key to the next event and one to the previous, while the focus is among the questions and nobody is typing.
const typing = "input:not([type=radio], [type=checkbox]), textarea, select";
const asked = document.getElementById("asked");

document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (!asked.contains(event.target) || event.target.matches(typing)) return;
  const way = asked.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (way) { event.preventDefault(); way.click(); }
});

// An address that names a place among the questions leads there; otherwise they have the focus from the start.
const place = location.hash && document.getElementById(location.hash.slice(1));
if (place && asked.contains(place)) {
  place.tabIndex = -1;
  if (place.matches("details")) place.open = true;
  place.focus({ preventScroll: true });
}

// What had the focus may be gone with the part that an answer replaced: then its heading has it, and the keys go on.
document.addEventListener("htmx:afterSettle", ({ target }) => {
  if (document.activeElement !== document.body || !asked.contains(target)) return;
  target.querySelector("[tabindex='-1'], summary")?.focus({ preventScroll: true });
});

// What was refused may be right now that something else is said: it is sent once more, so that it does not only look kept.
document.addEventListener("htmx:afterRequest", ({ detail: { elt, successful } }) => {
  if (!successful || !elt.matches(".touch")) return;
  const refused = [...asked.querySelectorAll(".touch:has(.refused)")];
  refused.filter(form => form !== elt && form.checkValidity()).forEach(form => htmx.trigger(form, "submit"));
});
