// An entry grows by single taps: what set it off, what the actor did, how the others answered, what I felt.
import { choice } from "./choosing.js";
import { at, made, speak, tell } from "./dom.js";
import { act, aliasOf, changes, event, locked, model, seatOf } from "./model.js";
import { keys } from "./seats.js";
import { say } from "./words.js";

export const tray = { event: null, facet: null, by: null, typed: null }; // typed: words that are not saved yet
export const CODED = ["trigger", "behaviour", "octant"];
export const PICKS = "asdfghjklqwertyuiopzxcvbnm1234567890"; // keys of the choices in a tray, the home row first

// A bookmark that nobody wrote words for is only its flag, so that each reader reads it in their own language.
export const FLAG = "⚑";
export const wordsOf = document => (document.follow_up?.text === FLAG ? say("bookmark_text") : document.follow_up?.text);

const redraw = () => changes.dispatchEvent(new CustomEvent("change", { detail: {} }));
const labels = facet => (facet === "behaviour" ? Object.fromEntries(model.behaviours.map(({ code, label }) => [code, label])) : model.lists[facet]);
export const labelOf = (facet, code) => labels(facet)?.[code] ?? code;

export function openTray(id, facet) {
  const same = tray.event === id && tray.facet === facet;
  closeTray();
  if (!same) Object.assign(tray, { event: id, facet });
  choice.divert = tray.facet === "responses" ? responder : null;
  redraw();
  showTray();
  at("entries").querySelector(".tray input")?.focus({ preventScroll: true });
}

function showTray() {
  const list = at("entries"), open = list.querySelector(".tray");
  open?.scrollIntoView({ block: open.offsetHeight > list.clientHeight ? "start" : "nearest" });
}

// What was typed is kept whatever is tapped next: an event in the room does not wait for "Save".
export function closeTray() {
  const { event: id, facet, typed } = tray;
  Object.assign(tray, { facet: null, by: null, typed: null });
  choice.divert = null;
  if (typed !== null) keepTyped(id, facet, typed.trim());
  return Boolean(facet);
}

function keepTyped(id, facet, typed) {
  const document = event(id), before = (facet === "text" ? document?.text : document && wordsOf(document)) ?? "";
  if (typed === before) return;
  if (writable(id)) set(id, facet, typed || null, typed || before);
  else act("change", { event: id, set: { [facet]: typed || null } }, { history: false });
}

const writable = id => Boolean(event(id)) && !locked();

// What is typed about an event that was taken back or signed meanwhile: the server refuses it with the reason, and it waits here.
export function rescue() {
  if (tray.typed !== null && !writable(tray.event)) closeTray();
}

// By Escape only.
export function giveUpTray() {
  tray.typed = null;
  return closeTray();
}

// The page may not come back.
export function putAway() {
  if (tray.typed === null) return;
  closeTray();
  redraw();
}

function responder(ref) {
  if (ref === "group" || ref === event(tray.event)?.actor) return;
  if (!seatOf(ref).recorded) return tell(say("not_recorded", { alias: aliasOf(ref) }));
  tray.by = ref;
  redraw();
  showTray();
}

export function change(id, said, words) {
  if (locked()) return tell(say("locked"));
  closeTray();
  act("change", { event: id, ...said });
  speak(words);
}

const NAMED = ["trigger", "behaviour", "octant", "text"]; // said together with the facet's name

export function set(id, facet, value, shown) {
  const words = NAMED.includes(facet) ? `${say(facet)}: ${shown}` : shown;
  change(id, { set: { [facet]: value } }, value === null ? say("taken", { value: shown }) : words);
}

const stands = (id, facet) => facet.split(".").reduce((inner, key) => inner?.[key], event(id));

// Tapped again, a facet is empty again.
export function toggle(id, facet, value, shown) {
  set(id, facet, stands(id, facet) === value ? null : value, shown);
}

export function lineWords(list, line) {
  if (list === "responses") return `${aliasOf(line.by)}: ${labelOf("responses", line.kind)}`;
  return say(line.by === model.own ? "felt_line" : "felt_by", { who: aliasOf(line.by), feeling: labelOf("felt", line.feeling) });
}

export function addLine(id, list, line) {
  change(id, { add: { [list]: line } }, lineWords(list, line));
}

export function takeLine(id, list, line) {
  change(id, { take: { [list]: line } }, say("taken", { value: lineWords(list, line) }));
}

// What this actor does most stands first.
function codes(facet, { actor }) {
  const known = Object.keys(labels(facet)), often = facet === "behaviour" ? (model.frequent[actor] ?? []).filter(code => known.includes(code)) : [];
  return [...often, ...known.filter(code => !often.includes(code))];
}

function pick(key, words, on, chosen) {
  return made("button", { type: "button", class: `chip${on ? " on" : ""}`, "aria-pressed": String(on), "data-pick": key ?? null, "data-key": `pick-${words}`, onclick: chosen }, words, key ? made("kbd", { "aria-hidden": "true" }, key) : null);
}

const coded = document => codes(tray.facet, document).map((code, place) => {
  const words = labelOf(tray.facet, code);
  return pick(PICKS[place], words, document[tray.facet] === code, () => toggle(document.id, tray.facet, code, words));
});

const feelings = document => Object.entries(model.lists.felt).map(([feeling, words], place) =>
  pick(PICKS[place], words, false, () => addLine(document.id, "felt", { by: model.own, feeling })));

function responses(document) {
  if (!tray.by) {
    const others = model.seats.filter(({ ref, there, recorded }) => there && recorded && ref !== document.actor);
    const byRef = new Map([...keys()].map(([key, ref]) => [ref, key])); // those that the seats show
    return others.map(({ ref, alias }) => pick(byRef.get(ref), alias, false, () => responder(ref)));
  }
  return Object.entries(model.lists.responses).map(([kind, words], place) =>
    pick(PICKS[place], words, false, () => addLine(document.id, "responses", { by: tray.by, kind })));
}

function writing(document) {
  const bookmark = tray.facet === "follow_up.text", field = made("input", { class: "input", maxlength: 2000, "aria-label": say(bookmark ? "bookmark" : "write"), "data-key": `write-${tray.facet}`, oninput: () => { tray.typed = field.value; } });
  field.value = tray.typed ?? (bookmark ? wordsOf(document) : document.text) ?? "";
  const save = submitted => {
    submitted.preventDefault();
    closeTray();
    redraw();
  };
  return made("form", { class: "writing", onsubmit: save }, field, made("button", { class: "button small" }, say("save")));
}

const HEADS = { responses: () => (tray.by ? say("how_response", { who: aliasOf(tray.by) }) : say("responder")) };

export function drawnTray(document) {
  if (tray.event !== document.id || !tray.facet) return null;
  if (["text", "follow_up.text"].includes(tray.facet)) return made("div", { class: "tray" }, writing(document));
  const inside = { felt: feelings, responses }[tray.facet] ?? coded;
  const head = HEADS[tray.facet];
  return made("div", { class: "tray", role: "group", "aria-label": head ? head() : say(tray.facet) }, ...(head ? [made("p", { class: "small soft" }, head())] : []), made("div", { class: "chips" }, ...inside(document)));
}
