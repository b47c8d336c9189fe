// What the pages get beyond plain links and forms. Nothing depends on it.
function showTheme(group) {
  const present = document.documentElement.dataset.theme ?? "";
  for (const button of group.children) button.setAttribute("aria-pressed", String(button.value === present));
}

function chooseTheme(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  try { theme ? localStorage.setItem("theme", theme) : localStorage.removeItem("theme"); } catch { /* for this page only */ }
}

function startTheme() {
  const group = document.getElementById("theme");
  if (!group) return;
  showTheme(group);
  group.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (!button) return;
    chooseTheme(button.value);
    showTheme(group);
  });
}

function sayFailed() {
  document.getElementById("toasts").replaceChildren(document.getElementById("toast-failed").content.cloneNode(true));
}

// A double click sends a form once. The answer of htmx frees it; a download leaves the page as it is.
const sent = new WeakMap();

function sendOnce(event) {
  const form = event.target;
  if (form.method !== "post") return;
  const again = event.timeStamp - (sent.get(form) ?? -Infinity) < 2000;
  if (again) { event.preventDefault(); event.stopImmediatePropagation(); } else sent.set(form, event.timeStamp);
}

// The server refuses, beside the field and in the reader's language: a browser would do so in its own.
function leaveToServer({ target }) {
  const form = target.closest("button, input")?.form;
  if (form) form.noValidate = true;
}

// Half a date, or half a number, would be sent as nothing at all: it is held here, and what was typed stays.
function holdHalf(event) {
  const half = [...event.target.elements ?? []].find(field => field.validity?.badInput);
  if (!half) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  half.setCustomValidity(document.getElementById("half-typed").content.textContent);
  half.reportValidity();
  half.addEventListener("input", () => half.setCustomValidity(""), { once: true });
}

document.addEventListener("click", leaveToServer, true);
document.addEventListener("submit", holdHalf, true);
document.addEventListener("htmx:beforeRequest", holdHalf);
document.addEventListener("submit", sendOnce, true);
document.addEventListener("htmx:afterRequest", ({ target }) => sent.delete(target));
document.addEventListener("click", ({ target }) => target.closest("[data-dismiss]")?.closest(".message").remove());
document.addEventListener("htmx:sendError", sayFailed);
document.addEventListener("htmx:responseError", sayFailed);
document.addEventListener("htmx:afterSwap", ({ target }) => target.querySelector?.("[aria-invalid='true']")?.focus());
startTheme();
