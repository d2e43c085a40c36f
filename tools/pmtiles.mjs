// What a map needs to read tiles out of one file, bundled with what it decompresses them with.
export { FetchSource, PMTiles, Protocol } from "pmtiles";
