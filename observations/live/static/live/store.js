// What this browser keeps: sealed entries until the server has them, its own number, and the openings of sessions.
const NAME = "groupcounsel-console", VERSION = 1;
let opening = null;

function wanted(request) {
  return new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
    request.onblocked = () => failed(new Error("blocked"));
  });
}

function opened() {
  const request = indexedDB.open(NAME, VERSION);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("waiting", { keyPath: "id" });
    request.result.createObjectStore("facts");
  };
  return wanted(request).then(database => {
    database.onversionchange = () => database.close();
    database.onclose = () => { opening = null; };
    return database;
  });
}

function finished(transaction) {
  return new Promise((done, failed) => {
    transaction.oncomplete = done;
    transaction.onabort = transaction.onerror = () => failed(transaction.error ?? new Error("aborted"));
  });
}

// Entries are on the disk when it says so; the rest may be lost with the power.
async function attempt(store, mode, work) {
  opening ??= opened();
  const transaction = (await opening).transaction(store, mode, { durability: store === "waiting" ? "strict" : "relaxed" });
  const over = finished(transaction), [found] = await Promise.all([wanted(work(transaction.objectStore(store))), over]);
  return found;
}

// Some browsers close a database behind our back: once more with a new one.
async function within(store, mode, work) {
  try {
    return await attempt(store, mode, work);
  } catch (fault) {
    if (fault.name === "QuotaExceededError") throw fault;
    opening = null;
    return attempt(store, mode, work);
  }
}

export const put = (store, value, key) => within(store, "readwrite", inside => inside.put(value, key));
// With what it replaces: one is there, or the other.
export const exchange = (store, value, old) => within(store, "readwrite", inside => {
  const written = inside.put(value);
  if (old) inside.delete(old);
  return written;
});
export const take = (store, key) => within(store, "readwrite", inside => inside.delete(key));
export const get = (store, key) => within(store, "readonly", inside => inside.get(key));
export const all = store => within(store, "readonly", inside => inside.getAll());

// Not in the database: browsers leave there for long, on the disk, what was taken out. Files of a cache are gone with it.
const shelf = () => caches.open("groupcounsel-openings");
const address = session => `/console/${session}/state/`;

export async function keepOpened(session, state) {
  await (await shelf()).put(address(session), new Response(JSON.stringify(state)));
}

export async function keptOpening(session) {
  return (await (await shelf()).match(address(session)))?.json();
}

export async function forgetOpened(session) {
  await (await shelf()).delete(address(session));
}

export async function forgetOpenedByOthers(author) {
  const openings = await shelf();
  for (const request of await openings.keys()) {
    if ((await (await openings.match(request))?.json())?.author !== author) await openings.delete(request);
  }
}

// As at every sign-out: the page is kept anew by whoever comes next.
export async function forgetEverything() {
  await forgetOpenedByOthers(null);
  for (const name of await caches.keys()) if (name.startsWith("groupcounsel-")) await caches.delete(name);
}

// A device that is full still reads; what it cannot write down goes on in memory.
let last = 0;
const spare = crypto.randomUUID();

async function counted() {
  last = Math.max(last, (await get("facts", "place").catch(() => null)) ?? 0) + 1;
  await put("facts", last, "place").catch(() => {});
  return last;
}

// One tab at a time, so that no place is given twice.
export const nextPlace = () => navigator.locks.request("groupcounsel-place", counted);

let mine = null;

async function numbered() {
  const known = await get("facts", "device").catch(() => null);
  if (!known) await put("facts", spare, "device").catch(() => {});
  return known ?? spare;
}

export const device = () => mine ??= navigator.locks.request("groupcounsel-device", numbered);
