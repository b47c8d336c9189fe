// Texts come with the page, in the person's language.
const words = JSON.parse(document.getElementById("words").textContent);
let rules = null; // a browser takes its time to learn them: not before something is counted

function one(number) {
  rules ??= new Intl.PluralRules(document.documentElement.lang);
  return rules.select(number) === "one";
}

export function say(name, values = {}) {
  const found = words[name];
  const text = Array.isArray(found) ? found[one(values.n) ? 0 : 1] : found;
  return text.replace(/%\((\w+)\)s/g, (_whole, key) => values[key]);
}

export const sayOf = (name, code) => words[name][code] ?? code;
