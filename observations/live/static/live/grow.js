// An entry grows by single taps: what set it off, what the actor did, how the others answered, what I felt.
import { choice } from "./choosing.js";
import { made, speak, tell } from "./dom.js";
import { act, aliasOf, changes, event, locked, model } from "./model.js";
import { say } from "./words.js";

export const tray = { event: null, facet: null, by: null };
export const CODED = ["trigger", "behaviour", "octant"];
export const PICKS = "asdfghjklqwertyuiopzxcvbnm1234567890"; // keys of the choices in a tray, the home row first

const redraw = () => changes.dispatchEvent(new CustomEvent("change", { detail: {} }));
const labels = facet => (facet === "behaviour" ? Object.fromEntries(model.behaviours.map(({ code, label }) => [code, label])) : model.lists[facet]);
export const labelOf = (facet, code) => labels(facet)?.[code] ?? code;

export function openTray(id, facet) {
  const same = tray.event === id && tray.facet === facet;
  Object.assign(tray, { event: id, facet: same ? null : facet, by: null });
  choice.divert = tray.facet === "responses" ? responder : null;
  redraw();
}

export function closeTray() {
  const open = tray.facet;
  Object.assign(tray, { facet: null, by: null });
  choice.divert = null;
  return Boolean(open);
}

function responder(ref) {
  if (ref === "group" || ref === event(tray.event)?.actor) return;
  tray.by = ref;
  redraw();
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

// Tapped again, a facet is empty again.
export function toggle(id, facet, value, shown) {
  const stands = facet.split(".").reduce((inner, key) => inner?.[key], event(id));
  set(id, facet, stands === value ? null : value, shown);
}

export const lineWords = (list, line) => list === "felt"
  ? say("felt_line", { feeling: labelOf("felt", line.feeling) })
  : `${aliasOf(line.by)}: ${labelOf("responses", line.kind)}`;

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

function pick(place, words, on, chosen) {
  const key = PICKS[place];
  return made("button", { type: "button", class: `chip${on ? " on" : ""}`, "aria-pressed": String(on), "data-pick": key ?? null, "data-key": `pick-${words}`, onclick: chosen }, words, key ? made("kbd", { "aria-hidden": "true" }, key) : null);
}

const coded = document => codes(tray.facet, document).map((code, place) => {
  const words = labelOf(tray.facet, code);
  return pick(place, words, document[tray.facet] === code, () => toggle(document.id, tray.facet, code, words));
});

const feelings = document => Object.entries(model.lists.felt).map(([feeling, words], place) =>
  pick(place, words, false, () => addLine(document.id, "felt", { by: model.own, feeling })));

function responses(document) {
  if (!tray.by) {
    const others = model.seats.filter(({ ref, there }) => there && ref !== document.actor);
    return others.map(({ ref, alias }, place) => pick(place, alias, false, () => responder(ref)));
  }
  return Object.entries(model.lists.responses).map(([kind, words], place) =>
    pick(place, words, false, () => addLine(document.id, "responses", { by: tray.by, kind })));
}

function writing(document) {
  const bookmark = tray.facet === "follow_up.text", field = made("input", { class: "input", maxlength: 2000, "aria-label": say(bookmark ? "bookmark" : "write"), "data-key": `write-${tray.facet}` });
  field.value = (bookmark ? document.follow_up?.text : document.text) ?? "";
  const save = submitted => {
    submitted.preventDefault();
    set(document.id, tray.facet, field.value.trim() || null, field.value.trim());
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
