// What the console keeps in this browser, as every other page sees it: entries that wait, to be sent, and what was opened, to be
// forgotten. One's own only.
const NAME = "groupcounsel-console", OPENINGS = "groupcounsel-openings";
const REFUSALS = [400, 403, 409, 422], PATIENCE = 20_000;
const tabs = new BroadcastChannel(NAME);
const reasons = new Map(); // why the server refused an entry, as long as this page is open: it names people

export const part = name => document.getElementById(`leaving-${name}`);
export const author = document.getElementById("leaving").dataset.author;
export const tellTabs = news => tabs.postMessage(news);
export const reasonsOf = entries => [...new Set(entries.map(({ id }) => reasons.get(id)))].filter(Boolean);

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

export async function waiting() {
  const all = await within("readonly", store => store.getAll()) ?? [];
  return all.filter(entry => entry.author === author).sort((one, other) => one.place - other.place);
}

export async function forget() {
  await forgetOpenings(() => true);
  for (const name of await globalThis.caches?.keys() ?? []) if (name === OPENINGS || name.startsWith(NAME)) await caches.delete(name);
}

// One by one: a cache that is deleted as a whole stays on the disk until the browser finds the time.
export async function forgetOpenings(fits) {
  const openings = await globalThis.caches?.has(OPENINGS) && await caches.open(OPENINGS);
  for (const request of openings ? await openings.keys() : []) {
    if (fits(await (await openings.match(request))?.json())) await openings.delete(request);
  }
}

// What became of it: let go where the server repeats number and digest, kept with the reason where it refuses it; else null.
async function sent(entry) {
  const headers = { "content-type": "application/json", "x-csrftoken": document.querySelector("[name=csrfmiddlewaretoken]").value };
  const body = JSON.stringify({ now: Date.now(), envelope: entry.envelope });
  const answer = await fetch("/console/entries/", { method: "POST", redirect: "manual", headers, body, signal: AbortSignal.timeout(PATIENCE) });
  const told = await answer.json();
  if (answer.status === 200 && told.id === entry.id && told.digest === entry.digest) {
    await within("readwrite", store => store.delete(entry.id));
    tellTabs({ gone: told });
    return told.kept;
  }
  if (!REFUSALS.includes(answer.status) || !told.words || told.error === "another-author") return null;
  reasons.set(entry.id, told.words);
  await within("readwrite", store => store.put({ ...entry, state: "refused" }));
  tellTabs({});
  return "refused";
}

// In order; where one does not get through, those behind it would not either.
export async function sendAll(entries) {
  const counts = { record: 0, quarantine: 0, refused: 0 };
  for (const entry of entries) {
    const what = await sent(entry).catch(() => null);
    if (!what) break;
    counts[what] += 1;
  }
  return counts;
}
