// Silent marks: who was not heard from, what was not reflected on. Never a sound, and only where somebody asked for them.
import { elapsed, events, model } from "./model.js";
import { say } from "./words.js";

const STRONG = 4;
const unheard = new Map();
let unreflected = new Map();

const minutes = (since, here) => Math.floor((here - since) / 60);

// Whoever is only spoken to is not heard.
function heardFrom() {
  const last = new Map();
  for (const { actor, responses = [], at } of events()) {
    for (const ref of [actor, ...responses.map(({ by }) => by)]) last.set(ref, Math.max(last.get(ref) ?? 0, at));
  }
  return last;
}

export function reckonCues() {
  unheard.clear();
  unreflected = new Map();
  if (model.state !== "live" || !model.known) return; // without what is on record everybody would seem silent
  const here = elapsed(), { unheard: silence, unreflected: feeling } = model.cues, last = silence ? heardFrom() : null;
  for (const { ref, there, counselor, came } of silence ? model.seats : []) {
    const since = minutes(Math.max(last.get(ref) ?? 0, came ?? 0), here);
    if (there && !counselor && since >= silence) unheard.set(ref, since);
  }
  for (const event of feeling ? events() : []) {
    const reflected = event.process_looked_at || (event.reflection && event.reflection !== "none");
    if (event.strength >= STRONG && !reflected && minutes(event.at, here) >= feeling) unreflected.set(event.id, minutes(event.at, here));
  }
}

const words = (name, n) => (n === undefined ? null : say(name, { n }));
export const marked = ref => words("unheard", unheard.get(ref));
export const silent = ref => unheard.get(ref); // for how many minutes
export const unreflectedOn = () => [...unreflected.keys()]; // the newest first
export const markedEntry = id => words("unreflected", unreflected.get(id));
