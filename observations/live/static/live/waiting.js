// What waits on this device, by time and number: sent, mended, saved as a file or discarded on purpose.
import { takeUp, whom } from "./choosing.js";
import { deviceOff } from "./clock.js";
import { at, made, replaced, tell } from "./dom.js";
import { aliasOf, discard, event, model, sendAgain } from "./model.js";
import { everything, held, kept, pump, queue, reason, retry } from "./queue.js";
import { say, sayOf } from "./words.js";

const TIME = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" };
const DAY = { day: "numeric", month: "short" };

// By the server's clock, as it will be stored; of another day with the day.
function moment(tapped) {
  const when = new Date(tapped + deviceOff()), today = new Date(Date.now() + deviceOff()).toDateString();
  return when.toLocaleString(document.documentElement.lang, when.toDateString() === today ? TIME : { ...DAY, ...TIME });
}

function button(words, name, act, kind = "") {
  return made("button", { type: "button", class: `button small${kind}`, "data-key": name, onclick: act }, words);
}

// Asked twice: the first tap only says what the second does.
function discarding(id) {
  const sure = event => {
    if (event.target.dataset.sure) return discard(id);
    event.target.dataset.sure = "yes";
    event.target.textContent = say("discard_sure");
  };
  return button(say("discard"), `discard-${id}`, sure, " danger");
}

function mending(id, op) {
  if (!op) return [button(say("again"), `again-${id}`, () => retry(id))];
  const mend = op.kind !== "record" ? [] : [button(say("mend"), `mend-${id}`, () => { takeUp(op); discard(id); close(); })];
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

function row(entry) {
  const { id, tapped, state } = entry, op = model.ops.find(other => other.id === id), what = op ? about(op) : say("sealed_entry");
  const refused = state === "refused";
  const facts = made("div", {}, made("span", { class: "num" }, moment(tapped)), ` ${what}`, made("div", { class: `small ${refused ? "neg" : "soft"}` }, why(entry, op)));
  return made("li", {}, facts, ...(refused ? [...mending(id, op), discarding(id)] : []));
}

export function drawQueue() {
  if (!kept.mine.length && !kept.others.length) close();
  if (at("queue").hidden) return;
  replaced(at("queued"), ...kept.mine.map(row));
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

function close() {
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
    at("queue").hidden = !at("queue").hidden;
    at("waiting").setAttribute("aria-expanded", String(!at("queue").hidden));
    drawQueue();
  });
  document.addEventListener("keydown", ({ key }) => { if (key === "Escape" && !at("queue").hidden) leave(); });
  at("queue-close").addEventListener("click", leave);
  at("send").addEventListener("click", pump);
  at("file").addEventListener("click", () => save(kept.mine));
  at("others-file").addEventListener("click", () => save(kept.others));
}
