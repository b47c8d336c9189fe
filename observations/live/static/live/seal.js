// An entry is closed to the site's public key: from then on nobody here can read it, not even who wrote it.
const PURPOSE = new TextEncoder().encode("groupcounsel console 1");
const CURVE = { name: "ECDH", namedCurve: "P-256" };
const ON_IT = ["v", "id", "author", "session", "device", "place", "tapped", "key"];

const hex = bytes => Array.from(new Uint8Array(bytes), byte => byte.toString(16).padStart(2, "0")).join("");
const base64 = bytes => btoa(Array.from(new Uint8Array(bytes), byte => String.fromCharCode(byte)).join(""));
const unbase64 = text => Uint8Array.from(atob(text), letter => letter.charCodeAt(0));

export function uuid7(moment = Date.now()) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let place = 0; place < 6; place++) bytes[place] = Math.floor(moment / 2 ** (8 * (5 - place))) % 256;
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  return hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

async function shared(publicKey, mine) {
  const site = await crypto.subtle.importKey("raw", unbase64(publicKey), CURVE, false, []);
  const secret = await crypto.subtle.deriveBits({ name: "ECDH", public: site }, mine.privateKey, 256);
  const material = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info: PURPOSE };
  return crypto.subtle.deriveKey(how, material, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
}

async function paired(publicKey) {
  const mine = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
  const [key, sender] = await Promise.all([shared(publicKey, mine), crypto.subtle.exportKey("raw", mine.publicKey)]);
  return { key, sender };
}

let next = null;

// The fresh key of the next entry is made while nobody waits for it, so that a tap is stored as soon as can be.
export function prepare(publicKey) {
  next ??= { publicKey, made: paired(publicKey) };
  next.made.catch(() => { next = null; });
}

function taken(publicKey) {
  const ready = next?.publicKey === publicKey ? next.made : paired(publicKey);
  next = null;
  return ready;
}

// `on`: what stands on the envelope; `content`: kind, said, ticket and, where known, the server's time.
export async function sealed(on, content, publicKey) {
  const salt = hex(crypto.getRandomValues(new Uint8Array(16)));
  const plain = new TextEncoder().encode(JSON.stringify({ ...content, salt }));
  const { key, sender } = await taken(publicKey);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const additionalData = new TextEncoder().encode(JSON.stringify(ON_IT.map(name => on[name])));
  const work = [crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData }, key, plain), crypto.subtle.digest("SHA-256", plain)];
  const [closed, digest] = await Promise.all(work);
  return { envelope: { ...on, sealed: base64(closed), iv: base64(iv), sender: base64(sender) }, digest: hex(digest) };
}
