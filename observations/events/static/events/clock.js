// While a session goes on, the time of the next entry moves with it until somebody types one.
function tick() {
  const place = document.querySelector("[data-begun]");
  const field = place?.querySelector("input");
  if (!field || field.dataset.typed) return;
  const seconds = Math.max(0, Math.floor((Date.now() - new Date(place.dataset.begun)) / 1000));
  field.value = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

document.addEventListener("input", ({ target }) => {
  if (target.closest("[data-begun]")) target.dataset.typed = "yes";
});
setInterval(tick, 1000);
