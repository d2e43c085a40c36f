// The map: zones as marks and boundaries over a plain background or an own tile source. The list beside it is the
// content; everything here only shows the same zones where they lie.
import { draw, labelImage, markImage, MARK } from "./map-marks.js";

/** What draws the map: many times the page's own size, so it is asked for once the list stands there. */
let library = null;
const painted = () => new Promise((done) => { requestAnimationFrame(() => (window.requestIdleCallback ?? setTimeout)(done)); });

/** With the archipelagos and their names. */
const COUNTRY = [[102, 7], [117, 23.6]];
/** Names the view in the address: `#map=zoom/latitude/longitude`. */
const VIEW = "map";
const NOTHING = { type: "FeatureCollection", features: [] };

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function zoneLayers() {
  const full = ["match", ["get", "class"], 0, colour("--full-0"), 1, colour("--full-1"), 2, colour("--full-2"), 3, colour("--full-3"), colour("--full-none")];
  const ring = colour("--ring");
  const of = (mark) => ["==", ["get", "mark"], mark];
  const chosen = ["boolean", ["feature-state", "chosen"], false];
  return [
    { id: "areas", type: "fill", source: "zones", filter: of("area"), paint: { "fill-color": full, "fill-opacity": ["case", chosen, 0.85, 0.6] } },
    { id: "area-lines", type: "line", source: "zones", filter: ["all", of("area"), ["!=", ["get", "demo"], true]], paint: { "line-color": ring, "line-width": ["case", chosen, 3, 1.2] } },
    { id: "demo-area-lines", type: "line", source: "zones", filter: ["all", of("area"), ["==", ["get", "demo"], true]], paint: { "line-color": ring, "line-width": ["case", chosen, 3, 1.2], "line-dasharray": [2, 2] } },
    { id: "plots", type: "line", source: "zones", filter: of("plot"), minzoom: 11, paint: { "line-color": ring, "line-width": 0.8, "line-dasharray": [3, 2] } },
    { id: "pointed", type: "circle", source: "pointed", paint: { "circle-radius": 13, "circle-opacity": 0, "circle-stroke-width": 2, "circle-stroke-color": colour("--accent"), "circle-stroke-opacity": 0.7 } },
    { id: "chosen", type: "circle", source: "chosen", paint: { "circle-radius": 15, "circle-opacity": 0, "circle-stroke-width": 3, "circle-stroke-color": colour("--accent") } },
    { id: "points", type: "symbol", source: "zones", filter: of("point"), layout: {
      "icon-image": ["concat", "mark:", ["to-string", ["get", "class"]], ":", ["get", "position"]],
      "icon-size": ["interpolate", ["linear"], ["zoom"], 4, 0.55, 9, 1], "icon-allow-overlap": true, "icon-ignore-placement": true } },
    { id: "names", type: "symbol", source: "zones", filter: of("point"), minzoom: 10, layout: {
      "icon-image": ["concat", "label:zone:", ["get", "title"]], "icon-anchor": "top", "icon-offset": [0, 10], "icon-padding": 3 } },
  ];
}

function plainStyle(outline, labels) {
  const named = { type: "FeatureCollection", features: labels.map(([name, x, y, kind = "province"]) => (
    { type: "Feature", properties: { name, kind }, geometry: { type: "Point", coordinates: [x, y] } })) };
  return { version: 8, sources: {
    outline: { type: "geojson", data: outline, tolerance: 0.5 }, named: { type: "geojson", data: named } }, layers: [
    { id: "sea", type: "background", paint: { "background-color": colour("--sea") } },
    { id: "land", type: "fill", source: "outline", paint: { "fill-color": colour("--land") } },
    { id: "coast", type: "line", source: "outline", paint: { "line-color": colour("--coast"), "line-width": 1.2 } },
    { id: "named", type: "symbol", source: "named", layout: {
      "icon-image": ["concat", "label:", ["get", "kind"], ":", ["get", "name"]], "icon-padding": 4,
      "symbol-sort-key": ["match", ["get", "kind"], "archipelago", 0, 1] } },
  ] };
}

/** The background: an own style, own raster tiles, or the plain one that comes with the portal. */
async function background(box) {
  const { tiles, outline, labels, lang } = box.dataset;
  if (tiles && !tiles.includes("{z}")) return tiles;
  const drawn = await (await fetch(outline)).json();
  const archipelagos = drawn.features.filter((each) => each.properties.label)
    .map((each) => [each.properties[lang] ?? each.properties.vi, ...each.properties.label, "archipelago"]);
  const style = plainStyle(drawn, [...archipelagos, ...(tiles ? [] : JSON.parse(labels))]);
  if (tiles) {
    style.sources.tiles = { type: "raster", tiles: [tiles], tileSize: 256 };
    style.layers = [style.layers[0], { id: "tiles", type: "raster", source: "tiles" }, style.layers.at(-1)];
  }
  return style;
}

function popupOf(about, words) {
  const made = document.createElement("div");
  const heading = document.createElement("h2");
  heading.textContent = about.plot ? `${about.title}: ${words.wordsPlot} ${about.plot}` : about.title;
  const list = document.createElement("dl");
  const occupancy = about.of ? `${about.occupancy} (${about.of})` : about.occupancy;
  for (const [label, text] of [[words.wordsStage, about.stage], [words.wordsArea, about.area],
    [words.wordsOccupancy, occupancy], [words.wordsAvailable, about.available], [words.wordsSource, about.source],
    [words.wordsPosition, about.position === "assumed" ? words.wordsAssumed : ""]]) {
    if (!text) continue;
    const term = document.createElement("dt");
    const said = document.createElement("dd");
    term.textContent = label;
    said.textContent = text;
    list.append(term, said);
  }
  made.append(heading, list);
  if (about.address) {
    const link = document.createElement("a");
    link.href = about.address;
    link.textContent = words.wordsOpen;
    made.append(link);
  }
  return made;
}

/** One map in its box; it outlives the box when the years are replayed, and then shows the new box's zones. */
class ZonesMap {
  constructor(box, style) {
    this.box = box;
    this.zones = NOTHING;
    const words = box.dataset;
    box.replaceChildren();
    this.isViewed = location.hash.startsWith(`#${VIEW}=`);
    this.map = new library.Map({
      container: box, style, bounds: COUNTRY, fitBoundsOptions: { padding: 12 }, dragRotate: false, pitchWithRotate: false, touchPitch: false,
      maxZoom: 18, hash: VIEW, canvasContextAttributes: { preserveDrawingBuffer: true }, // else nothing of it is printed
      attributionControl: words.tiles ? {} : false,
      locale: { "Map.Title": words.wordsMap, "NavigationControl.ZoomIn": words.wordsIn, "NavigationControl.ZoomOut": words.wordsOut, "Popup.Close": words.wordsClose },
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.addControl(new library.NavigationControl({ showCompass: false }));
    this.map.addControl(new library.ScaleControl());
    this.map.setMissingStyleImageResolver((id) => this.drawImage(id));
    this.map.on("style.load", () => this.addZones());
    this.map.on("mousemove", "points", (event) => this.point(event.features[0].properties.id));
    this.map.on("mouseleave", "points", () => this.point(""));
    for (const layer of ["points", "areas", "plots"]) {
      this.map.on("click", layer, (event) => this.open(event.features[0].properties, event.lngLat));
      this.map.on("mouseenter", layer, () => { this.map.getCanvas().style.cursor = "pointer"; });
      this.map.on("mouseleave", layer, () => { this.map.getCanvas().style.cursor = ""; });
    }
    this.load(true);
  }

  drawImage(id) {
    if (this.map.hasImage(id)) return;
    const [what, ...rest] = id.split(":");
    if (what === "mark") this.map.addImage(id, markImage(Number(rest[0]), colour, rest[1] === "assumed"), { pixelRatio: MARK.ratio });
    if (what === "label") this.map.addImage(id, labelImage(rest[0], rest.slice(1).join(":"), colour), { pixelRatio: MARK.ratio });
  }

  addZones() {
    this.map.addSource("zones", { type: "geojson", data: this.zones, promoteId: "id" });
    for (const marked of ["pointed", "chosen"]) this.map.addSource(marked, { type: "geojson", data: NOTHING });
    for (const layer of zoneLayers()) this.map.addLayer(layer);
    if (this.chosen) this.mark(this.chosen);
  }

  async load(fit) {
    const answer = await fetch(this.box.dataset.zones);
    if (!answer.ok) return;
    this.zones = await answer.json();
    this.map.getSource("zones")?.setData(this.zones);
    const { selected } = this.box.dataset;
    if (fit && selected && this.show(selected, !this.isViewed)) return;
    if (fit && !this.isViewed) this.fit();
    this.box.dataset.ready = "";
  }

  fit() {
    const points = this.points().map((feature) => feature.geometry.coordinates);
    if (!points.length) return;
    const side = (pick, at) => pick(...points.map((point) => point[at]));
    this.map.fitBounds([[side(Math.min, 0), side(Math.min, 1)], [side(Math.max, 0), side(Math.max, 1)]], { padding: 48, maxZoom: 11, animate: false });
  }

  points() {
    return this.zones.features.filter((feature) => feature.properties.mark === "point");
  }

  show(reference, goes = true) {
    const [found] = this.pointsOf(reference);
    if (!found) return false;
    if (goes) this.map.jumpTo({ center: found.geometry.coordinates, zoom: Math.max(this.map.getZoom(), 11) });
    this.open(found.properties, found.geometry.coordinates);
    this.box.dataset.ready = "";
    return true;
  }

  pointsOf(reference) {
    return this.points().filter((feature) => feature.properties.id === reference);
  }

  /** What the pointer or the keyboard is at, in the list or on the map, is marked in both. */
  point(reference) {
    if (this.pointed === reference) return;
    this.pointed = reference;
    this.map.getSource("pointed")?.setData({ ...NOTHING, features: this.pointsOf(reference) });
    for (const row of rows()) row.classList.toggle("pointed", reference !== "" && referenceOf(row) === reference);
  }

  close() {
    this.popup?.remove();
    this.from?.focus();
  }

  /** Move the map by as much as the popup stands out of it. */
  fitPopup() {
    if (!this.popup.isOpen()) return;
    const [own, shown] = [this.box.getBoundingClientRect(), this.popup.getElement().getBoundingClientRect()];
    const out = (first, last, from, to) => (first < from ? first - from - 8 : last > to ? last - to + 8 : 0);
    const by = [out(shown.left, shown.right, own.left, own.right), out(shown.top, shown.bottom, own.top, own.bottom)];
    if (by[0] || by[1]) this.map.panBy(by, { animate: false });
  }

  open(about, at) {
    this.popup?.remove();
    this.mark(about.id);
    this.popup = new library.Popup({ maxWidth: "20rem" }).setLngLat(at).setDOMContent(popupOf(about, this.box.dataset)).addTo(this.map);
    requestAnimationFrame(() => this.fitPopup());  // where it stands is known when it is drawn
  }

  mark(reference) {
    if (this.chosen && this.map.getSource("zones")) this.map.setFeatureState({ source: "zones", id: this.chosen }, { chosen: false });
    this.chosen = reference;
    this.map.setFeatureState({ source: "zones", id: reference }, { chosen: true });
    this.map.getSource("chosen")?.setData({ ...NOTHING, features: this.pointsOf(reference) });
    const address = new URL(location.href);
    address.searchParams.set("zone", reference);
    history.replaceState(history.state, "", address);
    this.markRow(reference, address);
  }

  /** Its row in the list; where that is on another page of the list, the list turns to it. */
  async markRow(reference, address) {
    const isListed = () => rows().some((row) => referenceOf(row) === reference);
    if (!isListed()) {
      address.searchParams.delete("page");
      const answer = await fetch(address);
      if (!answer.ok || this.chosen !== reference) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      document.querySelector(".map-list").replaceWith(page.querySelector(".map-list"));
    }
    for (const row of rows()) {
      const isChosen = referenceOf(row) === reference;
      row.classList.toggle("selected", isChosen);
      const box = isChosen && row.closest(".scroll");
      if (box) box.scrollTop += row.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 3;
    }
  }

  /** Stand in another box's place: the page's year was changed under us. */
  moveTo(box) {
    Object.assign(this.box.dataset, box.dataset);
    this.popup?.remove();
    box.replaceWith(this.box);
    this.map.resize();
    this.load(false);
  }

  async restyle() {
    this.map.setStyle(await background(this.box), { diff: false });
  }
}

const rows = () => [...document.querySelectorAll(".map-list tbody tr")];
const referenceOf = (row) => row?.querySelector("[data-show]")?.dataset.show ?? "";

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
    const style = await background(box);
    if (box.isConnected) shown = new ZonesMap(box, style); // else the page's year was changed meanwhile
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
