// Entries on their way: sealed, stored, sent one after the other, and let go only when the server repeats number and digest.
import { deviceOff } from "./clock.js";
import { Away, SignedOut, newToken, posted } from "./net.js";
import { prepare, sealed } from "./seal.js";
import { all, device, exchange, nextPlace, take } from "./store.js";

const REFUSALS = [400, 403, 409, 422];
const FIRST_PAUSE = 1000, LONGEST_PAUSE = 60_000, LONGEST_FRAME = 100;
const tabs = new BroadcastChannel("groupcounsel-console");
const about = new Map(); // entry → event, for as long as this page is open: what waits says nothing of it
const reasons = new Map(); // why the server refused it; they name people, so they are asked for anew by each page
const here = new Map(); // sealed by this page and not let go yet, whatever becomes of the database
const state = { author: null, disk: [], sure: new Set(), context: null, closing: 0, running: false, more: false, tries: 0, timer: 0 };
let line = Promise.resolve();

export const queue = new EventTarget();
export const kept = { mine: [], others: [], refused: [], sealing: 0, unsaved: 0, apart: 0, counted: false, sending: null, hearing: null };
export const trouble = () => (kept.hearing === "closed" ? "closed" : kept.sending ?? kept.hearing); // with either way to the server

class TokenGone extends Error {}
class SomebodyElse extends Error {}

const emit = (name, detail) => queue.dispatchEvent(new CustomEvent(name, { detail }));
const inOrder = (one, other) => one.place - other.place;

export function begin(context) {
  state.context = context;
  state.author = context.author;
  prepare(context.key.public);
  return recounted();
}

// What is on the disk, as far as that can be read, and what this page still has in hand.
async function looked() {
  const disk = await all("waiting").catch(() => null), instead = new Set([...here.values()].map(entry => entry.instead));
  state.disk = disk ?? state.disk;
  state.sure = new Set((disk ?? []).map(({ id }) => id));
  kept.unsaved = [...here.keys()].filter(id => !state.sure.has(id)).length;
  const whole = new Map([...state.disk, ...here.values()].map(entry => [entry.id, entry]));
  return [...whole.values()].filter(({ id }) => !instead.has(id)).sort(inOrder);
}

export async function recounted() {
  const found = await looked();
  kept.mine = found.filter(({ author }) => author === state.author);
  kept.others = found.filter(({ author }) => author !== state.author);
  kept.refused = kept.mine.filter(entry => entry.state === "refused");
  kept.counted = true;
  emit("change");
}

async function changed(news) {
  await recounted();
  tabs.postMessage(news ?? {});
}

tabs.onmessage = ({ data }) => {
  if (data.left) return emit("left");
  if (data.here) return state.author && data.here !== state.author && emit("somebody-else");
  for (const id of data.discarded ?? []) letGo(id);
  if (data.discarded) emit("discarded", data.discarded);
  if (data.gone) acknowledged(data.gone);
  recounted();
};

// One person at a time is signed in in a browser: the pages of whoever was before give way.
export const sayWhoIsHere = () => tabs.postMessage({ here: state.author });
export const sayWhoLeft = () => tabs.postMessage({ left: state.author });

// Returns at once; what is shown is shown by then. `op`: id, kind, said, tapped (device), server (ms or null) and the id of
// the entry that it replaces: it takes that one's place, and that one goes only when this one is kept.
export function add(op) {
  about.set(op.id, op.event);
  kept.sealing += 1;
  emit("change");
  line = line.then(painted).then(() => surely(op)).finally(() => { kept.sealing -= 1; });
  line.then(() => changed()).then(pump);
}

// Sealing and storing take the processor only once the tap is on the screen; out of sight there is nothing to wait for.
export function painted() {
  if (document.hidden) return null;
  return new Promise(done => {
    requestAnimationFrame(() => setTimeout(done));
    setTimeout(done, LONGEST_FRAME);
  });
}

// Until it is sealed it is counted among what waits; nothing that fails on the way drops it.
async function surely(op) {
  for (;;) {
    try {
      return await closed(op);
    } catch {
      await new Promise(done => setTimeout(done, FIRST_PAUSE));
    }
  }
}

async function closed(op) {
  const { author, session, key, ticket } = state.context, old = kept.mine.find(entry => entry.id === op.instead);
  const on = { v: 1, id: op.id, author, session, device: old?.device ?? await device(), place: old?.place ?? await nextPlace(), tapped: op.tapped, key: key.id };
  const server = op.server === null ? { off: Math.round(deviceOff()) } : { server: op.server }; // not heard: by how much this clock was wrong last time
  const { envelope, digest } = await sealed(on, { kind: op.kind, said: op.said, ticket, ...server }, key.public);
  await stored({ id: op.id, author, session, device: on.device, place: on.place, tapped: op.tapped, digest, envelope, state: "waiting", instead: op.instead });
  prepare(key.public);
}

// Where the device cannot keep it, this page does.
async function stored(entry) {
  await exchange("waiting", entry, entry.instead).catch(() => {});
  here.set(entry.id, entry);
  letGo(entry.instead);
}

function letGo(id) {
  here.delete(id);
  about.delete(id);
  reasons.delete(id);
  state.disk = state.disk.filter(entry => entry.id !== id);
}

function acknowledged(told) {
  letGo(told.id);
  if (told.kept === "quarantine") kept.apart += 1;
  emit("gone", told);
}

// What completes an event whose entry was refused waits with it.
export function held({ id, state: how }) {
  const event = about.get(id);
  return how === "waiting" && event !== undefined && kept.refused.some(entry => about.get(entry.id) === event);
}

export const reason = id => reasons.get(id);

async function next() {
  await recounted();
  return kept.mine.find(entry => (entry.state === "waiting" ? !held(entry) : !reasons.has(entry.id)));
}

// What this page has in hand and the disk has not, once more.
async function secured() {
  await recounted();
  for (const entry of here.values()) if (!state.sure.has(entry.id)) await stored(entry);
}

async function drained() {
  if (kept.unsaved) await secured();
  for (let entry; (entry = await next());) await settled(entry, await outcome(entry));
}

async function outcome({ id, digest, envelope }) {
  const { status, redirected, body } = await posted(envelope);
  if (status === 200 && body?.id === id && body.digest === digest) return { gone: body };
  if (redirected) throw new SignedOut();
  if (body?.error === "another-author") throw new SomebodyElse();
  if (REFUSALS.includes(status) && body?.error && body.words) return { refused: body };
  if (status === 403) throw new TokenGone();
  throw new Away(String(status));
}

async function settled(entry, { gone, refused }) {
  failing(null);
  state.tries = 0;
  if (refused) {
    reasons.set(entry.id, refused.words);
    await stored({ ...entry, state: "refused" });
    emit("refused", { id: entry.id, words: refused.words });
    return changed();
  }
  await dropped(entry);
  acknowledged(gone);
  return changed({ gone });
}

// What the disk does not let go is sent once more and answered as before.
async function dropped({ id, instead }) {
  letGo(id);
  for (const one of [id, instead].filter(Boolean)) await take("waiting", one).catch(() => {});
}

function failing(what) {
  if (kept.sending === what) return;
  kept.sending = what;
  emit("change");
}

const pause = () => Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(state.tries++, 10)) * (0.5 + Math.random() / 2);

// Everything that waits, now; and again later where that did not work.
export async function pump() {
  clearTimeout(state.timer);
  state.more = state.running;
  if (state.running || !state.context) return;
  state.running = true;
  try {
    await navigator.locks.request("groupcounsel-send", drained);
    failing(null);
  } catch (fault) {
    await mended(fault);
  }
  state.running = false;
  if (state.more) pump();
}

async function mended(fault) {
  if (fault instanceof SomebodyElse) return emit("somebody-else");
  if (!(fault instanceof TokenGone)) {
    failing(fault instanceof SignedOut ? "signed-out" : "away");
    state.timer = setTimeout(pump, pause());
    return;
  }
  try {
    await newToken();
    if (state.tries++ < 2) state.more = true;
    else state.timer = setTimeout(pump, pause());
  } catch (cause) {
    failing(cause instanceof SignedOut ? "signed-out" : "away");
    state.timer = setTimeout(pump, pause());
  }
}

// As it is: sealed before this page was opened, it cannot be made anew.
export function retry(id) {
  reasons.delete(id);
  pump();
}

// What came later about the same event.
export function completing(id) {
  const event = about.get(id), place = kept.mine.find(entry => entry.id === id)?.place ?? 0;
  return event ? kept.mine.filter(entry => about.get(entry.id) === event && entry.place > place) : [];
}

// Only on purpose. `whole`: with all that completes it.
export async function discard(id, whole) {
  const gone = [...kept.mine.filter(entry => entry.id === id), ...(whole ? completing(id) : [])], discarded = gone.map(entry => entry.id);
  for (const entry of gone) await dropped(entry);
  emit("discarded", discarded);
  await changed({ discarded });
}

export const everything = entries => JSON.stringify({ format: "groupcounsel-waiting/1", saved: Date.now(), entries: entries.map(({ envelope }) => envelope) });

export const allSealed = () => line;

// Words that nobody saved yet come first: then there is something to wait for.
addEventListener("beforeunload", event => {
  emit("leaving");
  if (kept.unsaved || kept.sealing) event.preventDefault();
});
addEventListener("online", pump);
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && pump());
