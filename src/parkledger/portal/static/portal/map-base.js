// A map in its box, whatever it shows: the background, one popup, and what is pointed at or chosen, marked in the list and on the map alike.
import { background, bordersOf, colour } from "./map-background.js";
import { hatching, labelImage, markImage, MARK } from "./map-marks.js";

/** With the archipelagos and their names. */
const COUNTRY = [[102, 7], [117, 23.6]];
/** Names the view in the address: `#map=zoom/latitude/longitude`. */
const VIEW = "map";
export const NOTHING = { type: "FeatureCollection", features: [] };

export const rows = () => [...document.querySelectorAll(".map-list tbody tr")];
export const referenceOf = (row) => row?.querySelector("[data-show]")?.dataset.show ?? "";

function popupOf(title, facts, link) {
  const made = document.createElement("div");
  const heading = document.createElement("h2");
  heading.textContent = title;
  const list = document.createElement("dl");
  for (const [label, text] of facts) {
    if (!text) continue;
    const term = document.createElement("dt");
    const said = document.createElement("dd");
    term.textContent = label;
    said.textContent = text;
    list.append(term, said);
  }
  made.append(heading, list);
  if (link.href) made.append(Object.assign(document.createElement("a"), link));
  return made;
}

/** It outlives its box when the years are replayed, and then shows what the new box is of. */
export class DrawnMap {
  /** What the address calls what is chosen on the map. */
  static named = "";

  constructor(box, library, style) {
    [this.box, this.library, this.borders] = [box, library, NOTHING];
    const words = box.dataset;
    box.replaceChildren();
    this.isViewed = location.hash.startsWith(`#${VIEW}=`);
    this.map = new library.Map({
      container: box, style, bounds: COUNTRY, fitBoundsOptions: { padding: 12 }, dragRotate: false, pitchWithRotate: false, touchPitch: false,
      maxZoom: 18, hash: VIEW, canvasContextAttributes: { preserveDrawingBuffer: true }, // else nothing of it is printed
      attributionControl: { compact: false },
      locale: { "Map.Title": words.wordsMap, "NavigationControl.ZoomIn": words.wordsIn, "NavigationControl.ZoomOut": words.wordsOut, "Popup.Close": words.wordsClose },
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.addControl(new library.NavigationControl({ showCompass: false }));
    this.map.addControl(new library.ScaleControl());
    this.map.setMissingStyleImageResolver((id) => this.drawImage(id));
    this.map.on("style.load", () => this.addAll());
  }

  drawImage(id) {
    if (this.map.hasImage(id)) return;
    const [what, ...rest] = id.split(":");
    const drawn = {
      mark: () => markImage(Number(rest[0]), colour, rest[1] === "assumed"),
      label: () => labelImage(rest[0], rest.slice(1).join(":"), colour),
      hatching: () => hatching(colour),
    }[what];
    if (drawn) this.map.addImage(id, drawn(), { pixelRatio: MARK.ratio });
  }

  /** Under the outline and the names of the plain background, or over an own one. */
  get over() {
    return this.map.getLayer("coast") ? "coast" : this.map.getLayer("named") ? "named" : undefined;
  }

  addAll() {
    this.map.addSource("provinces", { type: "geojson", data: this.borders, promoteId: "code", attribution: this.box.dataset.wordsBordersBy });
    this.addOwn();
    if (this.chosen) this.mark(this.chosen);
  }

  /** What the box shows now; `fit` for the first time. */
  async load(fit) {
    if (!await this.read()) return;
    this.map.getSource("provinces")?.setData(this.borders);
    const { selected } = this.box.dataset;
    if (fit && selected && this.show(selected, !this.isViewed)) return;
    if (fit && !this.isViewed) this.fit();
    this.box.dataset.ready = "";
  }

  async read() {
    this.borders = await bordersOf(this.box);
    return true;
  }

  /** What can be clicked and pointed at, by the layers that draw it. */
  listen(pointed, clicked, references) {
    this.map.on("mousemove", pointed, (event) => this.point(references(event.features[0].properties)));
    this.map.on("mouseleave", pointed, () => this.point(""));
    for (const layer of clicked) {
      this.map.on("click", layer, (event) => this.open(references(event.features[0].properties), event.features[0].properties, event.lngLat));
      this.map.on("mouseenter", layer, () => { this.map.getCanvas().style.cursor = "pointer"; });
      this.map.on("mouseleave", layer, () => { this.map.getCanvas().style.cursor = ""; });
    }
  }

  /** What the pointer or the keyboard is at, in the list or on the map, is marked in both. */
  point(reference) {
    if (this.pointed === reference) return;
    this.markPointed(reference);
    this.pointed = reference;
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

  open(reference, about, at) {
    this.popup?.remove();
    this.mark(reference);
    this.popup = new this.library.Popup({ maxWidth: "20rem" }).setLngLat(at).setDOMContent(popupOf(...this.told(reference, about))).addTo(this.map);
    requestAnimationFrame(() => this.fitPopup());  // where it stands is known when it is drawn
  }

  mark(reference) {
    this.markChosen(reference);
    this.chosen = reference;
    const address = new URL(location.href);
    address.searchParams.set(this.constructor.named, reference);
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
    this.map.setStyle(await background(this.box, this.library), { diff: false });
  }
}
