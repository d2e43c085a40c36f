"""Put what the pages are made with where they are served from: from `node_modules` to the portal's `static/vendor`.

    python -m tools.bring_front_end

Only the files that a page asks for are taken; none of them is kept in the repository. Fonts for printed sheets go to
the portal's `fonts`; the map's background is drawn from Natural Earth (see `draw_outline`).
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

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
CHARTS = Path(__file__).parent / "echarts.mjs"
"""What charts need of ECharts: its own bundles have either too little or twice of that."""
BUNDLER = "esbuild/bin/esbuild"
OUTLINE = "viet-nam.json"
"""The file that the map's background is written to."""
PRINTED = {
    "400Regular/BeVietnamPro_400Regular.ttf": "BeVietnamPro-Regular.ttf",
    "600SemiBold/BeVietnamPro_600SemiBold.ttf": "BeVietnamPro-SemiBold.ttf",
    "400Regular_Italic/BeVietnamPro_400Regular_Italic.ttf": "BeVietnamPro-Italic.ttf",
}


def main() -> int:
    """Copy; what was taken before and is no longer listed goes."""
    wanted = {MODULES / source: VENDOR / name for source, name in TAKEN.items()}
    wanted |= {MODULES / "@expo-google-fonts/be-vietnam-pro" / source: FONTS / name for source, name in PRINTED.items()}
    missing = [source for source in (*wanted, MODULES / SOURCE, MODULES / BUNDLER) if not source.is_file()]
    if missing:
        sys.stderr.write(f"Run `npm ci --ignore-scripts` first; missing: {', '.join(map(str, missing))}\n")
        return 1
    for folder in (VENDOR, FONTS):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    for source, target in wanted.items():
        shutil.copyfile(source, target)
    bundle_charts(VENDOR / "echarts.js")
    (VENDOR / OUTLINE).write_text(json.dumps(outline(MODULES), ensure_ascii=False), encoding="utf-8")
    for script in VENDOR.glob("*.js"):  # maps of sources are not served, so no page may ask for them
        lines = script.read_text(encoding="utf-8").splitlines()
        script.write_text(
            "\n".join(line for line in lines if not line.startswith("//# sourceMappingURL")), encoding="utf-8"
        )
    return 0


def bundle_charts(target: Path) -> None:
    """ECharts with lines, bars, tooltips, legends and marks, as one file."""
    folders = [os.environ.get("PATH", os.defpath), str(Path(sys.executable).parent)]  # or in this environment
    node = shutil.which("node", path=os.pathsep.join(folders)) or "node"
    command = [
        node,
        str(MODULES / BUNDLER),
        str(CHARTS),
        "--bundle",
        "--minify",
        "--format=esm",
        "--legal-comments=none",
    ]
    subprocess.run([*command, "--log-level=warning", f"--outfile={target}"], check=True)


if __name__ == "__main__":
    sys.exit(main())
