// Keeps the console's page, which holds nothing of a group, and its files. A new version waits until no console is open.
const { version, shell, assets } = {{ kept|safe }};
const NAME = `groupcounsel-console-${version}`;
const PAGE = /^\/console\/[0-9a-f-]{36}\/$/;
const PATIENCE = 3000;

async function fill() {
  const cache = await caches.open(NAME);
  const page = await fetch(shell, { cache: "no-store" });
  if (!page.ok || page.redirected) throw new Error("not signed in");
  await cache.put(shell, page);
  await cache.addAll(assets);
}

async function tidy() {
  for (const name of await caches.keys()) {
    if (name.startsWith("groupcounsel-console-") && name !== NAME) await caches.delete(name);
  }
  await clients.claim();
}

async function kept(key) {
  return (await caches.open(NAME)).match(key);
}

// The server's page when it comes soon, also when it is a sign-in; the kept one when the server is away, slow or unwell.
async function page(request) {
  const asked = fetch(request).then(answer => (answer.status >= 500 ? null : answer), () => null);
  const late = new Promise(done => setTimeout(done, PATIENCE, null));
  return (await Promise.race([asked, late])) ?? (await kept(shell)) ?? (await asked) ?? Response.error();
}

// Where a browser can, its files come without waking this script, and the page is asked for while it wakes.
function routed(event) {
  event.addRoutes?.([
    { condition: { urlPattern: { pathname: "/static/*" } }, source: { cacheName: NAME } },
    { condition: { urlPattern: { pathname: "/console/*" }, requestMode: "navigate" }, source: "race-network-and-fetch-handler" },
  ]).catch(() => {}); // another browser's idea of routes: all of it passes through here
}

addEventListener("install", event => {
  routed(event);
  event.waitUntil(fill());
});
addEventListener("message", event => event.waitUntil(kept(shell).then(found => found ?? fill()))); // after a sign-out
addEventListener("activate", event => event.waitUntil(tidy()));
addEventListener("fetch", event => {
  const { request } = event, { origin, pathname } = new URL(request.url);
  if (origin !== location.origin || request.method !== "GET") return;
  if (request.mode === "navigate" && PAGE.test(pathname)) event.respondWith(page(request));
  else if (assets.includes(pathname)) event.respondWith(kept(pathname).then(found => found ?? fetch(request)));
});
