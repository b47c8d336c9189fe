// Texts come with the page, in the person's language.
const words = JSON.parse(document.getElementById("words").textContent);
const plural = new Intl.PluralRules(document.documentElement.lang);

export function say(name, values = {}) {
  const found = words[name];
  const text = Array.isArray(found) ? found[plural.select(values.n) === "one" ? 0 : 1] : found;
  return text.replace(/%\((\w+)\)s/g, (_whole, key) => values[key]);
}

export const sayOf = (name, code) => words[name][code] ?? code;
export const choices = name => Object.entries(words[name]);
