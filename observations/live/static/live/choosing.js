// Three taps: who, toward whom, how it felt. Every tap can be taken back by the next.
import { read, written } from "./clock.js";
import { at, speak, tell } from "./dom.js";
import { act, aliasOf, changes, elapsed, event, locked, model, momentNow, paused, seatOf } from "./model.js";
import { uuid7 } from "./seal.js";
import { say } from "./words.js";

const SPOKEN = 3; // more at once, after a time without a connection, are only counted
const CORRECTABLE = 10_000; // ms in which the pad corrects what it just recorded
export const choice = { actor: null, toward: null, moment: null, last: null, mending: null, typed: false, divert: null };
const redraw = () => changes.dispatchEvent(new CustomEvent("change", { detail: {} }));

export const whom = toward => (toward === "group" ? say("group") : (toward ?? []).map(aliasOf).join(", "));
export const typing = () => model.state === "debriefing" || (model.state === "planned" && choice.typed);
export const signed = (affect, strength) => `${affect === "negative" ? "−" : "+"}${strength}`;

export function clear() {
  Object.assign(choice, { actor: null, toward: null, moment: null, mending: null });
  redraw();
}

// One step back: toward whom, then who. No when there was nothing to correct.
export function back() {
  if (choice.toward) choice.toward = null;
  else if (choice.actor || choice.mending) return clear(), true;
  else return false;
  redraw();
  return true;
}

// `here`: the moment of the tap, by performance.now(). Answers "away" where somebody is to come first.
export function tapSeat(ref, here) {
  if (locked()) return speak(say("locked")); // where the question stood it can be read already
  if (choice.divert) return choice.divert(ref);
  if (ref !== "group" && !seatOf(ref).there) return "away";
  if (choice.actor === null) return tapActor(ref, here);
  if (ref === choice.actor) return dropActor();
  choice.toward = ref === choice.toward ? null : ref;
  tell("");
  return redraw();
}

// What is being mended keeps its moment and its aim while somebody else is chosen.
function dropActor() {
  if (!choice.mending) return clear();
  choice.actor = null;
  return redraw();
}

function tapActor(ref, here) {
  if (ref === "group") return tell(say("first_who"));
  if (!seatOf(ref).recorded) return tell(say("not_recorded", { alias: aliasOf(ref) }));
  Object.assign(choice, { actor: ref, moment: choice.mending ? choice.moment : momentNow(here), last: null });
  tell("");
  return redraw();
}

export function tapPad(affect, strength) {
  if (locked()) return speak(say("locked"));
  if (choice.actor && choice.toward) return record(affect, strength);
  if (choice.actor) return tell(say("first_toward"));
  return corrected(affect, strength) || tell(say("first_who"));
}

function record(affect, strength) {
  const set = { actor: choice.actor, toward: choice.toward === "group" ? "group" : [choice.toward], affect, strength };
  if (typing()) {
    set.at = read(at("at").value);
    if (set.at === null) return wrongTime();
  }
  const { moment } = choice, instead = model.ops.find(other => other === choice.mending && other.number === null), id = instead?.event ?? uuid7();
  Object.assign(choice, { actor: null, toward: null, moment: null, mending: null, last: { id, until: performance.now() + CORRECTABLE } });
  const op = act("record", { event: id, set }, { moment, history: !instead, instead });
  tell("");
  speak(spoken({ ...set, at: op.at }, "on_record"));
  return op;
}

function wrongTime() {
  tell(say("bad_time"));
  at("at").setAttribute("aria-invalid", "true");
  at("at").focus();
}

export function spoken({ actor, toward, affect, strength, at: seconds, recorded_by: by }, how) {
  return say(how, { time: written(seconds), who: aliasOf(actor), whom: whom(toward), affect: say(affect), strength, by: aliasOf(by) });
}

// What a colleague just put on record; a screen reader's user hears of it as others see it come.
export function announce(entries) {
  const words = entries.filter(({ recorded_by: by, affect }) => affect && by !== model.own).map(entry => spoken(entry, "on_record_by"));
  if (words.length) speak(words.length > SPOKEN ? say("came_in", { n: words.length }) : words.join(" "));
}

// The same finger, on the same pad, right after: what was just recorded was another strength.
function corrected(affect, strength) {
  if (!choice.last || performance.now() > choice.last.until) return false;
  const { affect: was, strength: before } = event(choice.last.id) ?? {};
  if (!was) return false;
  if (was === affect && before === strength) return true;
  act("change", { event: choice.last.id, set: { affect, strength } });
  speak(say("corrected", { affect: say(affect), strength }));
  return true;
}

export function drawChoice() {
  const line = at("doing"), { actor, toward } = choice;
  const strong = ref => Object.assign(document.createElement("strong"), { textContent: ref === "group" ? say("group") : aliasOf(ref) });
  const hint = say(locked() ? "locked" : choice.divert ? "responder" : actor ? (toward ? "how" : "toward") : paused() ? "paused" : "who");
  line.replaceChildren(...(actor || toward ? [actor ? strong(actor) : "…", " → "] : []), ...(toward ? [strong(toward), " "] : []), hint);
  at("pad").classList.toggle("ready", Boolean(actor && toward));
  if (typing() && at("typed").hidden && model.clock.ended !== null) at("at").value = written(elapsed()); // the end, until somebody types when it was
  at("typed").hidden = !typing();
  const last = choice.last && performance.now() < choice.last.until ? event(choice.last.id) : null;
  for (const button of at("pad").querySelectorAll("button")) {
    const { affect, strength } = button.dataset;
    button.classList.toggle("just", last?.affect === affect && last.strength === Number(strength));
  }
}

export function startChoosing() {
  at("pad").addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (button) tapPad(button.dataset.affect, Number(button.dataset.strength));
  });
  at("at").addEventListener("input", () => at("at").removeAttribute("aria-invalid"));
}

// What was refused, once more in hand: the seats as they were tapped, at the moment of the first tap. It goes when this is kept.
export function takeUp(op) {
  const { said: { set }, tapped, server } = op, toward = set.toward === "group" ? "group" : set.toward[0];
  Object.assign(choice, { actor: set.actor, toward, moment: { device: tapped, server }, mending: op, last: null });
  redraw();
  at("at").value = written(set.at ?? op.at);
}

