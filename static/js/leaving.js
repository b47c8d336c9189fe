// What the console keeps in this browser, on every other page. Whoever signs in: what they left waiting here goes out, what
// others had opened is forgotten. Before a sign-out: what waits goes out first, all that was opened is forgotten.
const NAME = "groupcounsel-console", OPENINGS = "groupcounsel-openings";
const REFUSALS = [400, 403, 409, 422];
const leaving = document.getElementById("leaving"), { author } = leaving.dataset;
const part = name => document.getElementById(`leaving-${name}`);
const tabs = new BroadcastChannel(NAME);
const reasons = new Map(); // why the server refused an entry, as long as this page is open: it names people
let form = null;

const over = request => new Promise((done, failed) => {
  request.onsuccess = () => done(request.result);
  request.onerror = () => failed(request.error);
});

// Null where the console was never open; opening it here must not make an empty one.
async function shelf() {
  const request = indexedDB.open(NAME);
  request.onupgradeneeded = () => request.transaction.abort();
  return over(request).catch(() => null);
}

async function within(mode, work) {
  const database = await shelf();
  const found = database && await over(work(database.transaction("waiting", mode).objectStore("waiting")));
  database?.close();
  return found;
}

async function waiting() {
  const all = await within("readonly", store => store.getAll()) ?? [];
  return all.filter(entry => entry.author === author).sort((one, other) => one.place - other.place);
}

async function forget() {
  await forgetOpenings(() => true);
  for (const name of await globalThis.caches?.keys() ?? []) if (name === OPENINGS || name.startsWith(NAME)) await caches.delete(name);
}

// One by one: a cache that is deleted as a whole stays on the disk until the browser finds the time.
async function forgetOpenings(fits) {
  const openings = await globalThis.caches?.has(OPENINGS) && await caches.open(OPENINGS);
  for (const request of openings ? await openings.keys() : []) {
    if (fits(await (await openings.match(request)).json())) await openings.delete(request);
  }
}

// What became of it: let go where the server repeats number and digest, kept with the reason where it refuses it; else null.
async function sent(entry) {
  const headers = { "content-type": "application/json", "x-csrftoken": document.querySelector("[name=csrfmiddlewaretoken]").value };
  const body = JSON.stringify({ now: Date.now(), envelope: entry.envelope });
  const answer = await fetch("/console/entries/", { method: "POST", redirect: "manual", headers, body });
  const told = await answer.json();
  if (answer.status === 200 && told.id === entry.id && told.digest === entry.digest) {
    await within("readwrite", store => store.delete(entry.id));
    return told.kept;
  }
  if (!REFUSALS.includes(answer.status) || !told.words || told.error === "another-author") return null;
  reasons.set(entry.id, told.words);
  await within("readwrite", store => store.put({ ...entry, state: "refused" }));
  return "refused";
}

// In order; where one does not get through, those behind it would not either.
async function sendAll(entries) {
  const counts = { record: 0, quarantine: 0, refused: 0 };
  for (const entry of entries) {
    const what = await sent(entry).catch(() => null);
    if (!what) break;
    counts[what] += 1;
  }
  return counts;
}

function show(left) {
  const refused = left.filter(({ state }) => state === "refused");
  part("count").textContent = left.length;
  part("refused").hidden = !refused.length;
  part("reasons").replaceChildren(...[...new Set(refused.map(({ id }) => reasons.get(id)))].filter(Boolean).map(words => Object.assign(document.createElement("li"), { textContent: words })));
  part("console").href = `/console/${(refused[0] ?? left[0]).session}/`;
  return refused;
}

async function sendNow() {
  await sendAll(await waiting());
  const left = await waiting();
  if (!left.length) return leave();
  const refused = show(left);
  part("failed").hidden = refused.length === left.length;
  part("anyway").hidden = false;
}

async function leave() {
  await forget();
  tabs.postMessage({ left: author });
  form.submit();
}

async function save() {
  const entries = (await waiting()).map(({ envelope }) => envelope);
  const link = Object.assign(document.createElement("a"), { download: `groupcounsel-${new Date().toISOString().slice(0, 16).replaceAll(":", "")}.json` });
  link.href = URL.createObjectURL(new Blob([JSON.stringify({ format: "groupcounsel-waiting/1", entries })], { type: "application/json" }));
  link.click();
}

async function asked() {
  const left = await waiting().catch(() => []);
  if (!left.length) return leave();
  show(left);
  part("failed").hidden = part("anyway").hidden = true;
  leaving.showModal();
}

function tell(name, number, session) {
  if (!number) return;
  const message = part(name).content.cloneNode(true);
  message.querySelector("[data-number]").textContent = number;
  const way = message.querySelector("a");
  if (way) way.href = `/console/${session}/`;
  document.getElementById("toasts").append(message);
}

// At the next sign-in, whichever page it leads to. An open console sends by itself and holds the lock while it does.
async function arrived(lock) {
  const due = lock ? (await waiting()).filter(({ state }) => state === "waiting") : [];
  if (!due.length) return;
  const counts = await sendAll(due), left = await waiting();
  tell("stored", counts.record);
  tell("kept", counts.quarantine);
  tell("still", left.length, left[0]?.session);
}

async function here() {
  tabs.postMessage({ here: author });
  await forgetOpenings(opened => opened.author !== author);
  await navigator.locks.request("groupcounsel-send", { ifAvailable: true }, arrived);
}

document.addEventListener("submit", event => {
  if (!event.target.action.endsWith("/account/logout/")) return;
  event.preventDefault();
  form = event.target;
  asked();
});
part("send").addEventListener("click", () => navigator.locks.request("groupcounsel-send", sendNow));
part("save").addEventListener("click", save);
part("stay").addEventListener("click", () => leaving.close());
part("anyway").addEventListener("click", leave);
here().catch(() => {}); // a browser without a cache or locks has no console either
