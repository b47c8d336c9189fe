// What an entry changes in an event's document, as the server does it; and what takes it back.
const STRONG = 4;

const found = (document, path) => path.split(".").reduce((inner, key) => inner?.[key] ?? null, document);

function put(document, path, value) {
  const keys = path.split("."), last = keys.pop();
  let inner = document;
  for (const key of keys) inner = inner[key] = { ...inner[key] };
  if (value === null) delete inner[last];
  else inner[last] = value;
}

function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical)}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  return `{${Object.keys(value).sort().map(key => `${JSON.stringify(key)}:${canonical(value[key])}`)}}`;
}

function without(lines, line) {
  const place = lines.map(canonical).lastIndexOf(canonical(line));
  return lines.filter((_line, position) => position !== place);
}

export function patched(document, { set = {}, add = {}, take = {} }) {
  const after = { ...document };
  for (const [name, value] of Object.entries(set)) put(after, name, value);
  for (const [name, line] of Object.entries(add)) after[name] = [...(after[name] ?? []), line];
  for (const [name, line] of Object.entries(take)) after[name] = without(after[name] ?? [], line);
  if (!("kind" in set) && ("affect" in set || "strength" in set)) {
    after.kind = after.affect && after.strength >= STRONG ? "incident" : "interaction";
  }
  return after;
}

export function stood(document, { set = {} }) {
  return Object.fromEntries(Object.keys(set).map(name => [name, found(document, name)]));
}

const full = said => Object.fromEntries(Object.entries(said).filter(([, value]) => Object.keys(value).length));
const MOVES = { pause: "resume", resume: "pause", end: "reopen", reopen: "end", record: "remove", remove: "restore", restore: "remove" };

// The entry that takes another one back, as {kind, said}; null where none can. `before`: what stood there. It says in
// `stands` what the other one set: where somebody has said something else since, the server leaves that.
export function inverse({ kind, event, said, before }) {
  if (kind === "change") {
    return { kind, event, said: { event, ...full({ set: before, stands: said.set ?? {}, add: said.take ?? {}, take: said.add ?? {} }) } };
  }
  if (kind === "attend") return { kind, said: { person: said.person, state: before.state ?? null, stands: said.state } };
  if (kind === "arrange") return before.order ? { kind, said: { order: before.order, stands: said.order } } : null;
  return kind in MOVES ? { kind: MOVES[kind], event, said: event ? { event } : {} } : null;
}

// The entry that does it once more after it was taken back: what was recorded is put back, not recorded twice.
export function again({ kind, event, said, before }) {
  if (kind === "record") return { kind: "restore", event, said: { event } };
  const stands = { change: before, attend: before.state ?? null, arrange: before.order }[kind];
  return { kind, event, said: stands === undefined ? said : { ...said, stands } };
}
