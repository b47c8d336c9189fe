// The screen stays on while the session runs; left lying for some minutes, it hides what is written about people. What is
// typed in stays in sight when a soft keyboard comes.
import { model } from "./model.js";

const LYING = 3 * 60_000;
let lock = null, asking = false, timer = 0;

// One lock at a time; whether it is still wanted is asked again when it has come.
export async function awake() {
  const wanted = model.state === "live" && document.visibilityState === "visible";
  if (wanted === Boolean(lock) || asking || !navigator.wakeLock) return;
  if (!wanted) return lock.release();
  asking = true;
  try {
    lock = await navigator.wakeLock.request("screen");
    lock.addEventListener("release", () => { lock = null; });
  } catch { /* the device saves power: the screen goes dark as it always does */ }
  asking = false;
  if (lock) awake();
}

function touched() {
  document.body.classList.remove("lying");
  clearTimeout(timer);
  timer = setTimeout(() => document.body.classList.add("lying"), LYING);
}

function inSight() {
  const typed = document.activeElement;
  if (typed?.matches("input")) (typed.form ?? typed).scrollIntoView({ block: "nearest", inline: "nearest" });
}

export function startScreen() {
  for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, touched, { capture: true, passive: true });
  document.addEventListener("visibilitychange", awake);
  visualViewport?.addEventListener("resize", inSight);
  touched();
}
