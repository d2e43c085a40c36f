"""Put what the pages are made with where they are served from: from `node_modules` to the portal's `static/vendor`.

    python -m tools.bring_front_end

Only the files that a page asks for are taken; none of them is kept in the repository. Fonts for printed sheets go to
the portal's `fonts`; the map's background is drawn from Natural Earth (see `draw_outline`), the borders of provinces from
OpenStreetMap (see `draw_borders`).
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools.draw_borders import SOURCE as BORDERS_SOURCE
from tools.draw_borders import borders
from tools.draw_outline import SOURCE, outline

ROOT = Path(__file__).resolve().parents[1]
MODULES = ROOT / "node_modules"
PORTAL = ROOT / "src" / "parkledger" / "portal"
VENDOR = PORTAL / "static" / "vendor"
FONTS = PORTAL / "fonts"

WEIGHTS = ("400", "600")
SUBSETS = ("vietnamese", "latin", "latin-ext")
TAKEN = {
    "@picocss/pico/css/pico.min.css": "pico.min.css",
    "htmx.org/dist/htmx.esm.min.js": "htmx.js",
    "maplibre-gl/dist/maplibre-gl.mjs": "maplibre-gl.js",
    "maplibre-gl/dist/maplibre-gl-worker.mjs": "maplibre-gl-worker.js",
    "maplibre-gl/dist/maplibre-gl.css": "maplibre-gl.css",
} | {
    f"@fontsource/be-vietnam-pro/files/be-vietnam-pro-{subset}-{weight}-normal.woff2": f"be-vietnam-pro-{subset}-{weight}.woff2"
    for subset in SUBSETS
    for weight in WEIGHTS
}
"""Files of packages, and the names they are served by."""
BUNDLED = {"echarts.mjs": "echarts.js", "pmtiles.mjs": "pmtiles.js"}
"""What is taken of packages that come in too many pieces: of ECharts what charts need, of PMTiles what a map does; each with the
name it is served by."""
BUNDLER = "esbuild/bin/esbuild"
OUTLINE, BORDERS = "viet-nam.json", "provinces.json"
"""The files that the map's background and the borders of provinces are written to."""
PRINTED = {
    "400Regular/BeVietnamPro_400Regular.ttf": "BeVietnamPro-Regular.ttf",
    "600SemiBold/BeVietnamPro_600SemiBold.ttf": "BeVietnamPro-SemiBold.ttf",
    "400Regular_Italic/BeVietnamPro_400Regular_Italic.ttf": "BeVietnamPro-Italic.ttf",
}


def main() -> int:
    """Copy; what was taken before and is no longer listed goes."""
    wanted = {MODULES / source: VENDOR / name for source, name in TAKEN.items()}
    wanted |= {MODULES / "@expo-google-fonts/be-vietnam-pro" / source: FONTS / name for source, name in PRINTED.items()}
    sources = (*wanted, *(MODULES / each for each in (SOURCE, BORDERS_SOURCE, BUNDLER)))
    missing = [source for source in sources if not source.is_file()]
    if missing:
        sys.stderr.write(f"Run `npm ci --ignore-scripts` first; missing: {', '.join(map(str, missing))}\n")
        return 1
    for folder in (VENDOR, FONTS):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    for source, target in wanted.items():
        shutil.copyfile(source, target)
    for script, name in BUNDLED.items():
        bundle(Path(__file__).parent / script, VENDOR / name)
    drawn = outline(MODULES)
    for name, collection in ((OUTLINE, drawn), (BORDERS, borders(MODULES, drawn))):
        text = json.dumps(collection, ensure_ascii=False, separators=(",", ":"))
        (VENDOR / name).write_text(text, encoding="utf-8")
    for made in VENDOR.glob("*.js"):  # maps of sources are not served, so no page may ask for them
        lines = made.read_text(encoding="utf-8").splitlines()
        made.write_text(
            "\n".join(line for line in lines if not line.startswith("//# sourceMappingURL")), encoding="utf-8"
        )
    return 0


def bundle(script: Path, target: Path) -> None:
    """What a script asks of packages, as one file."""
    folders = [os.environ.get("PATH", os.defpath), str(Path(sys.executable).parent)]  # or in this environment
    node = shutil.which("node", path=os.pathsep.join(folders)) or "node"
    command = [
        node,
        str(MODULES / BUNDLER),
        str(script),
        "--bundle",
        "--minify",
        "--format=esm",
        "--legal-comments=none",
    ]
    subprocess.run([*command, "--log-level=warning", f"--outfile={target}"], check=True)


if __name__ == "__main__":
    sys.exit(main())
