// Whose entries these are. Where somebody else takes the tablet: this person is signed out, that one signs in and is here again.
import { at, made, tell, write } from "./dom.js";
import { aliasOf, model } from "./model.js";
import { Away, news, session, token } from "./net.js";
import { kept, sayWhoLeft } from "./queue.js";
import { forgetEverything } from "./store.js";
import { say } from "./words.js";

const OUT = "/account/logout/";
const back = () => `/account/login/?next=${encodeURIComponent(`/console/${session}/`)}`;

export function drawPerson() {
  const who = aliasOf(model.own);
  write(at("person-name"), who);
  write(at("person-words"), say("recorded_as", { who }));
}

function signOut() {
  const hidden = (name, value) => made("input", { type: "hidden", name, value });
  const form = made("form", { method: "post", action: OUT, hidden: true }, hidden("csrfmiddlewaretoken", token()), hidden("next", back()));
  document.body.append(form);
  form.submit();
}

// Asked now: what was heard some seconds ago does not say that the next page would come.
async function away() {
  try {
    await news(model.cursor);
    return false;
  } catch (fault) {
    return fault instanceof Away;
  }
}

// What waits stays sealed for its author; the page that signs out offers to send it first.
async function handOver() {
  at("person").hidePopover();
  if (await away()) return tell(say("nobody_else", { who: aliasOf(model.own) }));
  if (kept.mine.length || kept.sealing) return location.assign(`${OUT}?next=${encodeURIComponent(back())}`);
  await forgetEverything();
  sayWhoLeft();
  signOut();
}

export function startPerson() {
  at("hand-over").addEventListener("click", handOver);
}
