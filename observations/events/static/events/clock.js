// While a session goes on, the time of the next entry moves with it until somebody types one. The server says what the
// session's clock showed; the device's own clock may be wrong.
const seen = new WeakMap();

function tick() {
  const place = document.querySelector("[data-seconds]");
  const field = place?.querySelector("input");
  if (!field || field.dataset.typed) return;
  if (!seen.has(place)) seen.set(place, performance.now());
  const seconds = Math.floor(Number(place.dataset.seconds) + (performance.now() - seen.get(place)) / 1000);
  field.value = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

document.addEventListener("input", ({ target }) => {
  if (target.closest("[data-seconds]")) target.dataset.typed = "yes";
});
tick();
setInterval(tick, 1000);
