// Charts drawn from the tables beside them: a figure with data-chart holds a table whose numbers carry data-value, or data-drawn where they
// are drawn in another unit.
// data-chart: "line", "bar" or "bar-horizontal"; data-unit: the unit written at the axis; a heading with data-not-drawn
// keeps its column out of the picture. Without scripts the table stands open; once drawn it is folded away.
import "../vendor/echarts.js";

const echarts = globalThis.echarts;
const drawn = new Map();
const BAR = 26;
const AROUND = 70;
const NARROW = 520;

function colours() {
  const style = getComputedStyle(document.documentElement);
  const of = (name) => style.getPropertyValue(name).trim();
  return {
    text: of("--ink"), quiet: of("--quiet"), line: of("--line"),
    series: [1, 2, 3, 4, 5, 6].map((n) => of(`--series-${n}`)),
  };
}

/** The table as series: the first column names the points, the others are series named by their headings. */
function read(table, most) {
  const headings = [...table.tHead.rows[0].cells];
  const rows = [...table.tBodies[0].rows].slice(0, most);
  const names = rows.map((row) => row.cells[0].textContent.trim());
  const series = headings.flatMap((heading, index) => (index === 0 || "notDrawn" in heading.dataset ? [] : [{
    name: heading.textContent.trim(),
    values: rows.map((row) => {
      const { drawn, value } = row.cells[index]?.dataset ?? {};
      const text = drawn ?? value;
      return text === undefined || text === "" ? null : Number(text);
    }),
    shown: rows.map((row) => row.cells[index]?.textContent.trim() ?? ""),
  }]));
  return { names, series: series.filter((one) => one.values.some((value) => value !== null)) };
}

function labels(kind, one, count, points, palette, colour) {
  if (kind === "line") {
    return { label: { show: false }, endLabel: { show: count > 1, color: colour, formatter: () => one.name, distance: 6 } };
  }
  const flat = kind === "bar-horizontal";
  const show = flat || count * points <= 24;
  return { label: { show, position: flat ? "right" : "top", color: palette.text, formatter: ({ dataIndex }) => one.shown[dataIndex] } };
}

/** How wide the names at the ends of lines are, in pixels, so that none is cut off; a line alone is named above. */
function endRoom(series, width) {
  if (series.length < 2) return 24;
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = '12px "Be Vietnam Pro", sans-serif';
  const widest = Math.max(0, ...series.map((one) => pen.measureText(one.name).width));
  return Math.min(Math.ceil(widest) + 14, Math.floor(width / 2.5));
}

function option(kind, unit, { names, series }, width) {
  const flat = kind === "bar-horizontal";
  const palette = colours();
  const format = new Intl.NumberFormat(document.documentElement.lang === "en" ? "en" : "vi", { maximumFractionDigits: 2 });
  const category = {
    type: "category", data: names, inverse: flat, axisTick: { show: false }, axisLine: { lineStyle: { color: palette.line } },
    axisLabel: { color: palette.quiet, ...(flat ? { interval: 0, width: Math.min(190, width * 0.4), overflow: "truncate" } : { hideOverlap: true }) },
  };
  const measure = {
    type: "value", name: flat ? "" : unit, nameLocation: "end", nameTextStyle: { color: palette.quiet, align: "left" }, splitNumber: 4,
    axisLabel: { color: palette.quiet, hideOverlap: true, formatter: (number) => format.format(number) }, splitLine: { lineStyle: { color: palette.line } },
  };
  const values = series.flatMap((one) => one.values);
  if (unit === "%" && values.every((value) => value <= 100)) measure.max = 100;
  const named = kind === "bar" && series.length > 1;
  return {
    animation: false,
    textStyle: { fontFamily: "Be Vietnam Pro, sans-serif" },
    color: palette.series,
    legend: named ? { top: 0, right: 0, textStyle: { color: palette.text } } : { show: false },
    grid: { left: 8, right: kind === "line" ? endRoom(series, width) : flat ? 64 : 12, top: flat ? 8 : 40, bottom: 8, containLabel: true },
    xAxis: flat ? measure : category,
    yAxis: flat ? category : measure,
    series: series.map((one, index) => ({
      name: one.name, type: kind === "line" ? "line" : "bar", data: one.values, symbolSize: 5, barMaxWidth: BAR - 8, connectNulls: true,
      ...labels(kind, one, series.length, names.length, palette, palette.series[index % palette.series.length]),
      labelLayout: kind === "line" ? { moveOverlap: "shiftY" } : undefined,
    })),
  };
}

function draw(figure) {
  const kind = figure.dataset.chart;
  const data = read(figure.querySelector("table"), Number(figure.dataset.most ?? Infinity));
  if (!data.series.length) return;
  let box = figure.querySelector(".chart");
  if (!box) {
    box = document.createElement("div");
    box.className = "chart";
    box.setAttribute("role", "img");
    box.setAttribute("aria-label", figure.querySelector("figcaption")?.textContent.trim() ?? "");
    figure.querySelector("figcaption").after(box);
    const table = figure.querySelector("details");
    if (table) table.open = false;
    if (figure.dataset.rest) {
      const note = document.createElement("p");
      note.className = "quiet";
      note.textContent = figure.dataset.rest;
      box.after(note);
    }
  }
  if (kind === "bar-horizontal") box.style.height = `${data.names.length * data.series.length * BAR + AROUND}px`;
  const chart = drawn.get(box) ?? echarts.init(box, null, { renderer: "canvas", devicePixelRatio: Math.max(2, devicePixelRatio) });
  drawn.set(box, chart);
  chart.resize();
  chart.setOption(option(kind, figure.dataset.unit ?? "", data, box.clientWidth || NARROW), true);
}

export function drawAll(figures) {
  for (const [box, chart] of drawn) {
    if (!box.isConnected) { chart.dispose(); drawn.delete(box); }
  }
  for (const figure of figures) draw(figure);
}

const again = () => drawAll(document.querySelectorAll("[data-chart]"));
let waiting = 0;
addEventListener("resize", () => { cancelAnimationFrame(waiting); waiting = requestAnimationFrame(again); });
addEventListener("beforeprint", again);
addEventListener("afterprint", again);
document.addEventListener("theme", again);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
