// The seats as the group sits. Tapped, dragged round the circle, and each with a key.
import { choice, tapSeat } from "./choosing.js";
import { at, made, replaced } from "./dom.js";
import { changes, model, seatOf } from "./model.js";
import { openMenu } from "./menu.js";
import { marked, silent } from "./cues.js";
import { longestWord, namesOn } from "./names.js";
import { arrange, keys, sitting } from "./seats.js";
import { say } from "./words.js";

const SMALLEST = 44, LARGEST = 84, SHARE = 0.82, HOLD = 500, FAR = 10, STEPS = 120;
const drag = { ref: null, pointer: null, x: 0, y: 0, on: false, timer: 0, slept: -Infinity };
const frame = { width: 0, height: 0, rem: 16, observed: false }; // as last observed: asking for it would make every tap wait for a layout
export const places = new Map(); // ref → {x, y}
export const sizes = { seat: SMALLEST, width: 0, height: 0, line: [] };

// Once round, beginning at the top; a large group's round is fuller, so that everybody has room.
function round(full) {
  const bent = value => Math.sign(value) * Math.abs(value) ** full;
  return Array.from({ length: STEPS + 1 }, (_none, step) => (step / STEPS) * 2 * Math.PI).map(turn => [bent(Math.sin(turn)), -bent(Math.cos(turn))]);
}

// Equal distances along an ellipse, each between the two steps where it falls.
function alongEllipse(shape, count, rx, ry) {
  const line = shape.map(([x, y]) => [rx * x, ry * y]), lengths = [0], slots = [];
  for (let step = 1; step <= STEPS; step++) lengths.push(lengths[step - 1] + Math.hypot(line[step][0] - line[step - 1][0], line[step][1] - line[step - 1][1]));
  const apart = lengths[STEPS] / count;
  for (let slot = 0, step = 1; slot < count; slot++) {
    while (lengths[step] <= slot * apart) step++;
    const share = (slot * apart - lengths[step - 1]) / (lengths[step] - lengths[step - 1]);
    slots.push(line[step].map((to, axis) => line[step - 1][axis] + share * (to - line[step - 1][axis])));
  }
  return { slots, line, apart };
}

function arranged(width, height, count) {
  const key = [width, height, count].join();
  if (arranged.key === key) return arranged.found;
  const shape = round(count > 10 ? 0.78 : 1);
  let size = LARGEST, found;
  for (let turn = 0; turn < 4; turn++) {
    const rx = Math.max(1, Math.min(width / 2, height * 0.8) - size / 2 - 5), ry = Math.max(1, height / 2 - size / 2 - 5);
    found = alongEllipse(shape, count, rx, ry);
    const most = Math.min(LARGEST, found.apart * SHARE, Math.min(width, height) / 3.7);
    size = Math.max(SMALLEST, turn ? Math.min(size, most) : most);
  }
  Object.assign(arranged, { key, found: { ...found, size } });
  return arranged.found;
}

export function place() {
  const { width, height } = frame;
  if (!width || !model.seats.length) return;
  const order = sitting(), { slots, size, line } = arranged(width, height, order.length);
  Object.assign(sizes, { seat: size, width, height, line });
  if (at("circle").style.getPropertyValue("--seat") !== `${size}px`) at("circle").style.setProperty("--seat", `${size}px`);
  places.clear();
  order.forEach((ref, slot) => places.set(ref, { x: width / 2 + slots[slot][0], y: height / 2 + slots[slot][1] }));
  places.set("group", { x: width / 2, y: height / 2 });
  for (const button of at("seats").children) {
    if (drag.on && button.dataset.ref === drag.ref) continue;
    const { x, y } = places.get(button.dataset.ref);
    moveTo(button, x, y);
  }
}

function moveTo(button, x, y) {
  if (button.style.left === `${x}px` && button.style.top === `${y}px`) return;
  button.style.left = `${x}px`;
  button.style.top = `${y}px`;
}

function buttonOf(ref) {
  const known = at("seats").querySelector(`[data-ref="${CSS.escape(ref)}"]`);
  return known ?? made("button", { type: "button", "data-ref": ref, "data-key": `seat-${ref}` }, made("span", { class: "name" }), made("span", { class: "key" }));
}

// Changed in place, so that a press never loses its seat.
function shown(ref, { kinds, name, below, label, key, title = "" }) {
  const button = buttonOf(ref), [nameLine, keyLine] = button.children;
  const pressed = String(choice.actor === ref || choice.toward === ref), signature = [...kinds, name.text, name.small, below, label, key, title, pressed].join();
  if (button.shown === signature) return button;
  button.shown = signature;
  button.className = kinds.filter(Boolean).join(" ");
  nameLine.textContent = name.text;
  nameLine.style.setProperty("--longest", name.small ? 99 : longestWord(name.text.replace(/\u00AD/g, ""))); // its letters fit beside each other
  keyLine.textContent = below;
  button.title = title;
  for (const [attribute, value] of [["aria-pressed", pressed], ["aria-label", label], ["aria-keyshortcuts", key]]) button.setAttribute(attribute, value);
  return button;
}

// Who left early can still be tapped: what they did before may be recorded afterwards.
function shownSeat({ ref, alias, counselor, there, recorded, attendance }, key, name) {
  const cue = marked(ref), left = attendance === "left-early", absent = left ? say("left") : say("away");
  const label = [say("seat", { alias, key }), counselor && say("counselor"), (left || !there) && absent, !recorded && say("unrecorded"), cue];
  const kinds = ["place", counselor && "counselor", !there && "away", left && "leaver", !recorded && "unrecorded", cue && "cue", choice.actor === ref && "actor", choice.toward === ref && "aimed"];
  const below = [there && !left ? key.toUpperCase() : absent, cue && `${silent(ref)}′`].filter(Boolean).join(" · ");
  return shown(ref, { kinds, name, below, label: label.filter(Boolean).join(", "), key, title: cue ?? "" });
}

function shownGroup() {
  const kinds = ["place", "centre", choice.toward === "group" && "aimed"];
  return shown("group", { kinds, name: { text: say("centre") }, below: "0", label: say("whole_group"), key: "0" });
}

// Not before it is known where they go: they would be seen to move there.
export function drawSeats() {
  if (!frame.observed) return;
  const byRef = new Map([...keys()].map(([key, ref]) => [ref, key])), parent = at("seats"), sat = sitting().map(seatOf);
  const names = namesOn(arranged(frame.width, frame.height, sat.length).size, frame.rem, sat.map(seat => seat.alias));
  const buttons = [...sat.map(seat => shownSeat(seat, byRef.get(seat.ref) ?? "", names.get(seat.alias))), shownGroup()];
  if (buttons.length !== parent.children.length || buttons.some((button, spot) => parent.children[spot] !== button)) replaced(parent, ...buttons);
  at("circle").classList.toggle("aiming", Boolean(choice.actor));
  place();
}

export function tapped(ref, here) {
  if (tapSeat(ref, here) === "away") openMenu(ref);
}

function slotAt(x, y) {
  const all = [...places].filter(([ref]) => ref !== "group");
  const far = all.map(([, spot]) => Math.hypot(spot.x - x, spot.y - y));
  return far.indexOf(Math.min(...far));
}

function pressed(event) {
  const button = event.target.closest(".place");
  if (!button || event.button || button.dataset.ref === "group") return;
  Object.assign(drag, { ref: button.dataset.ref, pointer: event.pointerId, x: event.clientX, y: event.clientY, on: false });
  drag.timer = setTimeout(held, HOLD);
}

function held() {
  if (!drag.ref || drag.on) return;
  openMenu(drag.ref);
  drag.slept = performance.now();
  drag.ref = null;
}

function pulled(event) {
  if (!drag.ref || event.pointerId !== drag.pointer) return;
  if (!drag.on && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < FAR) return;
  const button = at("seats").querySelector(`[data-ref="${CSS.escape(drag.ref)}"]`), box = at("circle").getBoundingClientRect();
  if (!drag.on) button.setPointerCapture(event.pointerId);
  drag.on = true;
  button.classList.add("dragged");
  moveTo(button, event.clientX - box.x, event.clientY - box.y);
}

function released(event) {
  clearTimeout(drag.timer);
  const { ref, on } = drag, box = at("circle").getBoundingClientRect();
  Object.assign(drag, { ref: null, on: false });
  if (!on) return;
  at("seats").querySelector(".dragged")?.classList.remove("dragged");
  drag.slept = performance.now();
  if (event.type === "pointerup") arrange(ref, slotAt(event.clientX - box.x, event.clientY - box.y));
  drawSeats();
}

function clicked(event) {
  const button = event.target.closest(".place");
  if (!button || performance.now() - drag.slept < 300) return;
  tapped(button.dataset.ref, event.timeStamp);
}

function asked(event) {
  const button = event.target.closest(".place:not(.centre)");
  if (!button) return;
  event.preventDefault();
  clearTimeout(drag.timer);
  openMenu(button.dataset.ref);
}

export function startCircle() {
  const seats = at("seats");
  seats.addEventListener("pointerdown", pressed);
  seats.addEventListener("click", clicked);
  seats.addEventListener("contextmenu", asked);
  addEventListener("pointermove", pulled);
  addEventListener("pointerup", released);
  addEventListener("pointercancel", released);
  new ResizeObserver(([{ contentRect: { width, height } }]) => {
    Object.assign(frame, { width, height, rem: parseFloat(getComputedStyle(document.documentElement).fontSize), observed: true });
    changes.dispatchEvent(new Event("sized"));
  }).observe(at("circle"));
}
