// "Another row" without a way to the server; without a script each list has one empty row at its end.
function addRow(button) {
  const list = document.getElementById(button.dataset.rows);
  const total = list.parentElement.querySelector("input[name$='-TOTAL_FORMS']");
  const made = list.parentElement.querySelector("template").content.cloneNode(true);
  for (const element of made.querySelectorAll("*")) {
    for (const { name, value } of [...element.attributes]) {
      if (value.includes("__prefix__")) element.setAttribute(name, value.replaceAll("__prefix__", total.value));
    }
  }
  total.value = Number(total.value) + 1;
  list.append(made);
  list.lastElementChild.querySelector("select").focus();
}

for (const button of document.querySelectorAll("[data-rows]")) button.addEventListener("click", () => addRow(button));
