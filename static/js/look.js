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
  group.hidden = false;
  showTheme(group);
  group.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (!button) return;
    chooseTheme(button.value);
    showTheme(group);
  });
}

function offerDismissal(root) {
  for (const button of root.querySelectorAll("[data-dismiss][hidden]")) button.hidden = false;
}

function sayFailed() {
  const toasts = document.getElementById("toasts");
  toasts.replaceChildren(document.getElementById("toast-failed").content.cloneNode(true));
  offerDismissal(toasts);
}

document.addEventListener("click", ({ target }) => target.closest("[data-dismiss]")?.closest(".message").remove());
document.addEventListener("htmx:sendError", sayFailed);
document.addEventListener("htmx:responseError", sayFailed);
document.addEventListener("htmx:oobAfterSwap", () => offerDismissal(document));
document.addEventListener("htmx:afterSwap", ({ target }) => target.querySelector?.("[aria-invalid='true']")?.focus());
startTheme();
offerDismissal(document);
