// The last minutes between the seats: an arrow for each event, fainter the longer ago. A square is negative, a round mark positive.
import { at, drawn, fit } from "./dom.js";
import { elapsed, events, model } from "./model.js";
import { places, sizes } from "./circle.js";

const SEEN = 300, MOST = 10;
const shafts = new Map(); // event and aim → {signature, element}: what stands is faded, not drawn again

// In a session that is over, the newest event is now.
function recent() {
  const all = events(), here = model.state === "live" ? elapsed() : (all[0]?.at ?? 0);
  return all.filter(({ at: when, affect }) => affect && here - when < SEEN).slice(0, MOST).map(event => [event, 1 - (here - event.at) / SEEN]).reverse();
}

// There and back lie beside each other: each keeps to its right.
function route(from, to, gap) {
  const far = Math.hypot(to.x - from.x, to.y - from.y) || 1, aside = Math.min(sizes.seat * 0.4, far * 0.12);
  const [x, y] = [(from.y - to.y) / far * aside, (to.x - from.x) / far * aside];
  const bend = { x: (from.x + to.x) / 2 * 0.75 + (sizes.width / 2) * 0.25 + x, y: (from.y + to.y) / 2 * 0.75 + (sizes.height / 2) * 0.25 + y };
  const toward = (start, end, far) => {
    const length = Math.hypot(end.x - start.x, end.y - start.y) || 1;
    return { x: start.x + ((end.x - start.x) / length) * far, y: start.y + ((end.y - start.y) / length) * far };
  };
  return { start: toward(from, bend, gap), bend, end: toward(to, bend, gap + 4) };
}

function head({ bend, end }, size) {
  const angle = Math.atan2(end.y - bend.y, end.x - bend.x);
  const corner = turn => `${end.x - size * Math.cos(angle + turn)} ${end.y - size * Math.sin(angle + turn)}`;
  return drawn("path", { d: `M${end.x} ${end.y}L${corner(0.45)}L${corner(-0.45)}z` });
}

function mark(affect, { start }, size) {
  if (affect === "positive") return drawn("circle", { cx: start.x, cy: start.y, r: size });
  return drawn("rect", { x: start.x - size, y: start.y - size, width: 2 * size, height: 2 * size });
}

function arrow(event, to) {
  const way = route(places.get(event.actor), places.get(to), sizes.seat / 2 + 5), small = 0.5 + sizes.seat / 168, size = (2 + event.strength * 0.5) * small;
  const group = drawn("g", { class: `arrow ${event.affect === "negative" ? "neg" : "pos"}` });
  const { start, bend, end } = way;
  group.append(
    drawn("path", { class: "shaft", d: `M${start.x} ${start.y}Q${bend.x} ${bend.y} ${end.x} ${end.y}`, "stroke-width": (1 + event.strength * 0.6) * small }),
    head(way, (8 + event.strength * 1.4) * small), mark(event.affect, way, size),
  );
  return group;
}

function shaft(event, to, fresh) {
  const key = `${event.id} ${to}`, [from, end] = [places.get(event.actor), places.get(to)];
  const signature = [event.affect, event.strength, from.x, from.y, end.x, end.y, sizes.seat].join(), known = shafts.get(key);
  const element = known?.signature === signature ? known.element : arrow(event, to), opacity = (0.12 + 0.8 * fresh).toFixed(2);
  if (element.getAttribute("opacity") !== opacity) element.setAttribute("opacity", opacity);
  shafts.set(key, { signature, element });
  return element;
}

function ring(svg) {
  const { width, height, line } = sizes;
  const points = line.filter((_point, step) => step % 6 === 0).map(([x, y]) => `${(x + width / 2).toFixed(1)},${(y + height / 2).toFixed(1)}`);
  svg.setAttribute("viewBox", `0 0 ${width || 1} ${height || 1}`);
  svg.replaceChildren(drawn("polyline", { class: "ring", points: points.join(" ") }));
  svg.shown = line;
}

export function drawArrows() {
  const shapes = recent().flatMap(([event, fresh]) => {
    const goals = event.toward === "group" ? ["group"] : (event.toward ?? []);
    return goals.filter(ref => places.has(ref) && places.has(event.actor) && ref !== event.actor).map(ref => shaft(event, ref, fresh));
  });
  const svg = at("arrows");
  if (svg.shown !== sizes.line) ring(svg);
  fit(svg, [svg.firstElementChild, ...shapes]);
  for (const [key, { element }] of shafts) if (!element.isConnected) shafts.delete(key);
}
