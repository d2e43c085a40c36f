// The map: zones as marks and boundaries over a plain background or an own tile source. The list beside it is the
// content; everything here only shows the same zones where they lie.
import { draw, labelImage, markImage, MARK } from "./map-marks.js";

/** What draws the map: many times the page's own size, so it is asked for once the list stands there. */
let library = null;
const painted = () => new Promise((done) => { requestAnimationFrame(() => (window.requestIdleCallback ?? setTimeout)(done)); });

const COUNTRY = [[102, 8], [110, 23.6]];
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
    { id: "chosen", type: "circle", source: "chosen", paint: { "circle-radius": 15, "circle-opacity": 0, "circle-stroke-width": 3, "circle-stroke-color": colour("--accent") } },
    { id: "points", type: "symbol", source: "zones", filter: of("point"), layout: {
      "icon-image": ["concat", "mark:", ["get", "kind"], ":", ["get", "group"], ":", ["to-string", ["get", "class"]], ":", ["get", "position"]],
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
    this.map = new library.Map({
      container: box, style, bounds: COUNTRY, fitBoundsOptions: { padding: 12 }, dragRotate: false, pitchWithRotate: false, touchPitch: false,
      maxZoom: 18, attributionControl: words.tiles ? {} : false,
      locale: { "Map.Title": words.wordsMap, "NavigationControl.ZoomIn": words.wordsIn, "NavigationControl.ZoomOut": words.wordsOut, "Popup.Close": words.wordsClose },
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.addControl(new library.NavigationControl({ showCompass: false }));
    this.map.addControl(new library.ScaleControl());
    this.map.setMissingStyleImageResolver((id) => this.drawImage(id));
    this.map.on("style.load", () => this.addZones());
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
    if (what === "mark") this.map.addImage(id, markImage(rest[0], rest[1], Number(rest[2]), colour, rest[3] === "assumed"), { pixelRatio: MARK.ratio });
    if (what === "label") this.map.addImage(id, labelImage(rest[0], rest.slice(1).join(":"), colour), { pixelRatio: MARK.ratio });
  }

  addZones() {
    this.map.addSource("zones", { type: "geojson", data: this.zones, promoteId: "id" });
    this.map.addSource("chosen", { type: "geojson", data: NOTHING });
    for (const layer of zoneLayers()) this.map.addLayer(layer);
    if (this.chosen) this.mark(this.chosen);
  }

  async load(fit) {
    const answer = await fetch(this.box.dataset.zones);
    if (!answer.ok) return;
    this.zones = await answer.json();
    this.map.getSource("zones")?.setData(this.zones);
    const selected = this.box.dataset.selected;
    if (fit && selected && this.show(selected)) return;
    if (fit) this.fit();
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

  show(reference) {
    const found = this.points().find((feature) => feature.properties.id === reference);
    if (!found) return false;
    this.map.jumpTo({ center: found.geometry.coordinates, zoom: Math.max(this.map.getZoom(), 11) });
    this.open(found.properties, found.geometry.coordinates);
    this.box.dataset.ready = "";
    return true;
  }

  open(about, at) {
    this.popup?.remove();
    this.mark(about.id);
    this.popup = new library.Popup({ maxWidth: "20rem" }).setLngLat(at).setDOMContent(popupOf(about, this.box.dataset)).addTo(this.map);
  }

  mark(reference) {
    if (this.chosen && this.map.getSource("zones")) this.map.setFeatureState({ source: "zones", id: this.chosen }, { chosen: false });
    this.chosen = reference;
    this.map.setFeatureState({ source: "zones", id: reference }, { chosen: true });
    const found = this.points().filter((feature) => feature.properties.id === reference);
    this.map.getSource("chosen")?.setData({ ...NOTHING, features: found });
    for (const row of document.querySelectorAll(".map-list tr")) {
      row.classList.toggle("selected", row.querySelector("[data-show]")?.dataset.show === reference);
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
  if (!shown.show(link.dataset.show)) return;
  event.preventDefault();
  shown.box.scrollIntoView({ block: "nearest" });
});
document.addEventListener("theme", () => shown?.restyle());
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => shown?.restyle());
new MutationObserver(begin).observe(document.body, { childList: true });
begin();
