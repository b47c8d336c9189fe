// The server's time, carried on by a clock that nobody sets; and what the session's clock shows at a moment.
const TOLERANCE = 1500, ASLEEP = 3000;
export const SWAPPED = 5000; // by so much two taps of one device may seem to have come the other way round
let base = null; // {server, here, trip, wall}: what the server's clock said at a moment of performance.now(), what the device's did
let guess = 0; // by how much this device's clock was off when the server was last heard, perhaps by a page before this one

const wallAt = here => Date.now() - (performance.now() - here);

// `wall`: the device's clock when the question was sent. What came while it slept tells of the time before.
export function heard({ now: server, sent, wall = wallAt(sent), got: here = performance.now() }) {
  if (sleptSince({ here: sent, wall })) return;
  const trip = here - sent;
  const found = { server: server + trip / 2, here, trip, wall: wallAt(here) };
  const off = base ? Math.abs(found.server - found.here - (base.server - base.here)) : Infinity;
  if (trip > (base?.trip ?? Infinity) && off <= TOLERANCE + trip && !slept()) return;
  base = found;
  guess = found.server - found.wall;
}

// While a device sleeps, most browsers' performance.now() stands still. What was counted by it is not believed until the
// server is heard again; the device's clock went on. Where that one fell behind, somebody set it back.
const sleptSince = ({ here, wall }) => Date.now() - wall - (performance.now() - here) > ASLEEP;
const slept = () => sleptSince(base);

export function remembered(off) {
  guess = off;
}

// Milliseconds at a moment of performance.now(); null while the server was never heard, and after a sleep.
export function serverTime(here = performance.now()) {
  return base && !slept() ? Math.round(base.server + here - base.here) : null;
}

export function now() {
  return serverTime() ?? Date.now() + guess;
}

export const deviceOff = () => now() - Date.now();

export function secondsAt({ began, ended, pauses }, when) {
  if (began === null) return 0;
  const until = Math.min(when, ended ?? when);
  return Math.max(0, (until - began - stood(pauses, until)) / 1000);
}

// What two people noted of the same minutes counts once.
function stood(pauses, until) {
  let sum = 0, covered = 0;
  for (const [from, to] of [...pauses].sort(([one], [other]) => one - other)) {
    const end = Math.min(to ?? until, until);
    sum += Math.max(0, end - Math.max(from, covered));
    covered = Math.max(covered, end);
  }
  return sum;
}

export function written(seconds) {
  const whole = Math.floor(seconds), two = number => String(number).padStart(2, "0");
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return `${hours ? `${hours}:${two(minutes)}` : minutes}:${two(whole % 60)}`;
}

// 24:51, 24.51, 1:02:03; 24 alone is minutes. Null when it is none of these.
export function read(text) {
  const parts = text.trim().split(/[:.]/);
  if (!parts.every(part => /^\d{1,4}$/.test(part)) || parts.length > 3) return null;
  const [seconds, minutes, hours] = parts.length === 1 ? [0, +parts[0], 0] : [...parts.reverse().map(Number), 0];
  return seconds < 60 && (!hours || minutes < 60) && minutes < 10_000 ? hours * 3600 + minutes * 60 + seconds : null;
}
