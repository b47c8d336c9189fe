// Before everything else is there: the question to the server that all of it waits for. No module, which would wait for the others.
{
  const here = location.pathname.match(/^\/console\/[0-9a-f-]{36}\//)?.[0];
  if (here) {
    const words = { redirect: "manual", cache: "no-store", credentials: "same-origin", signal: AbortSignal.timeout(20_000) };
    globalThis.early = { sent: performance.now(), answer: fetch(`${here}state/`, words) };
    globalThis.early.answer.catch(() => {}); // whoever waits for it hears of it
  }
}
