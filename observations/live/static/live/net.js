// Asking the server. Nothing is followed anywhere else: a sign-in page is no answer.
const HERE = location.pathname.match(/^\/console\/[0-9a-f-]{36}\//)?.[0] ?? "/console/";
const PATIENCE = 20_000;
let csrf = "";

export const token = () => csrf;
export const session = HERE.split("/")[2]; // empty on the bare page that the worker keeps

export class Away extends Error {}
export class SignedOut extends Error {}
export class Closed extends Error {}

const fetched = (url, words = {}) => fetch(url, { redirect: "manual", cache: "no-store", credentials: "same-origin", signal: AbortSignal.timeout(PATIENCE), ...words });

async function came(asked) {
  try {
    return await asked;
  } catch (fault) {
    throw new Away(fault.message);
  }
}

async function json(answer) {
  try {
    return (answer.headers.get("content-type") ?? "").startsWith("application/json") ? await answer.json() : null;
  } catch {
    return null;
  }
}

const question = address => ({ sent: performance.now(), wall: Date.now(), answer: fetched(address) });

async function told({ sent, wall, answer: asked }) {
  const answer = await came(asked);
  if (answer.type === "opaqueredirect") throw new SignedOut();
  if (answer.status === 403 || answer.status === 404) throw new Closed();
  const body = answer.status === 200 ? await json(answer) : null;
  if (typeof body?.now !== "number") throw new Away(String(answer.status));
  return { ...body, sent, wall };
}

export async function opening() {
  const state = await told(question(`${HERE}state/`));
  csrf = state.csrf;
  return state;
}

// Whoever is signed in may send what they made, also for a session that is no longer open to them.
export async function newToken() {
  csrf = (await told(question("/console/token/"))).csrf;
}

// It came with the page, except where the page is the one that the worker keeps. Read once: what lies in it grows old.
export function firstOpening() {
  const given = document.getElementById("state");
  if (!given) return opening();
  const state = JSON.parse(given.textContent), [way] = performance.getEntriesByType("navigation");
  given.remove();
  csrf = state.csrf;
  return { ...state, sent: way?.requestStart ?? 0, got: way?.responseStart || performance.now() }; // not every browser tells
}

export const news = after => told(question(`${HERE}news/?after=${after}`));

export async function posted(envelope) {
  const headers = { "content-type": "application/json", "x-csrftoken": csrf };
  const body = JSON.stringify({ now: Date.now(), envelope });
  const answer = await came(fetched("/console/entries/", { method: "POST", headers, body }));
  return { status: answer.status, redirected: answer.type === "opaqueredirect", body: await json(answer) };
}
