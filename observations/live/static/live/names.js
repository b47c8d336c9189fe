// What of a name stands on its seat, in two lines: all of it where that fits, else so much that no two seats look the same.
const MORE = "…", FAMILY = "system-ui, sans-serif", SMALLEST = 0.59375, LARGEST = 0.9375; // rem, as in console.css
const MOST = 32; // letters; two lines never hold more
// How wide a letter is at most, bold and in the widest of the usual fonts: what fits so is not measured, which would cost the first opening its time.
const WIDTHS = new Map([[0.5, "ijlftrI .,'’-"], [0.69, "acekosvxyz"], [0.72, "bdghnpqu0123456789"], [0.74, "CEFLPSTYZ"], [0.78, "ABKVX"], [0.86, "DGHJNOQRU"], [0.93, "w"], [1.05, "mM"]].flatMap(([wide, letters]) => [...letters].map(letter => [letter, wide])));
const kept = { key: "", found: null };
let ink = null;

function most(text) {
  let sum = 0;
  for (const letter of text) sum += WIDTHS.get(letter) ?? 1.2;
  return sum;
}

function measured(text, letters) {
  ink ??= document.createElement("canvas").getContext("2d");
  ink.font = `600 ${letters}px ${FAMILY}`;
  return ink.measureText(text).width;
}

// A long word may be parted in its middle, nowhere else.
function parted(word) {
  const middle = Math.ceil(word.length / 2);
  return `${word.slice(0, middle)}\u00AD${word.slice(middle)}`;
}

const lined = text => text.replace(/[^\s…-]{9,}/g, parted).replace(/…(?=.)/g, `${MORE}\u200B`);
const bare = text => text.replace(/[\u00AD\u200B]/g, "").trim();

// Whether two lines hold it, at the ends that a browser knows too: spaces, hyphens and where a long word is parted.
function fits(text, { letters, width }) {
  const marks = [...text.matchAll(/\s|-(?=\p{L})|[\u00AD\u200B]/gu)].map(({ 0: mark, index }) => index + mark.length);
  const halves = at => [bare(text.slice(0, at)) + (text[at - 1] === "\u00AD" ? "-" : ""), bare(text.slice(at))];
  const held = wide => wide(bare(text)) || marks.some(at => halves(at).every(wide));
  return held(line => most(line) * letters <= width) || held(line => measured(line, letters) <= width);
}

// The first of these that fits.
function longest(texts, room) {
  for (const text of texts) if (fits(lined(text), room)) return text;
  return null;
}

const cut = (alias, room) => longest(downFrom(Math.min(alias.length - 1, MOST)).map(end => alias.slice(0, end).trimEnd() + MORE), room) ?? MORE;
const downFrom = length => Array.from({ length: Math.max(0, length) }, (_none, less) => length - less);

// How it begins and, after a gap, where it differs from all the others: Maria-…Luzvi…
function told(alias, others, room) {
  const alike = other => [...alias].findIndex((letter, spot) => letter !== other[spot]);
  const spots = others.map(alike), from = spots.includes(-1) ? -1 : Math.max(...spots);
  return longest(downFrom(6).flatMap(length => ends(alias, from).map(end => alias.slice(0, length).trimEnd() + MORE + end)), room);
}

// What may stand after the gap, the longest first: from the beginning of the word in which it differs, where that is near.
function ends(alias, from) {
  if (from < 0) return downFrom(12).filter(length => length > 2).map(length => alias.slice(-length));
  const word = alias.slice(0, from + 1).search(/[^\s-]*$/), start = from - word < 4 ? word : from;
  return downFrom(Math.min(alias.length - start, 12)).filter(length => length > from - start).map(length => alias.slice(start, start + length) + (start + length < alias.length ? MORE : ""));
}

const plain = text => text.toLowerCase().replaceAll(MORE, "");

function apart(aliases, texts, room) {
  const same = text => aliases.filter(alias => plain(texts.get(alias)) === plain(text));
  const doubled = aliases.filter(alias => texts.get(alias) !== alias && same(texts.get(alias)).length > 1);
  for (const [alias, others] of doubled.map(alias => [alias, same(texts.get(alias)).filter(other => other !== alias)])) texts.set(alias, told(alias, others, room) ?? texts.get(alias));
  const still = aliases.filter(alias => texts.get(alias) !== alias && same(texts.get(alias)).length > 1);
  still.forEach((alias, spot) => texts.set(alias, `${cut(alias, { ...room, width: room.width * 0.6 })}${spot + 1}`)); // nothing else tells them apart
}

// alias → {text, small}: as it is written on a seat of this size, and whether only in the smallest letters.
export function namesOn(seat, rem, aliases) {
  const key = [seat, rem, ...aliases].join("\n");
  if (kept.key === key) return kept.found;
  const width = Math.max(seat - 4, 3.4 * rem) - 0.5, room = { letters: SMALLEST * rem, width };
  const usual = alias => Math.max(room.letters, Math.min(LARGEST * rem, seat * 0.19, ((seat - 8) / longestWord(alias)) * 1.4));
  const whole = new Map(aliases.map(alias => [alias, fits(lined(alias), { letters: usual(alias), width })]));
  const texts = new Map(aliases.map(alias => [alias, whole.get(alias) || fits(lined(alias), room) ? alias : cut(alias, room)]));
  apart(aliases, texts, room);
  return Object.assign(kept, { key, found: new Map(aliases.map(alias => [alias, { text: lined(texts.get(alias)), small: !whole.get(alias) }])) }).found;
}

export const longestWord = name => Math.max(4, ...name.split(/\s|(?<=-)/).map(word => word.length));
