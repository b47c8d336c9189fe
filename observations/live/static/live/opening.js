// How the page begins: with the server's answer, or with what this person's last opening left here. No clinical content is kept.
import { deviceOff, remembered } from "./clock.js";
import { Away, firstOpening, session } from "./net.js";
import { all, forgetOpened, forgetOpenedByOthers, keepOpened, keptOpening } from "./store.js";

export const able = async () => {
  if (!crypto.subtle || !navigator.locks) return "no_sealing";
  try {
    await all("waiting");
    return null;
  } catch {
    return "no_storage";
  }
};

// One person's openings at a time: whoever signs in next finds nothing of the one before.
async function keep(state) {
  await forgetOpenedByOthers(state.author);
  const { entries, done, present, sent, got, wall, csrf, pairs, ...lists } = state;
  await keepOpened(session, { ...lists, off: deviceOff() });
}

export async function opened() {
  try {
    return await firstOpening();
  } catch (fault) {
    if (!(fault instanceof Away)) throw fault;
    const kept = await keptOpening(session).catch(() => null);
    if (!kept) throw fault;
    remembered(kept.off);
    return { ...kept, entries: [], done: [], present: [], pairs: [] };
  }
}

export const keepOpening = state => keep(state).catch(() => {});

export const forget = () => forgetOpened(session).catch(() => {});

export async function startWorker() {
  navigator.storage?.persist?.();
  try {
    await navigator.serviceWorker?.register("/console/sw.js", { scope: "/console/" });
    (await navigator.serviceWorker?.ready)?.active.postMessage("fill");
  } catch { /* the page works without, only not from a cold start without the server */ }
}
