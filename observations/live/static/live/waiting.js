// What waits on this device, by time and number: sent, mended, saved as a file or discarded on purpose.
import { takeUp, whom } from "./choosing.js";
import { deviceOff } from "./clock.js";
import { at, made, replaced, tell } from "./dom.js";
import { aliasOf, event, locked, model, sendAgain } from "./model.js";
import { completing, discard, everything, held, kept, pump, queue, reason, retry } from "./queue.js";
import { all } from "./store.js";
import { say, sayOf } from "./words.js";

const TIME = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" };
const asked = new Set(); // whether to discard them; until the list is closed
const DAY = { day: "numeric", month: "short" };

// By the server's clock, as it will be stored; of another day with the day.
function moment(tapped) {
  const when = new Date(tapped + deviceOff()), today = new Date(Date.now() + deviceOff()).toDateString();
  return when.toLocaleString(document.documentElement.lang, when.toDateString() === today ? TIME : { ...DAY, ...TIME });
}

function button(words, name, act, kind = "") {
  return made("button", { type: "button", class: `button small${kind}`, "data-key": name, onclick: act }, words);
}

// Asked twice: the first tap only says what the second does. With an event goes what completes it; what was only
// changed in it keeps what came after.
function discarding(id, whole) {
  const n = whole ? completing(id).length : 0, surely = n ? say("discard_with", { n }) : say("discard_sure");
  const act = () => {
    if (asked.has(id)) return discard(id, whole);
    asked.add(id);
    drawQueue();
  };
  return button(asked.has(id) ? surely : say("discard"), `discard-${id}`, act, " danger");
}

function mending(id, op) {
  if (!op) return [button(say("again"), `again-${id}`, () => retry(id))];
  const mend = op.kind !== "record" || locked() ? [] : [button(say("mend"), `mend-${id}`, () => { takeUp(op); close(); })];
  return [...mend, button(say("again"), `again-${id}`, () => sendAgain(id))];
}

// In words as long as this page remembers them.
export function about({ kind, event: id, seen }) {
  const { actor, toward } = (id && event(id)) ?? seen ?? {};
  return actor ? `${sayOf("kinds", kind)}: ${aliasOf(actor)} → ${whom(toward)}` : sayOf("kinds", kind);
}

// Why it is still here, and for how long.
function why(entry, op) {
  if (entry.state === "refused") return reason(entry.id) ?? say("refused_before");
  if (held(entry)) return say("held_back");
  return say(op ? "not_sent" : "from_before");
}

const typedIn = said => said?.set?.text ?? said?.set?.["follow_up.text"];

function row(entry) {
  const { id, tapped, state } = entry, op = model.ops.find(other => other.id === id), what = op ? about(op) : say("sealed_entry");
  const refused = state === "refused";
  const facts = made("div", {}, made("span", { class: "num" }, moment(tapped)), ` ${what}`, typedIn(op?.said) ? made("div", {}, `“${typedIn(op.said)}”`) : null, made("div", { class: `small ${refused ? "neg" : "soft"}` }, why(entry, op)));
  return made("li", {}, facts, ...(refused ? [...mending(id, op), discarding(id, op?.kind === "record")] : []));
}

// Who was in the list is led on: to its end, or where it began.
export function drawQueue() {
  const inside = at("queue").contains(document.activeElement), empty = !kept.mine.length && !kept.others.length;
  if (empty) close();
  if (empty && inside) at("seats").firstElementChild?.focus();
  if (at("queue").hidden) return at("queued").replaceChildren();
  replaced(at("queued"), ...kept.mine.map(row));
  if (inside && !at("queue").contains(document.activeElement)) at("queue-close").focus();
  at("others").hidden = at("others-file").hidden = !kept.others.length;
  at("others").textContent = say("others", { n: kept.others.length });
  at("file").hidden = !kept.mine.length;
  at("send").hidden = kept.mine.every(entry => entry.state === "refused" || held(entry));
}

function save(entries) {
  const link = made("a", { download: `groupcounsel-${new Date().toISOString().slice(0, 16).replaceAll(":", "")}.json` });
  link.href = URL.createObjectURL(new Blob([everything(entries)], { type: "application/json" }));
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

// Where the console cannot work; what an earlier one left here is none the less there.
export async function stop(why) {
  const left = await all("waiting").catch(() => []);
  at("why").textContent = say(why);
  at("nothing").hidden = left.length > 0;
  at("left").hidden = at("left-file").hidden = !left.length;
  at("left").textContent = left.length ? say("left_here", { n: left.length }) : "";
  at("left-file").addEventListener("click", () => save(left));
  at("cannot").hidden = false;
  at("board").inert = true;
}

function close() {
  asked.clear();
  at("queue").hidden = true;
  at("waiting").setAttribute("aria-expanded", "false");
}

function leave() {
  close();
  at("waiting").focus();
}

export function startQueue() {
  queue.addEventListener("refused", ({ detail }) => tell(detail.words));
  at("waiting").addEventListener("click", () => {
    if (!at("queue").hidden) return close();
    at("queue").hidden = false;
    at("waiting").setAttribute("aria-expanded", "true");
    drawQueue();
  });
  document.addEventListener("keydown", ({ key }) => { if (key === "Escape" && !at("queue").hidden) leave(); });
  at("queue-close").addEventListener("click", leave);
  at("send").addEventListener("click", pump);
  at("file").addEventListener("click", () => save(kept.mine));
  at("others-file").addEventListener("click", () => save(kept.others));
}
