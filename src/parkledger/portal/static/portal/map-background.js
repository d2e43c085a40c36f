// What lies under everything: the plain background that comes with the portal, or an own source of tiles, and the borders of provinces.
/** Names, in what a visit remembers, the background that was chosen. */
const CHOSEN = "map-background";
const RASTER_SIZE = 256;
const MVT = 1;

export function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** The borders of provinces as they are served; asked for once. */
let served = null;
async function allBorders(address) {
  served ??= await (await fetch(address)).json();
  return served;
}

/** The borders of the provinces of the page's day. */
export async function bordersOf(box) {
  const { features } = await allBorders(box.dataset.borders);
  const codes = new Set(JSON.parse(box.dataset.drawn));
  return { type: "FeatureCollection", features: features.filter((each) => codes.has(each.properties.code)) };
}

/** The own sources of tiles, and which of them is shown; none where the plain background is. */
function ownTiles(box) {
  const sources = JSON.parse(box.dataset.tiles);
  const chosen = sessionStorage.getItem(CHOSEN) ?? "0";
  for (const each of document.querySelectorAll(`[name=${CHOSEN}]`)) each.checked = each.value === chosen;
  return sources[Number(chosen)] ?? (chosen === "plain" ? null : sources[0] ?? null);
}

export function choose(background) {
  sessionStorage.setItem(CHOSEN, background);
}

/** Registered once, and only where a file of tiles is to be read. */
let protocol = null;
async function archives(library) {
  const reader = await import("../vendor/pmtiles.js");
  if (!protocol) {
    protocol = new reader.Protocol({ metadata: true });
    library.addProtocol("pmtiles", protocol.tile);
  }
  return reader;
}

/** A file of vector tiles has no style: waters as areas, all else as lines, in the colours of the plain background. */
function vectorLayers(metadata) {
  return (metadata.vector_layers ?? []).map(({ id }) => ({ id: `tiles:${id}`, source: "tiles", "source-layer": id, ...(/water|ocean|lake/.test(id)
    ? { type: "fill", paint: { "fill-color": colour("--sea") } }
    : { type: "line", paint: { "line-color": colour("--coast"), "line-width": ["interpolate", ["linear"], ["zoom"], 6, 0.4, 14, 2] } }) }));
}

async function archiveStyle(library, address) {
  const { PMTiles } = await archives(library);
  const url = new URL(address, location.href).href;
  const file = protocol.get(url) ?? new PMTiles(url);
  protocol.add(file);
  const isVector = (await file.getHeader()).tileType === MVT;
  const source = { type: isVector ? "vector" : "raster", url: `pmtiles://${url}`, ...(isVector ? {} : { tileSize: RASTER_SIZE }) };
  const layers = isVector ? vectorLayers(await file.getMetadata()) : [{ id: "tiles", type: "raster", source: "tiles" }];
  return { tiles: source, layers, under: isVector ? "--land" : "--sea" };
}

function rasterStyle(address) {
  return { tiles: { type: "raster", tiles: [address], tileSize: RASTER_SIZE }, layers: [{ id: "tiles", type: "raster", source: "tiles" }], under: "--sea" };
}

function namesOf(box, outline, plain) {
  const archipelagos = outline.features.filter((each) => each.properties.label)
    .map((each) => [each.properties[box.dataset.lang] ?? each.properties.vi, ...each.properties.label, "archipelago"]);
  const names = [...archipelagos, ...(plain ? JSON.parse(box.dataset.labels) : [])];
  return { type: "FeatureCollection", features: names.map(([name, x, y, kind = "province"]) => (
    { type: "Feature", properties: { name, kind }, geometry: { type: "Point", coordinates: [x, y] } })) };
}

/** The style of the background: of an own source as it is, or made here, with the archipelagos and their names. */
export async function background(box, library) {
  const own = ownTiles(box);
  if (own?.form === "style") {
    if ((await (await fetch(own.address)).text()).includes("pmtiles://")) await archives(library);
    return own.address;
  }
  const outline = await (await fetch(box.dataset.outline)).json();
  const given = own && await (own.form === "archive" ? archiveStyle(library, own.address) : rasterStyle(own.address));
  const named = { id: "named", type: "symbol", source: "named", layout: {
    "icon-image": ["concat", "label:", ["get", "kind"], ":", ["get", "name"]], "icon-padding": 4,
    "symbol-sort-key": ["match", ["get", "kind"], "archipelago", 0, 1] } };
  const plain = [
    { id: "land", type: "fill", source: "outline", paint: { "fill-color": colour("--land") } },
    { id: "coast", type: "line", source: "outline", paint: { "line-color": colour("--coast"), "line-width": 1.2 } },
  ];
  return { version: 8, sources: {
    outline: { type: "geojson", data: outline, tolerance: 0.5 },
    named: { type: "geojson", data: namesOf(box, outline, !own) },
    ...(given ? { tiles: given.tiles } : {}),
  }, layers: [
    { id: "sea", type: "background", paint: { "background-color": colour(given?.under ?? "--sea") } }, ...(given?.layers ?? plain), named,
  ] };
}
