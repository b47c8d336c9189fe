// Whoever signs in: what they left waiting here goes out, what others had opened is forgotten.
import { author, forgetOpenings, part, sendAll, tellTabs, waiting } from "./left.js";

function tell(name, number, session) {
  if (!number) return;
  const message = part(name).content.cloneNode(true);
  message.querySelector("[data-number]").textContent = number;
  const way = message.querySelector("a");
  if (way) way.href = `/console/${session}/`;
  document.getElementById("toasts").append(message);
}

// At the next sign-in, whichever page it leads to. An open console sends by itself and holds the lock while it does.
async function arrived(lock) {
  const due = lock ? (await waiting()).filter(({ state }) => state === "waiting") : [];
  if (!due.length) return;
  const counts = await sendAll(due), left = await waiting();
  tell("stored", counts.record);
  tell("kept", counts.quarantine);
  tell("still", left.length, left[0]?.session);
}

async function arrive() {
  tellTabs({ here: author });
  await forgetOpenings(opened => opened?.author !== author);
  await navigator.locks.request("groupcounsel-send", { ifAvailable: true }, arrived);
}

export const startArriving = () => arrive().catch(() => {}); // a browser without a cache or locks has no console either
