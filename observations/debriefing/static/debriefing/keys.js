// One key to the next event and one to the previous, while the focus is among the questions and nobody is typing.
const typing = "input:not([type=radio], [type=checkbox]), textarea, select";

document.addEventListener("keydown", event => {
  const asked = document.getElementById("asked");
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (!asked?.contains(event.target) || event.target.matches(typing)) return;
  const way = asked.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (way) { event.preventDefault(); way.click(); }
});
