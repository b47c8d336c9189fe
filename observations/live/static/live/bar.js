// The line on top: whose session, who else logs, the clock and its buttons, what waits.
import { written } from "./clock.js";
import { choice } from "./choosing.js";
import { at, made, speak, tell, write } from "./dom.js";
import { putAway } from "./grow.js";
import { redoNow, undoNow } from "./keys.js";
import { act, changes, elapsed, model, paused } from "./model.js";
import { session } from "./net.js";
import { allSealed, kept, trouble } from "./queue.js";
import { say } from "./words.js";

const SAID = { start: "begun", pause: "paused", resume: "resumed", end: "ended", reopen: "reopened" };
const MOVES = {
  start: () => model.state === "planned", pause: () => model.state === "live" && !paused(), resume: () => model.state === "live" && paused(),
  end: () => model.state === "live", reopen: () => model.state === "debriefing" && model.clock.ended !== null,
};

// A session that was held without this clock has none to show.
function said() {
  if (model.state === "planned") return say("planned");
  return runs() ? written(elapsed()) : say("held");
}

const runs = () => model.state !== "planned" && (model.state === "live" || model.clock.ended !== null);

export function drawTime() {
  write(at("time"), said());
}

// On a small screen there is room for a word; who asks, or listens, is told all of it.
function brief(pill, word, all) {
  pill.hidden = !word;
  if (pill.title === all) return;
  pill.title = all;
  pill.replaceChildren(made("span", { "aria-hidden": "true" }, word), made("span", { class: "hidden" }, all));
}

const writable = ({ state }) => !["signed", "countersigned"].includes(state);

export function drawBar() {
  for (const [move, fits] of Object.entries(MOVES)) at(move).hidden = !fits();
  at("debrief").hidden = model.state !== "debriefing";
  at("afterwards").hidden = model.state !== "planned" || choice.typed;
  at("undo").disabled = !model.done.length || !writable(model);
  at("redo").disabled = !model.undone.length || !writable(model);
  at("clock").classList.toggle("words", !runs());
  at("clock").classList.toggle("still", model.state !== "live" || paused());
  const names = model.present.join(", "), others = model.present.length, pairs = writable(model) ? model.pairs.length : 0;
  brief(at("present"), names, others ? say("logs_too", { n: others, names }) : "");
  brief(at("pairs"), ...(pairs ? [say("pairs", { n: pairs }), say("pairs_why", { n: pairs })] : ["", ""]));
  drawTime();
}

// "All stored" only when nothing waits and the server was heard just now.
function waits() {
  if (!kept.counted) return ["", ""];
  const number = kept.mine.length + kept.sealing - kept.refused.length, refused = kept.refused.length;
  const words = [refused > 0 && say("refused", { n: refused }), number > 0 && say(refused ? "waiting_too" : "waiting", { n: number })].filter(Boolean);
  if (words.length) return [words.join(" · "), refused ? "bad" : "wait"];
  return trouble() ? [say(NOT_HEARD[trouble()]), "wait"] : [say("stored"), "good"];
}

const NOT_HEARD = { away: "away_empty", "signed-out": "signed_out", closed: "closed" };
const TROUBLE = { away: "offline", "signed-out": "sign_in" };

// "Kept for the supervisor" is what the server has said, not what is hoped for.
function ended() {
  if (kept.mine.length || kept.sealing) return "ended_waits";
  return kept.apart ? "ended_kept" : "ended_part";
}

function told() {
  if (kept.unsaved) return "unsaved";
  return trouble() === "closed" ? ended() : TROUBLE[trouble()];
}

export function drawWaiting() {
  const [words, kind] = waits(), pill = at("waiting");
  pill.className = `pill ${kind}`;
  write(pill, words);
  pill.disabled = !(kept.mine.length || kept.others.length);
  const line = at("trouble"), name = told();
  line.hidden = !name;
  write(at("trouble-words"), name ? say(name) : "");
  at("sign-in").hidden = name !== "sign_in";
}

export function head({ group, session }) {
  at("group").textContent = group;
  at("session").textContent = say("session", { n: session.number, structure: session.structure });
}

function moves(move) {
  act(move, {});
  speak(say(SAID[move]));
}

// The pages that lie around are not kept here: it would lead to nowhere. What somebody has half typed is kept before.
async function leaving(event) {
  putAway();
  const away = trouble() === "away", { href } = event.currentTarget;
  if (!away && !kept.sealing) return;
  event.preventDefault();
  if (away) return tell(say("stay"));
  await allSealed();
  location.assign(href);
}

export function startBar() {
  at("debrief").href = `/debriefing/${session}/`;
  for (const way of ["back", "debrief"]) at(way).addEventListener("click", leaving);
  for (const move of Object.keys(MOVES)) at(move).addEventListener("click", () => moves(move));
  at("undo").addEventListener("click", undoNow);
  at("redo").addEventListener("click", redoNow);
  at("afterwards").addEventListener("click", () => {
    choice.typed = true;
    changes.dispatchEvent(new CustomEvent("change", { detail: {} }));
    at("at").focus();
  });
}
