// In what order people sit, and which key each seat has.
import { speak } from "./dom.js";
import { act, aliasOf, model } from "./model.js";
import { say } from "./words.js";

const LETTERS = "abcdfghijklnopqstvwxyz"; // without those that do something: e, m, r, u

// Who has no part in the group any more, or not yet, has a name here and no seat.
const seated = () => model.seats.filter(seat => !seat.gone);

export function sitting() {
  const here = seated().map(({ ref }) => ref), known = model.order.filter(ref => here.includes(ref));
  return [...known, ...here.filter(ref => !known.includes(ref))];
}

// 1 to 9 for the members; letters for those after them, a counselor's own initial where it is free.
export function keys() {
  const free = [...LETTERS], found = new Map([["0", "group"]]);
  const letter = alias => free.splice(Math.max(0, free.indexOf(alias[0].toLowerCase())), 1)[0];
  const members = seated().filter(seat => !seat.counselor), counselors = seated().filter(seat => seat.counselor);
  members.slice(0, 9).forEach(({ ref }, place) => found.set(String(place + 1), ref));
  for (const { ref, alias } of [...counselors, ...members.slice(9)]) if (free.length) found.set(letter(alias), ref);
  return found;
}

// Clockwise by one, or back; `steps` may lead past the top.
export function shift(ref, steps) {
  const order = sitting(), from = order.indexOf(ref);
  arrange(ref, (from + steps + order.length) % order.length);
}

export function arrange(ref, slot) {
  const before = sitting(), order = before.filter(other => other !== ref);
  order.splice(slot, 0, ref);
  if (order.join() === before.join()) return;
  act("arrange", { order });
  const beside = step => aliasOf(order[(slot + step + order.length) % order.length]);
  speak(say("moved", { alias: aliasOf(ref), before: beside(-1), after: beside(1) }));
}

