// The map of zones: marks where they lie, boundaries and plots where they are known.
import { colour } from "./map-background.js";
import { DrawnMap, NOTHING } from "./map-base.js";

function layers() {
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

export class ZonesMap extends DrawnMap {
  static named = "zone";

  constructor(box, library, style) {
    super(box, library, style);
    this.zones = NOTHING;
    this.listen("points", ["points", "areas", "plots"], (properties) => properties.id);
    this.load(true);
  }

  addOwn() {
    this.map.addLayer({ id: "borders", type: "line", source: "provinces", paint: { "line-color": colour("--border"), "line-width": 0.8 } }, this.over);
    this.map.addSource("zones", { type: "geojson", data: this.zones, promoteId: "id" });
    for (const marked of ["pointed", "chosen"]) this.map.addSource(marked, { type: "geojson", data: NOTHING });
    for (const layer of layers()) this.map.addLayer(layer);
  }

  async read() {
    const [answer] = await Promise.all([fetch(this.box.dataset.zones), super.read()]);
    if (!answer.ok) return false;
    this.zones = await answer.json();
    this.map.getSource("zones")?.setData(this.zones);
    return true;
  }

  fit() {
    const points = this.points().map((feature) => feature.geometry.coordinates);
    if (!points.length) return;
    const side = (pick, at) => pick(...points.map((point) => point[at]));
    this.map.fitBounds([[side(Math.min, 0), side(Math.min, 1)], [side(Math.max, 0), side(Math.max, 1)]], { padding: 48, maxZoom: 11, animate: false });
  }

  points(reference) {
    const found = this.zones.features.filter((feature) => feature.properties.mark === "point");
    return reference === undefined ? found : found.filter((feature) => feature.properties.id === reference);
  }

  show(reference, goes = true) {
    const [found] = this.points(reference);
    if (!found) return false;
    if (goes) this.map.jumpTo({ center: found.geometry.coordinates, zoom: Math.max(this.map.getZoom(), 11) });
    this.open(reference, found.properties, found.geometry.coordinates);
    this.box.dataset.ready = "";
    return true;
  }

  markPointed(reference) {
    this.map.getSource("pointed")?.setData({ ...NOTHING, features: this.points(reference) });
  }

  markChosen(reference) {
    if (this.chosen && this.map.getSource("zones")) this.map.setFeatureState({ source: "zones", id: this.chosen }, { chosen: false });
    this.map.setFeatureState({ source: "zones", id: reference }, { chosen: true });
    this.map.getSource("chosen")?.setData({ ...NOTHING, features: this.points(reference) });
  }

  told(_, about) {
    const words = this.box.dataset;
    const title = about.plot ? `${about.title}: ${words.wordsPlot} ${about.plot}` : about.title;
    const occupancy = about.of ? `${about.occupancy} (${about.of})` : about.occupancy;
    const facts = [[words.wordsStage, about.stage], [words.wordsArea, about.area], [words.wordsOccupancy, occupancy],
      [words.wordsAvailable, about.available], [words.wordsSource, about.source], [words.wordsPosition, about.position === "assumed" ? words.wordsAssumed : ""]];
    return [title, facts, { href: about.address, textContent: words.wordsOpen }];
  }
}
