// The newest entries beside the circle; the one at hand can grow.
import { signed, whom } from "./choosing.js";
import { markedEntry, unreflectedOn } from "./cues.js";
import { at, drawn, fit, made, write } from "./dom.js";
import { written } from "./clock.js";
import { CODED, closeTray, drawnTray, FLAG, labelOf, lineWords, openTray, set, takeLine, toggle, tray, wordsOf } from "./grow.js";
import { aliasOf, changes, events, model, opsOf } from "./model.js";
import { say } from "./words.js";

const MOST = 80;
const rows = new Map(); // event → {signature, element}
export const hand = { event: null };
export const GROWTHS = { t: "trigger", b: "behaviour", o: "octant", p: "responses", f: "felt", l: "text" };
const redraw = () => changes.dispatchEvent(new CustomEvent("change", { detail: {} }));

export function takeInHand(id) {
  if (hand.event !== id) closeTray();
  hand.event = id;
  redraw();
}

function strength({ affect, strength: strong }) {
  if (!affect || !strong) return null;
  const marks = drawn("svg", { viewBox: "0 0 47 8", "aria-hidden": "true" });
  for (let dot = 0; dot < 5; dot++) {
    const off = dot < strong ? {} : { class: "off" };
    marks.append(affect === "negative" ? drawn("rect", { x: dot * 10, y: .5, width: 7, height: 7, ...off }) : drawn("circle", { cx: dot * 10 + 3.5, cy: 4, r: 3.5, ...off }));
  }
  const spoken = made("span", { class: "hidden" }, say("strength", { affect: say(affect), strength: strong }));
  return made("span", { class: `affect ${affect === "negative" ? "neg" : "pos"}` }, made("span", { "aria-hidden": "true" }, signed(affect, strong)), marks, spoken);
}

function sign(ops) {
  const refused = ops.find(op => op.refused), waits = ops.some(op => op.number === null);
  const [mark, words] = refused ? ["!", refused.refused] : ops.some(op => op.quarantined) ? ["◇", say("kept_apart")] : waits ? ["•", say("not_sent")] : ["✓", say("sent")];
  return made("span", { class: `sent${refused ? " refused" : waits ? " waits" : ""}`, title: words }, made("span", { "aria-hidden": "true" }, mark), made("span", { class: "hidden" }, words));
}

function chip(words, { on = true, key, name, expanded, act }) {
  return made("button", { type: "button", class: `chip${on ? " on" : " missing"}`, "data-key": name ?? words, "data-grow": key ?? null, "aria-pressed": expanded === undefined ? String(on) : null, "aria-expanded": expanded === undefined ? null : String(expanded), onclick: act },
    words, key ? made("kbd", { "aria-hidden": "true" }, key) : null);
}

// Opens its choices; shows what was chosen.
function opener(document, facet, open, key) {
  const value = document[facet];
  if (!value && !open) return null;
  const words = value ? labelOf(facet, value) : `+ ${say(facet)}`;
  return chip(words, { on: Boolean(value), key: open && key, name: `open-${facet}`, expanded: tray.event === document.id && tray.facet === facet, act: () => { takeInHand(document.id); openTray(document.id, facet); } });
}

function lines(document, list, open, key) {
  const standing = (document[list] ?? []).map(line => (list === "felt" && line.by !== model.own
    ? made("span", { class: "chip on" }, lineWords(list, line)) // not mine to take out
    : chip(lineWords(list, line), { name: JSON.stringify(line), act: () => takeLine(document.id, list, line) })));
  const more = open && chip(`+ ${say(list)}`, { on: false, key, name: `open-${list}`, expanded: tray.event === document.id && tray.facet === list, act: () => openTray(document.id, list) });
  return [...standing, ...(more ? [more] : [])];
}

// One tap on, one tap off: here and now, past, outside; spontaneous, evoked.
function direct(document, facet, open, keys) {
  return Object.entries(model.lists[facet]).filter(([code]) => document[facet] === code || (open && !document[facet])).map(([code, words], place) =>
    chip(words, { on: document[facet] === code, key: open && keys[place], name: `${facet}-${code}`, act: () => toggle(document.id, facet, code, words) }));
}

function looked(document, open) {
  const on = document.process_looked_at === true;
  return on || open ? [chip(say("looked_at"), { on, key: open && "g", name: "looked", act: () => toggle(document.id, "process_looked_at", true, say("looked_at")) })] : [];
}

function bookmark(document, open) {
  const text = wordsOf(document);
  const act = () => (text ? openTray(document.id, "follow_up.text") : set(document.id, "follow_up.text", FLAG, say("bookmark_text")));
  return text || open ? [chip(`⚑ ${text ?? say("bookmark")}`, { on: Boolean(text), key: open && "c", name: "bookmark", act: () => { takeInHand(document.id); act(); } })] : [];
}

function chips(document, open) {
  const keys = Object.fromEntries(Object.entries(GROWTHS).map(([key, facet]) => [facet, key]));
  return [
    ...CODED.map(facet => opener(document, facet, open, keys[facet])), ...lines(document, "responses", open, "p"), ...lines(document, "felt", open, "f"),
    ...direct(document, "focus", open, "hvx"), ...direct(document, "origin", open, "ny"), ...looked(document, open), ...bookmark(document, open),
    open && chip(document.text ? say("text") : `+ ${say("text")}`, { on: Boolean(document.text), key: "l", name: "open-text", expanded: tray.event === document.id && tray.facet === "text", act: () => openTray(document.id, "text") }),
  ].filter(Boolean);
}

// One's own entries need no name.
function recorder({ recorded_by: ref }) {
  if (!ref || ref === model.own) return null;
  return made("span", { class: "small soft nowrap" }, made("span", { "aria-hidden": "true" }, aliasOf(ref)), made("span", { class: "hidden" }, ` ${say("recorded_by", { who: aliasOf(ref) })}`));
}

function head(document, open, ops) {
  const { id, at: seconds, actor, toward } = document;
  const who = made("button", { type: "button", class: "who", "data-key": `who-${id}`, "aria-expanded": String(open), onclick: () => takeInHand(open ? null : id) },
    made("time", {}, written(seconds)), made("span", {}, made("strong", {}, `${aliasOf(actor)} → ${whom(toward)}`), " ", recorder(document) ?? ""));
  return made("div", { class: "top" }, who, strength(document), sign(ops));
}

function row(document, open, ops, cue) {
  const refused = ops.find(op => op.refused), inside = chips(document, open);
  return made("li", { class: `entry${open ? " open" : ""}${cue ? " cue" : ""}`, "data-event": document.id }, head(document, open, ops),
    ...(cue ? [made("p", { class: "small cue-words" }, cue)] : []),
    ...(refused ? [made("p", { class: "small neg" }, refused.refused)] : []),
    ...(document.text ? [made("p", { class: "note small soft" }, document.text)] : []),
    ...(inside.length ? [made("div", { class: "chips" }, ...inside)] : []), ...[drawnTray(document)].filter(Boolean));
}

function rowOf(document) {
  const open = hand.event === document.id, ops = opsOf(document.id), cue = markedEntry(document.id);
  const seen = ops.map(({ id, number, refused, quarantined }) => [id, number, refused, quarantined]), opened = tray.event === document.id && [tray.facet, tray.by];
  const names = [document.actor, document.toward, document.recorded_by, document.responses, document.felt].flat().map(ref => aliasOf(ref?.by ?? ref));
  const signature = JSON.stringify([document, open, opened, seen, cue, names]), known = rows.get(document.id);
  if (known?.signature === signature) return known.element;
  const element = row(document, open, ops, cue);
  rows.set(document.id, { signature, element });
  return element;
}

// Only what changed is made anew; what has the focus keeps it.
function fitted(parent, wanted) {
  const key = parent.contains(document.activeElement) ? document.activeElement.dataset.key : null, whose = document.activeElement.closest?.("li")?.dataset.event;
  const typed = document.activeElement.matches?.("input") ? document.activeElement.value : null;
  fit(parent, wanted);
  if (!key || document.activeElement !== document.body) return;
  const there = parent.querySelector(`[data-event="${whose}"]`), found = there?.querySelector(`[data-key="${CSS.escape(key)}"]`) ?? there?.querySelector(".tray button, .who");
  found?.focus({ preventScroll: true });
  if (typed !== null && found?.matches("input")) found.value = typed;
}

let scrolled = false, pressed = false;

// Only where it could be out of sight: asking where it is would make every tap wait for a layout.
export function showHand() {
  const row = at("entries").querySelector(".open");
  if (row && (scrolled || row !== at("entries").firstElementChild)) row.scrollIntoView({ block: "nearest" });
}

// Out of sight in a long list: the next one at each tap.
function toUnreflected() {
  const all = unreflectedOn(), id = all[(all.indexOf(hand.event) + 1) % all.length];
  takeInHand(id);
  at("entries").querySelector(`[data-event="${id}"]`)?.scrollIntoView({ block: "start" });
}

function drawUnreflected() {
  const number = unreflectedOn().length, button = at("unreflected");
  button.hidden = !number;
  if (number) button.replaceChildren(made("span", { "aria-hidden": "true" }, String(number)), made("span", { class: "words" }, say("unreflected_all", { n: number })));
}

export function startList() {
  at("unreflected").addEventListener("click", toUnreflected);
  at("entries").addEventListener("scroll", ({ target }) => { scrolled = target.scrollTop > 0; }, { passive: true });
  at("entries").addEventListener("pointerdown", () => { pressed = true; });
  for (const kind of ["pointerup", "pointercancel"]) addEventListener(kind, released);
}

// The click comes first: it finds what was pressed.
function released() {
  if (pressed) setTimeout(drawList);
  pressed = false;
}

// What is under a finger is not made anew before it is lifted: the tap would be lost.
export function drawList() {
  if (pressed) return;
  drawUnreflected();
  const all = events(), wanted = all.slice(0, MOST).map(rowOf), told = model.known ? !all.length && "none_yet" : "not_known";
  write(at("count"), model.known ? say("entries", { n: all.length }) : "–");
  fitted(at("entries"), told ? [...wanted, made("li", { class: "soft none" }, say(told))] : wanted);
}

