// Before a sign-out: what the console keeps waiting here goes out first; what it keeps of a group is forgotten.
const NAME = "groupcounsel-console";
const leaving = document.getElementById("leaving");
const part = name => document.getElementById(`leaving-${name}`);
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

async function within(store, mode, work) {
  const database = await shelf();
  const found = database && await over(work(database.transaction(store, mode).objectStore(store)));
  database?.close();
  return found;
}

async function waiting() {
  const all = await within("waiting", "readonly", store => store.getAll()) ?? [];
  return all.filter(({ author }) => author === leaving.dataset.author).sort((one, other) => one.place - other.place);
}

async function forget() {
  await within("kept", "readwrite", store => store.clear());
  for (const name of await globalThis.caches?.keys() ?? []) if (name.startsWith(NAME)) await caches.delete(name);
}

async function sent({ id, digest, envelope }) {
  const headers = { "content-type": "application/json", "x-csrftoken": form.elements.csrfmiddlewaretoken.value };
  const body = JSON.stringify({ now: Date.now(), envelope });
  const answer = await fetch("/console/entries/", { method: "POST", redirect: "manual", headers, body });
  const told = answer.status === 200 ? await answer.json() : {};
  if (told.id === id && told.digest === digest) await within("waiting", "readwrite", store => store.delete(id));
}

async function sendAll() {
  for (const entry of await waiting()) await sent(entry).catch(() => {});
  const left = await waiting();
  if (!left.length) return leave();
  part("count").textContent = left.length;
  part("failed").hidden = part("anyway").hidden = false;
}

async function leave() {
  await forget();
  form.submit();
}

async function save() {
  const entries = (await waiting()).map(({ envelope }) => envelope);
  const link = Object.assign(document.createElement("a"), { download: "groupcounsel-waiting.json" });
  link.href = URL.createObjectURL(new Blob([JSON.stringify({ format: "groupcounsel-waiting/1", entries })], { type: "application/json" }));
  link.click();
}

async function asked() {
  const left = await waiting().catch(() => []);
  if (!left.length) return leave();
  part("count").textContent = left.length;
  part("failed").hidden = part("anyway").hidden = true;
  leaving.showModal();
}

document.addEventListener("submit", event => {
  if (!event.target.action.endsWith("/account/logout/")) return;
  event.preventDefault();
  form = event.target;
  asked();
});
part("send").addEventListener("click", () => navigator.locks.request("groupcounsel-send", sendAll));
part("save").addEventListener("click", save);
part("stay").addEventListener("click", () => leaving.close());
part("anyway").addEventListener("click", leave);
