// The whole console by single keys, without a mouse. They can be switched off for this device.
import { back, choice, tapPad } from "./choosing.js";
import { tapped } from "./circle.js";
import { at, speak, tell } from "./dom.js";
import { giveUpTray, putAway } from "./grow.js";
import { takeInHand } from "./list.js";
import { openMenu } from "./menu.js";
import { changes, events, redo, undo } from "./model.js";
import { keys, shift } from "./seats.js";
import { about } from "./waiting.js";
import { say } from "./words.js";

const OFF = "console-keys-off";
let sign = null; // "negative" or "positive" once it was pressed, until the strength follows

const on = () => at("single-keys").checked;
const rows = () => [...at("entries").querySelectorAll("[data-event]")];
const typing = target => target.matches("input:not([type=checkbox]), textarea, select");
const redraw = () => changes.dispatchEvent(new CustomEvent("change", { detail: {} }));

function toEntry(row) {
  if (!row) return;
  takeInHand(row.dataset.event);
  at("entries").querySelector(`[data-event="${row.dataset.event}"] .who`)?.focus();
}

// Inside the list: growths, then the choices of the open tray.
function inList(key, row) {
  const tray = row.querySelector(".tray");
  const wanted = tray ? tray.querySelector(`[data-pick="${CSS.escape(key)}"]`) : row.querySelector(`[data-grow="${CSS.escape(key)}"]`);
  if (!wanted) return false;
  wanted.click();
  const now = at("entries").querySelector(`[data-event="${row.dataset.event}"]`);
  (now?.querySelector(".tray input") ?? now?.querySelector(".tray button") ?? now?.querySelector(".who"))?.focus();
  return true;
}

function strength(key) {
  if (key === "-" || key === "−") sign = "negative";
  else if (key === "+" || key === "=") sign = "positive";
  else if (sign && /^[1-5]$/.test(key)) {
    const affect = sign;
    sign = null;
    tapPad(affect, Number(key));
  } else return false;
  at("pad").dataset.sign = sign ?? "";
  return true;
}

function atSeats(key, here) {
  if (strength(key)) return true;
  const ref = keys().get(key);
  if (ref) tapped(ref, here);
  return Boolean(ref);
}

// What is half typed is a step of its own.
function step(how, words, nothing) {
  putAway();
  const done = how();
  done ? speak(say(words, { what: about(done) })) : tell(say(nothing));
}

export const undoNow = () => step(undo, "done_undo", "nothing_undo");
export const redoNow = () => step(redo, "done_redo", "nothing_redo");

function escaped(row) {
  if (sign) {
    sign = null;
    at("pad").dataset.sign = "";
  } else if (giveUpTray()) {
    redraw();
    if (row) at("entries").querySelector(`[data-event="${row.dataset.event}"] .who`)?.focus();
  } else if (!back() && row) {
    document.activeElement.blur();
    takeInHand(null);
    at("seats").firstElementChild?.focus();
  }
}

function arrows(key, row) {
  if (!row || !["ArrowUp", "ArrowDown"].includes(key)) return false;
  const all = rows(), next = all[all.indexOf(row) + (key === "ArrowDown" ? 1 : -1)];
  toEntry(next);
  return true;
}

const commands = { u: undoNow, r: redoNow, e: () => toEntry(rows()[0]), "?": () => at("help").showModal() };

function onSeat({ key, altKey, target }) {
  const ref = target.closest?.(".place")?.dataset.ref;
  if (!ref || ref === "group") return false;
  if (altKey && ["ArrowLeft", "ArrowRight"].includes(key)) shift(ref, key === "ArrowRight" ? 1 : -1);
  else if (key === "m" || key === "ContextMenu") openMenu(ref);
  else return false;
  return true;
}

function handled(event) {
  const { key, target, timeStamp } = event, row = target.closest?.("#entries [data-event]");
  if (key === "Escape") return escaped(row), true;
  if (onSeat(event)) return true;
  if (event.altKey || typing(target)) return false;
  if (arrows(key, row)) return true;
  if (!on() && key !== "?") return false;
  if (row && inList(key, row)) return true;
  if (commands[key] && !sign) return commands[key](), true;
  return (!row || Boolean(choice.divert)) && atSeats(key, timeStamp);
}

export function startKeys() {
  at("single-keys").checked = !localStorage.getItem(OFF);
  at("single-keys").addEventListener("change", () => (on() ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1")));
  for (const id of ["keys", "keys-too"]) at(id).addEventListener("click", () => at("help").showModal());
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || at("help").open || event.target.closest("#menu, #queue, #person")) return;
    if (handled({ key: event.key.length === 1 ? event.key.toLowerCase() : event.key, target: event.target, altKey: event.altKey, timeStamp: event.timeStamp })) {
      event.preventDefault();
      at("entries").classList.add("keyed"); // shows the keys: not before, as they would move what a finger is about to tap
    }
  });
}
