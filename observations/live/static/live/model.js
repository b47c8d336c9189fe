// The session as this page knows it: what the server told, and on top of it what was tapped since.
import { deviceOff, heard, now, secondsAt, serverTime, SWAPPED } from "./clock.js";
import { again, inverse, patched, stood } from "./patches.js";
import * as queue from "./queue.js";
import { uuid7 } from "./seal.js";

export const model = {
  state: "planned", clock: { began: null, ended: null, pauses: [] }, seats: [], order: [], present: [], pairs: [],
  known: true, own: null, lists: {}, behaviours: [], frequent: {}, cues: {}, cursor: 0, entries: new Map(), joined: new Map(), ops: [], done: [], undone: [],
};
export const changes = new EventTarget();

const CLOCK = ["start", "pause", "resume", "end", "reopen"];
let seen = null; // what sight() reckoned last

function redraw(detail = {}) {
  seen = null;
  changes.dispatchEvent(new CustomEvent("change", { detail }));
}

export const seatOf = ref => model.seats.find(seat => seat.ref === ref);
export const aliasOf = ref => seatOf(ref)?.alias ?? ref;
// An entry that became one event with another's goes by the number of that one.
export const standing = id => (model.joined.has(id) ? standing(model.joined.get(id)) : id);
export const locked = () => ["signed", "countersigned"].includes(model.state);
export const paused = () => model.clock.pauses.some(([, to]) => to === null);
export const elapsed = (when = now()) => secondsAt(model.clock, when);

export function open(state) {
  model.known = state.sent !== undefined; // what is on record, not only what was tapped since
  if (model.known) heard(state);
  const { seats, order, own, lists, behaviours, frequent, cues, cursor, present, pairs } = state;
  Object.assign(model, { state: state.state, clock: state.clock, seats, order, own, lists, behaviours, frequent, cues, cursor, present, pairs });
  model.entries = new Map(state.entries.map(event => [event.id, event]));
  rebuild([...state.done, ...model.ops.filter(op => op.number === null || op.number > cursor).map(line)]);
  onTop();
  redraw();
}

export function came(news) {
  heard(news);
  const { state, clock, seats, order, present, pairs, cursor } = news;
  Object.assign(model, { state, clock, seats, order, present, pairs, cursor });
  const fresh = news.entries.filter(({ id }) => !event(id));
  for (const entry of news.entries) model.entries.set(entry.id, entry);
  for (const id of news.gone) model.entries.delete(id);
  for (const [id, stays] of Object.entries(news.joined)) model.joined.set(id, stays);
  model.ops = model.ops.filter(op => op.number === null || op.number > cursor);
  onTop();
  redraw({ fresh });
}

// What was tapped about the room and is not in the server's answer yet.
function onTop() {
  for (const op of model.ops) if (!op.refused) roomAfter(op);
}

function roomAfter({ kind, said, when }) {
  if (CLOCK.includes(kind)) clockAfter(kind, when);
  if (kind === "record" && model.state === "planned") begun("at" in said.set, when);
  if (kind === "arrange") model.order = said.order;
  if (kind === "attend") {
    const there = !said.state?.startsWith("absent");
    model.seats = model.seats.map(seat => (seat.ref === said.person ? { ...seat, attendance: said.state, there, came: said.state === "late" ? elapsed(when) : null } : seat));
  }
}

function begun(typed, when) {
  model.state = typed ? "debriefing" : "live";
  if (!typed) model.clock = { ...model.clock, began: when };
}

function clockAfter(kind, when) {
  const { clock } = model, closed = clock.pauses.map(([from, to]) => [from, to ?? when]);
  if (kind === "start" && model.state === "planned") begun(false, when);
  if (kind === "pause" && model.state === "live" && !paused()) model.clock = { ...clock, pauses: [...clock.pauses, [when, null]] };
  if (kind === "resume" && !(clock.pauses.at(-1)?.[0] > when + SWAPPED)) model.clock = { ...clock, pauses: closed };
  if (kind === "end" && model.state === "live") {
    model.clock = { ...clock, ended: when, pauses: closed };
    model.state = "debriefing";
  }
  if (kind === "reopen" && clock.ended && clock.ended <= when + SWAPPED) {
    model.clock = { ...clock, ended: null };
    model.state = "live";
  }
}

function applied(id, ops) {
  let document = model.entries.get(id) ?? null, last = document;
  for (const op of ops) {
    if (op.kind === "record") document = recorded(op);
    if (op.kind === "change" && document) document = patched(document, op.said);
    if (op.kind === "remove") [last, document] = [document, null];
    if (op.kind === "restore") document ??= last ?? op.document;
  }
  return document;
}

function recorded({ event: id, said, at }) {
  return patched({ id, recorded_by: model.own, at: at ?? 0, kind: "interaction" }, { set: said.set });
}

const about = ({ kind, event: id }) => (kind === "change" ? standing(id) : id);

// Reckoned once after each change: a tap must not wait for a long session.
function sight() {
  if (seen) return seen;
  const ops = new Map(), known = new Map(model.entries);
  for (const op of model.ops) {
    const id = about(op);
    if (id) ops.set(id, [...(ops.get(id) ?? []), op]);
  }
  for (const [id, some] of ops) known.set(id, applied(id, some));
  const list = [...known.values()].filter(Boolean).sort((one, other) => other.at - one.at || (other.id > one.id ? 1 : -1));
  seen = { ops, events: known, list };
  return seen;
}

// One event as it stands, with what waits; null when it was taken back.
export const event = id => sight().events.get(id) ?? null;
// The newest first: by the session's clock, then by when they were made.
export const events = () => sight().list;
export const opsOf = id => sight().ops.get(id) ?? [];

// Everything that is tapped passes here: shown at once, sealed and sent behind it. `moment`: {device, server} of the first tap.
// `instead`: the refused one that it replaces, in its place; what completes that one completes this one.
export function act(kind, said, { moment = momentNow(), history = true, document, instead } = {}) {
  const id = uuid7(), when = moment.server ?? moment.device + deviceOff();
  const op = { id, kind, said, event: said.event, when, tapped: moment.device, server: moment.server, number: null, refused: null, document, instead: instead?.id };
  op.before = instead?.before ?? beforeOf(op);
  placed(op);
  roomAfter(op);
  seen = null;
  if (kind === "record") op.at = said.set.at ?? Math.floor(elapsed(when));
  if (history) noted(op);
  redraw({ op });
  queue.add(op);
  return op;
}

function placed(op) {
  const place = model.ops.findIndex(({ id }) => id === op.instead);
  model.ops.splice(place < 0 ? model.ops.length : place, place < 0 ? 0 : 1, op);
  for (const step of [...model.done, ...model.undone]) {
    if (op.instead && step.id === op.instead) step.id = op.id;
    if (op.instead && step.turn === op.instead) step.turn = op.id;
  }
}

export const momentNow = (here = performance.now()) => ({
  device: Math.round(Date.now() - (performance.now() - here)), server: serverTime(here),
});

function beforeOf({ kind, said, event: id }) {
  if (kind === "change") return stood(event(id) ?? {}, said);
  if (kind === "remove") return { document: event(id) };
  if (kind === "attend") return { state: seatOf(said.person)?.attendance };
  return kind === "arrange" ? { order: model.order } : {};
}

const line = ({ id, kind, event: about, said, before }) => ({ id, kind, event: about ?? undefined, said, before });

function noted(op) {
  if (!inverse(op)) return;
  model.done.push(line(op));
  model.undone = [];
}

// From the server's list of what came: an undo and a redo say that they are one, and are no steps of their own.
function rebuild(list) {
  model.done = [];
  model.undone = [];
  for (const step of list) {
    const { turns } = step.said, [from, to] = turns === "back" ? [model.done, model.undone] : [model.undone, model.done];
    if (turns) to.push(...from.splice(-1));
    else if (inverse(step)) {
      model.done.push(step);
      model.undone = [];
    }
  }
}

function moved(from, to, turned, turns) {
  const step = from.pop(), next = step && turned(step);
  if (!next) return null;
  step.seen = (step.event && event(step.event)) ?? step.seen ?? step.before?.document;
  step.turn = act(next.kind, { ...next.said, turns }, { history: false, document: step.seen }).id;
  to.push(step);
  redraw();
  return step;
}

export const undo = () => moved(model.done, model.undone, inverse, "back");
export const redo = () => moved(model.undone, model.done, again, "again");

queue.queue.addEventListener("gone", ({ detail }) => {
  const op = model.ops.find(({ id }) => id === detail.id);
  if (!op) return;
  op.number = detail.number ?? Infinity;
  op.quarantined = detail.kept === "quarantine";
  redraw();
});

queue.queue.addEventListener("refused", ({ detail }) => {
  const op = model.ops.find(({ id }) => id === detail.id);
  if (!op) return;
  op.refused = detail.words;
  redraw({ refused: op });
});

// What is discarded never happened, nor can it be undone; where it was itself an undo or a redo, that one did not happen.
queue.queue.addEventListener("discarded", ({ detail: gone }) => {
  const back = step => gone.includes(step.turn), stays = step => !gone.includes(step.id);
  const { done, undone } = model;
  model.ops = model.ops.filter(stays);
  model.done = [...done.filter(step => !back(step)), ...undone.filter(back).reverse()].filter(stays);
  model.undone = [...undone.filter(step => !back(step)), ...done.filter(back).reverse()].filter(stays);
  redraw();
});

// Sealed anew, in its place: what was refused may be possible now.
export function sendAgain(id) {
  const op = model.ops.find(one => one.id === id);
  if (op) act(op.kind, op.said, { moment: { device: op.tapped, server: op.server }, history: false, instead: op });
}
