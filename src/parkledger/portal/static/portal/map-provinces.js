// The map of provinces: each in the colour of its figure, hatched where there is none.
import { bordersOf, colour } from "./map-background.js";
import { DrawnMap } from "./map-base.js";

const UNKNOWN = -1;

export class ProvincesMap extends DrawnMap {
  static named = "place";

  constructor(box, library, style) {
    super(box, library, style);
    this.provinces = {};
    this.listen("fills", ["fills"], (properties) => properties.code);
    this.load(true);
  }

  addOwn() {
    const full = ["match", ["get", "class"], 0, colour("--full-0"), 1, colour("--full-1"), 2, colour("--full-2"), 3, colour("--full-3"), colour("--land")];
    const is = (state) => ["boolean", ["feature-state", state], false];
    const opacity = this.map.getLayer("land") ? 1 : 0.7;
    const layers = [
      { id: "fills", type: "fill", paint: { "fill-color": full, "fill-opacity": opacity } },
      { id: "hatched", type: "fill", filter: ["==", ["get", "class"], UNKNOWN], paint: { "fill-pattern": "hatching", "fill-opacity": opacity } },
      { id: "borders", type: "line", paint: { "line-color": colour("--ring"), "line-width": 0.7, "line-opacity": 0.6 } },
    ];
    for (const layer of layers) this.map.addLayer({ source: "provinces", ...layer }, this.over);
    this.map.addLayer({ id: "marked", type: "line", source: "provinces", paint: {
      "line-color": colour("--accent"), "line-width": ["case", is("chosen"), 4, is("pointed"), 2.5, 0] } });
  }

  async read() {
    this.provinces = JSON.parse(this.box.dataset.provinces);
    const { features } = await bordersOf(this.box);
    this.borders = { type: "FeatureCollection", features: features.map((each) => (
      { ...each, properties: { ...each.properties, class: this.provinces[each.properties.code]?.class ?? UNKNOWN } })) };
    return true;
  }

  fit() {}

  show(reference, goes = true) {
    const found = this.borders.features.find((each) => each.properties.code === reference);
    if (!found) return false;
    const bounds = new this.library.LngLatBounds();
    const largest = found.geometry.type === "Polygon" ? [found.geometry.coordinates] : found.geometry.coordinates;
    for (const point of largest.reduce((one, other) => (other[0].length > one[0].length ? other : one))[0]) bounds.extend(point);
    if (goes) this.map.fitBounds(bounds, { padding: 60, maxZoom: 8, animate: false });
    this.open(reference, found.properties, found.properties.label);
    this.box.dataset.ready = "";
    return true;
  }

  markPointed(reference) {
    this.setState("pointed", this.pointed, reference);
  }

  markChosen(reference) {
    this.setState("chosen", this.chosen, reference);
  }

  setState(state, before, now) {
    if (!this.map.getSource("provinces")) return;
    if (before) this.map.setFeatureState({ source: "provinces", id: before }, { [state]: false });
    if (now) this.map.setFeatureState({ source: "provinces", id: now }, { [state]: true });
  }

  told(reference) {
    const { title, facts, address } = this.provinces[reference];
    return [title, facts, { href: address, textContent: this.box.dataset.wordsOpen }];
  }
}
