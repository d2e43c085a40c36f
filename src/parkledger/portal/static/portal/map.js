// The map: zones, or provinces by an indicator, over a plain background or an own tile source. The list beside it is the
// content; everything here only shows the same where it lies.
import { background, choose } from "./map-background.js";
import { referenceOf } from "./map-base.js";
import { draw } from "./map-marks.js";
import { ProvincesMap } from "./map-provinces.js";
import { ZonesMap } from "./map-zones.js";

/** What draws the map: many times the page's own size, so it is asked for once the list stands there. */
let library = null;
const painted = () => new Promise((done) => { requestAnimationFrame(() => (window.requestIdleCallback ?? setTimeout)(done)); });
let shown = null;

async function begin() {
  const box = document.querySelector("[data-map]");
  if (!box || box === shown?.box || "begun" in box.dataset) return;
  if (shown) return shown.moveTo(box);
  box.dataset.begun = "";
  await painted();
  try {
    library ??= await import("../vendor/maplibre-gl.js");
    library.setWorkerUrl(new URL(box.dataset.worker, location.href).href);
    await draw.ready;
    const style = await background(box, library);
    const Shown = "provinces" in box.dataset ? ProvincesMap : ZonesMap;
    if (box.isConnected) shown = new Shown(box, library, style); // else the page's year was changed meanwhile
  } catch {
    const note = document.createElement("p");
    note.className = "map-note";
    note.textContent = box.dataset.wordsFailed;
    box.replaceChildren(note);
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-show]");
  if (!link || !shown || event.ctrlKey || event.metaKey || event.shiftKey) return;
  shown.from = link;
  if (!shown.show(link.dataset.show)) return;
  event.preventDefault();
  shown.box.scrollIntoView({ block: "nearest" });
});
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-colouring]");
  if (link) link.href = new URL(link.getAttribute("href").replace(/#.*/, "") + location.hash, location.href);
}, true);
document.addEventListener("change", (event) => {
  if (!event.target.matches?.("[name=map-background]")) return;
  choose(event.target.value);
  shown?.restyle();
});
for (const kind of ["mouseover", "focusin"]) {
  document.addEventListener(kind, (event) => {
    const row = event.target.closest?.(".map-list tbody tr");
    if (shown && (row || shown.pointed)) shown.point(row ? referenceOf(row) : event.target.closest?.("[data-map]") ? shown.pointed : "");
  });
}
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && shown?.popup?.isOpen()) shown.close();
});
document.addEventListener("theme", () => shown?.restyle());
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => shown?.restyle());
new MutationObserver(begin).observe(document.body, { childList: true });
begin();
