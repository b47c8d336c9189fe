// On the profile: takes over the time zone of the device, where it is another one.
const offer = document.getElementById("zone-here");
const select = document.getElementById("id_timezone");
const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
if ([...select.options].some(({ value }) => value === here)) {
  const compare = () => { offer.classList.toggle("unseen", select.value === here); };
  offer.querySelector("span").textContent = here.replaceAll("_", " ");
  offer.querySelector("button").addEventListener("click", () => { select.value = here; compare(); select.focus(); });
  select.addEventListener("change", compare);
  compare();
}
