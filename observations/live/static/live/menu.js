// What can be said about a seat besides what happens there: who has come, who leaves, where they sit.
import { momentNow, act, aliasOf, locked, model, seatOf } from "./model.js";
import { at, made, speak } from "./dom.js";
import { shift } from "./seats.js";
import { say, sayOf } from "./words.js";

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

// Closed by hand: a long press opens it while the finger is still down.
export function startMenu() {
  addEventListener("resize", () => { if (open()) at("menu").hidePopover(); }); // turned round, it would lie anywhere
  document.addEventListener("pointerdown", ({ target }) => { if (open() && !target.closest("#menu")) at("menu").hidePopover(); });
  at("menu").addEventListener("keydown", ({ key }) => { if (key === "Escape") close(at("menu").dataset.ref); });
}

export function openMenu(ref) {
  const menu = at("menu"), box = seat(ref).getBoundingClientRect();
  menu.replaceChildren(made("strong", {}, aliasOf(ref)), ...(locked() ? [] : offers(ref, momentNow())), ...moves(ref));
  menu.dataset.ref = ref;
  menu.showPopover();
  const { offsetWidth: width, offsetHeight: height } = menu;
  menu.style.left = `${Math.max(8, Math.min(box.x + box.width / 2 - width / 2, innerWidth - width - 8))}px`;
  menu.style.top = `${Math.max(8, Math.min(box.bottom + 6, innerHeight - height - 8))}px`;
  menu.querySelector("button").focus();
}
