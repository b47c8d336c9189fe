// The console: begins, listens for what others did, and draws what changed.
import { drawArrows } from "./arrows.js";
import { drawBar, drawTime, drawWaiting, head, startBar } from "./bar.js";
import { announce, drawChoice, startChoosing } from "./choosing.js";
import { drawSeats, startCircle } from "./circle.js";
import { written } from "./clock.js";
import { reckonCues } from "./cues.js";
import { at } from "./dom.js";
import { closeTray, putAway, rescue, tray } from "./grow.js";
import { startKeys } from "./keys.js";
import { drawList, hand, showHand, startList } from "./list.js";
import { startMenu } from "./menu.js";
import { came, changes, events, model, open, standing } from "./model.js";
import { Away, Closed, SignedOut, news, session } from "./net.js";
import { able, forget, keepOpening, opened, startWorker } from "./opening.js";
import { drawPerson, startPerson } from "./person.js";
import { begin, kept, painted, pump, queue, sayWhoIsHere } from "./queue.js";
import { awake, startScreen } from "./screen.js";
import { drawQueue, startQueue, stop } from "./waiting.js";

const OFTEN = 1500, SELDOM = 15_000, TICK = 250, SLOW = 5000;
let quiet = 0, asking = 0, offline = false;

// Not before there is something: an empty circle and "nothing is on record yet" would be there for a moment.
const unopened = () => document.body.classList.contains("opening");

function drawCircle() {
  if (unopened()) return;
  drawSeats();
  drawArrows();
}

function draw() {
  if (unopened()) return;
  reckonCues();
  drawCircle();
  drawChoice();
  drawList();
  drawBar();
  drawPerson();
}

// What was just recorded is at hand, so that the next tap completes it.
function changed({ detail: { op, fresh = [] } }) {
  if (op?.kind === "record") {
    closeTray();
    hand.event = op.event;
  }
  for (const at of [hand, tray]) at.event = standing(at.event);
  rescue();
  draw();
  announce(fresh);
  if (op?.kind === "record") requestAnimationFrame(showHand);
  awake();
}

function drawnAgain() {
  drawWaiting();
  drawQueue();
}

function hearing(what) {
  kept.hearing = what;
  drawnAgain();
}

async function listen() {
  clearTimeout(asking);
  try {
    await told();
    quiet = 0;
  } catch (fault) {
    quiet += 1;
    hearing(fault instanceof SignedOut ? "signed-out" : fault instanceof Closed ? "closed" : "away");
    if (fault instanceof Closed) forget();
  }
  if (!document.hidden) asking = setTimeout(listen, Math.min(SELDOM, OFTEN * 2 ** Math.min(quiet, 4)));
}

// After a start without the server the whole opening is fetched as soon as it answers.
async function told() {
  if (offline) await begun(await opened());
  else came(await news(model.cursor));
  if (kept.hearing && !offline) {
    hearing(null);
    pump();
  }
}

// Everything is on the screen before what waits is counted: a browser takes its time to open a database.
async function begun(state) {
  offline = state.sent === undefined;
  if (offline && kept.hearing) throw new Away();
  head(state);
  const counted = begin({ author: state.author, session: state.session.id, key: state.key, ticket: state.ticket });
  const fresh = events().length === 0;
  document.body.classList.remove("opening");
  open(state);
  if (fresh) at("at").value = written(events()[0]?.at ?? 0);
  await counted;
  if (!offline) keepOpening(state).then(sayWhoIsHere);
  hearing(offline ? "away" : null);
  pump();
}

// Signed out on another page of this browser: nothing of the group stays on the screen, nor in this page.
async function left() {
  document.body.hidden = true;
  for (;;) {
    try {
      await news(0);
      await new Promise(done => setTimeout(done, TICK));
    } catch {
      return location.replace(signIn());
    }
  }
}

function ticking() {
  setInterval(drawTime, TICK);
  setInterval(() => { reckonCues(); drawCircle(); drawList(); drawChoice(); }, SLOW);
  document.addEventListener("visibilitychange", () => { document.hidden ? putAway() : listen(); });
  addEventListener("online", listen);
  addEventListener("pageshow", ({ persisted }) => { if (persisted) location.reload(); });
}

const signIn = () => `/account/login/?next=${encodeURIComponent(location.pathname)}`;

function addresses() {
  const record = `/events/record/${session}/`;
  at("back").href = at("record").href = record;
  at("pairs").href = `${location.pathname}pairs/`;
  at("sign-in").href = signIn();
  at("retry").addEventListener("click", () => location.reload());
}

async function start() {
  addresses();
  if (!session) return stop("no_access");
  const state = opened(), ability = able();
  for (const part of [startCircle, startMenu, startChoosing, startKeys, startBar, startQueue, startScreen, startList, startPerson, ticking]) part();
  changes.addEventListener("change", changed);
  changes.addEventListener("sized", drawCircle);
  queue.addEventListener("change", drawnAgain);
  queue.addEventListener("leaving", putAway);
  queue.addEventListener("left", left);
  queue.addEventListener("somebody-else", () => location.reload());
  try {
    const begins = begun(await state), lack = await ability;
    if (lack) return stop(lack);
    await begins;
    await painted(); // whoever comes to tap goes first
    listen(); // at once, because a short answer tells the server's time better than a whole page
    startWorker();
  } catch (fault) {
    await stranded(fault);
  }
}

async function stranded(fault) {
  if (fault instanceof Closed) await forget();
  if (fault instanceof SignedOut) location.assign(at("sign-in").href);
  else stop(fault instanceof Closed ? "no_access" : "no_state");
}

start();
