// Before a sign-out: what waits goes out first, all that was opened is forgotten.
import { author, forget, part, reasonsOf, sendAll, tellTabs, waiting } from "./left.js";

const leaving = document.getElementById("leaving");
let form = null;

function show(left) {
  const refused = left.filter(({ state }) => state === "refused");
  part("count").textContent = left.length;
  part("refused").hidden = !refused.length;
  part("reasons").replaceChildren(...reasonsOf(refused).map(words => Object.assign(document.createElement("li"), { textContent: words })));
  part("console").href = `/console/${(refused[0] ?? left[0]).session}/`;
  return refused;
}

async function sendNow() {
  part("failed").hidden = true;
  await sendAll(await waiting());
  const left = await waiting();
  if (!left.length) return leave();
  const refused = show(left);
  part("failed").hidden = refused.length === left.length;
  part("anyway").hidden = false;
}

// Pressed again meanwhile, it is on its way already: an answer is waited for as long as it takes the server to be given up.
async function sending() {
  if (!part("sending").hidden) return;
  part("sending").hidden = false;
  try {
    await navigator.locks.request("groupcounsel-send", sendNow);
  } finally {
    part("sending").hidden = true;
  }
}

async function leave() {
  try {
    await forget();
  } finally { // whoever signs out is signed out, whatever the browser could not do
    tellTabs({ left: author });
    form.submit();
  }
}

async function save() {
  const entries = (await waiting()).map(({ envelope }) => envelope);
  const link = Object.assign(document.createElement("a"), { download: `groupcounsel-${new Date().toISOString().slice(0, 16).replaceAll(":", "")}.json` });
  link.href = URL.createObjectURL(new Blob([JSON.stringify({ format: "groupcounsel-waiting/1", saved: Date.now(), entries })], { type: "application/json" }));
  link.click();
}

async function asked() {
  const left = await waiting().catch(() => []);
  if (!left.length) return leave();
  show(left);
  part("failed").hidden = part("anyway").hidden = true;
  leaving.showModal();
}

export function startLeaving() {
  document.addEventListener("submit", event => {
    if (!event.target.action.endsWith("/account/logout/")) return;
    event.preventDefault();
    form = event.target;
    asked();
  });
  part("send").addEventListener("click", sending);
  part("save").addEventListener("click", save);
  part("stay").addEventListener("click", () => leaving.close());
  part("anyway").addEventListener("click", leave);
}
