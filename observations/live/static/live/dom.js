// Making elements; what people wrote goes in as text, never as markup.
export const at = id => document.getElementById(id);

export function made(tag, facts = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(facts)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter(child => child !== null));
  return element;
}

export function drawn(tag, facts) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(facts)) element.setAttribute(name, value);
  return element;
}

// What has the focus keeps it when its part of the page is made anew.
export function replaced(parent, ...children) {
  const key = parent.contains(document.activeElement) && document.activeElement.dataset.key;
  parent.replaceChildren(...children);
  if (key) parent.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus();
}

// Those that stay are not touched: to move an element means to style, place and paint all of it again.
export function fit(parent, wanted) {
  const staying = new Set(wanted);
  for (const element of [...parent.children]) if (!staying.has(element)) element.remove();
  wanted.forEach((element, spot) => { if (parent.children[spot] !== element) parent.insertBefore(element, parent.children[spot] ?? null); });
}

export function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export function speak(text) {
  at("said").textContent = text;
}

export function tell(text) {
  const line = at("message");
  line.textContent = text;
  line.hidden = !text;
  clearTimeout(tell.timer);
  if (text) tell.timer = setTimeout(tell, 6000, "");
  if (text) speak(text);
}
