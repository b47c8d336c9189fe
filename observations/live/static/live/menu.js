// What can be said about a seat besides what happens there: who has come, who leaves, where they sit.
import { momentNow, act, aliasOf, locked, model, seatOf } from "./model.js";
import { at, made, speak } from "./dom.js";
import { shift } from "./seats.js";
import { say, sayOf } from "./words.js";

const LIFTED = 150; // ms within which a tap is still of the finger that was lifted
const finger = { down: false, until: 0 }; // until when taps are those of the finger that opened the menu
const STATES = ["present", "late", "left-early", "absent-with-word", "absent-without-word"];

// Coming is coming late once the session runs; its moment is when the menu was opened.
function offers(ref, moment) {
  const { there, attendance } = seatOf(ref), running = model.state !== "planned";
  const quick = there ? [["leaves", "left-early", running]] : [["has_come", running ? "late" : "present", true]];
  const noted = quick.filter(([, , offered]) => offered).map(([word, state]) => [say(word), state]);
  const plain = STATES.map(state => [sayOf("attendance", state), state]);
  return [...noted, ...plain].map(([words, state], place) => made("button", {
    type: "button", class: `button small${place < noted.length ? " main" : ""}`, "aria-pressed": String(place >= noted.length && attendance === state), onclick: () => attend(ref, state, moment),
  }, words));
}

function attend(ref, state, moment) {
  close(ref);
  act("attend", { person: ref, state }, { moment });
  speak(`${aliasOf(ref)}: ${sayOf("attendance", state)}`);
}

function moves(ref) {
  return [["clockwise", 1], ["counterclockwise", -1]].map(([word, steps]) => made("button", {
    type: "button", class: "button small", onclick: () => { close(ref); shift(ref, steps); },
  }, say(word)));
}

const seat = ref => at("seats").querySelector(`[data-ref="${CSS.escape(ref)}"]`);

function close(ref) {
  at("menu").hidePopover();
  seat(ref)?.focus();
}

const open = () => at("menu").matches(":popover-open");

function put() {
  finger.down = true;
  if (finger.until !== Infinity) finger.until = 0;
}

// On a small screen the menu lies under the finger that opens it: what is lifted there chooses nothing.
function lifted() {
  finger.down = false;
  if (finger.until === Infinity) finger.until = performance.now() + LIFTED;
}

function meant(event) {
  if (performance.now() < finger.until) event.stopPropagation();
}

// Closed by hand: a long press opens it while the finger is still down.
export function startMenu() {
  addEventListener("pointerdown", put, { capture: true });
  for (const kind of ["pointerup", "pointercancel"]) addEventListener(kind, lifted, { capture: true });
  at("menu").addEventListener("click", meant, { capture: true });
  addEventListener("resize", () => { if (open()) at("menu").hidePopover(); }); // turned round, it would lie anywhere
  document.addEventListener("pointerdown", ({ target }) => { if (open() && !target.closest("#menu")) at("menu").hidePopover(); });
  at("menu").addEventListener("keydown", ({ key }) => { if (key === "Escape") close(at("menu").dataset.ref); });
}

export function openMenu(ref) {
  const menu = at("menu"), box = seat(ref).getBoundingClientRect();
  menu.replaceChildren(made("strong", {}, aliasOf(ref)), ...(locked() ? [] : offers(ref, momentNow())), ...moves(ref));
  menu.dataset.ref = ref;
  finger.until = finger.down ? Infinity : 0;
  menu.showPopover();
  const { offsetWidth: width, offsetHeight: height } = menu;
  menu.style.left = `${Math.max(8, Math.min(box.x + box.width / 2 - width / 2, innerWidth - width - 8))}px`;
  menu.style.top = `${Math.max(8, Math.min(box.bottom + 6, innerHeight - height - 8))}px`;
  menu.querySelector("button").focus();
}
