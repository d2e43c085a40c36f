// Charts drawn from the tables beside them: a figure with data-chart holds a table whose numbers carry data-value, or data-drawn where they
// are drawn in another unit.
// data-chart: "line", "bar", "bar-horizontal", or "multiples": a small line each on one scale; data-unit: the unit written at the axis. A heading with data-not-drawn keeps its column out of
// the picture, one of class "plan" makes it a dashed line; a cell of class "break" begins a line anew, its title is written there. Without scripts the table stands open; once drawn it is folded away.
import { init } from "../vendor/echarts.js";
import { addTools } from "./chart-tools.js";

const drawn = new Map();
const BAR = 18;
const NARROW = 520;
const MOST_LABELS = 12;
const ROOM_BELOW = "12%"; // of the axis, for the numbers under bars that go below nought
const FONT = '"Be Vietnam Pro", system-ui, sans-serif';

function colours() {
  const style = getComputedStyle(document.documentElement);
  const of = (name) => style.getPropertyValue(name).trim();
  return {
    text: of("--ink"), quiet: of("--quiet"), line: of("--line"), paper: of("--paper"),
    series: [1, 2, 3, 4, 5, 6].map((n) => of(`--series-${n}`)),
  };
}

const words = (cell) => (cell?.querySelector("a.figure, time") ?? cell)?.textContent.trim() ?? "";

/** The table as series: the first column names the points, the others are series named by their headings. */
function read(table, most) {
  const headings = [...table.tHead.rows[0].cells];
  const rows = [...table.tBodies[0].rows].slice(0, most);
  const names = rows.map((row) => row.cells[0].textContent.trim());
  const series = headings.flatMap((heading, index) => (index === 0 || "notDrawn" in heading.dataset ? [] : [{
    name: heading.textContent.trim(),
    plan: heading.classList.contains("plan"),
    values: rows.map((row) => {
      const { drawn, value } = row.cells[index]?.dataset ?? {};
      const text = drawn ?? value;
      return text === undefined || text === "" ? null : Number(text);
    }),
    shown: rows.map((row) => words(row.cells[index])),
    breakAt: rows.findIndex((row) => row.cells[index]?.classList.contains("break")),
    breakName: table.querySelector("td.break abbr")?.title ?? "",
  }]));
  return { names, series: series.filter((one) => one.values.some((value) => value !== null)) };
}

/** How wide the names at the ends of lines are, in pixels, so that none is cut off; a line alone is named above. */
function endRoom(series, width) {
  if (series.length < 2) return 24;
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `12px ${FONT}`;
  const widest = Math.max(0, ...series.map((one) => pen.measureText(one.name).width));
  return Math.min(Math.ceil(widest) + 14, Math.floor(width / 2.5));
}

/** What the table says of a point, as the tooltip shows it: nodes, for no style may stand in the text of a page. */
function told(at, { names, series }, palette) {
  const box = document.createElement("div");
  box.className = "chart-tip";
  const head = box.appendChild(document.createElement("strong"));
  head.textContent = names[at];
  series.forEach((one, index) => {
    const line = box.appendChild(document.createElement("div"));
    const mark = line.appendChild(document.createElement("span"));
    mark.className = "swatch";
    mark.style.background = palette.series[index % palette.series.length];
    line.append(` ${one.name}: `);
    line.appendChild(document.createElement("b")).textContent = one.shown[at] || "—";
  });
  return box;
}

/** Whether a value stands between two gaps: no line leads to it, so that only its mark shows it. */
const standsAlone = (values) => values.some((value, at) => value !== null && (values[at - 1] ?? null) === null && (values[at + 1] ?? null) === null);

function line(one, colour, named) {
  const { breakAt } = one;
  const look = {
    name: one.name, type: "line", symbol: "circle", symbolSize: 6, connectNulls: false, color: colour,
    lineStyle: { type: one.plan ? "dashed" : "solid", width: 2 }, showSymbol: !one.plan || standsAlone(one.values), showAllSymbol: true,
    labelLayout: { moveOverlap: "shiftY" },
  };
  const label = { endLabel: { show: named, color: colour, formatter: () => one.name, distance: 6 } };
  if (breakAt <= 0 || one.plan) return [{ ...look, ...label, data: one.values }];
  return [
    { ...look, data: one.values.map((value, at) => (at < breakAt ? value : null)), endLabel: { show: false } },
    { ...look, ...label, data: one.values.map((value, at) => (at < breakAt ? null : value)) },
  ];
}

function bar(one, colour, flat, show, palette) {
  const below = { position: flat ? "left" : "bottom" }; // beyond the end of the bar, not on it
  return [{
    name: one.name, type: "bar", barMaxWidth: BAR, color: colour,
    data: one.values.map((value) => (value !== null && value < 0 ? { value, label: below } : value)),
    label: { show, position: flat ? "right" : "top", color: palette.text, formatter: ({ dataIndex }) => one.shown[dataIndex] },
  }];
}

/** A line at nought, where some of what is drawn lies below. */
function atNought(list, flat, palette) {
  list[0].markLine = {
    symbol: "none", silent: true, label: { show: false }, lineStyle: { color: palette.quiet, type: "solid", width: 1 },
    data: [flat ? { xAxis: 0 } : { yAxis: 0 }],
  };
}

function marked(list, name, text, palette) {
  if (!text || !list.length) return;
  list[list.length - 1].markLine = {
    symbol: "none", silent: true, lineStyle: { color: palette.quiet, type: "dotted", width: 1.5 },
    label: { formatter: text, color: palette.quiet, position: "end", fontSize: 11, distance: 4 },
    data: [{ xAxis: name }],
  };
}

/** The end of an axis that all panels share: 1, 2, 5 and their tens. */
function roundUp(value) {
  const ten = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].find((step) => step * ten >= value) * ten;
}

/** A small line for each series, all on one scale, each named above it, its last value written at its end. */
function multiples(figure, { names, series }, width) {
  const unit = figure.dataset.unit ?? "";
  const own = colours();
  const palette = { ...own, series: series.map(() => own.series[0]) };
  const format = new Intl.NumberFormat(document.documentElement.lang === "vi" ? "vi" : "en", { maximumFractionDigits: 2 });
  const across = Math.min(series.length, width < NARROW ? 2 : 3);
  const down = Math.ceil(series.length / across);
  const height = (figure.querySelector(".chart")?.clientHeight || 384) / down;
  const values = series.flatMap((one) => one.values).filter((value) => value !== null);
  const top = Math.max(...values, 0);
  const min = Math.min(...values, 0);
  const max = unit === "%" && top <= 100 && min === 0 ? 100 : top > 0 ? roundUp(top) : min < 0 ? 0 : 1;
  const room = 44;
  const wide = (width - room) / across;
  const last = (one) => one.values.findLastIndex((value) => value !== null);
  return {
    animation: false, textStyle: { fontFamily: FONT },
    tooltip: {
      trigger: "axis", confine: true, backgroundColor: palette.paper, borderColor: palette.line, textStyle: { color: palette.text },
      transitionDuration: 0, formatter: (points) => told(points[0].dataIndex, { names, series }, palette),
    },
    axisPointer: { link: [{ xAxisIndex: "all" }] },
    grid: series.map((_, at) => ({
      left: room + (at % across) * wide, top: Math.floor(at / across) * height + 30, width: wide - 22, height: height - 62,
    })),
    xAxis: series.map((_, at) => ({
      type: "category", data: names, gridIndex: at, axisTick: { show: false }, axisLine: { lineStyle: { color: palette.line } },
      axisLabel: { color: palette.quiet, hideOverlap: true, interval: (index) => index === 0 || index === names.length - 1 },
    })),
    yAxis: series.map((one, at) => ({
      type: "value", gridIndex: at, min: min < 0 ? -roundUp(-min) : 0, max, splitNumber: 2, name: one.name, nameLocation: "end", nameGap: 10,
      nameTextStyle: { color: palette.text, fontWeight: 600, align: "left", width: wide - 24, overflow: "truncate" },
      axisLabel: { show: at % across === 0, color: palette.quiet, formatter: (number) => format.format(number) },
      splitLine: { lineStyle: { color: palette.line } },
    })),
    series: series.flatMap((one, at) => line(one, palette.series[at], false).map((drawn) => ({
      ...drawn, xAxisIndex: at, yAxisIndex: at, symbolSize: 4,
      label: {
        show: true, color: palette.text, align: "right",
        position: (one.values[last(one)] ?? 0) > 0.7 * max ? "bottom" : "top", // clear of the name above
        formatter: ({ dataIndex }) => (dataIndex === last(one) ? one.shown[dataIndex] : ""),
      },
    }))),
  };
}

export function option(figure, { names, series }, width) {
  const kind = figure.dataset.chart;
  if (kind === "multiples") return multiples(figure, { names, series }, width);
  const unit = figure.dataset.unit ?? "";
  const flat = kind === "bar-horizontal";
  const palette = colours();
  const format = new Intl.NumberFormat(document.documentElement.lang === "vi" ? "vi" : "en", { maximumFractionDigits: 2 });
  const values = series.flatMap((one) => one.values);
  const negative = values.some((value) => value < 0);
  const category = { // its words stand at the edge, not at nought in the midst of bars that go below
    type: "category", data: names, inverse: flat, axisTick: { show: false }, axisLine: { onZero: !negative, lineStyle: { color: palette.line } },
    axisLabel: { color: palette.quiet, ...(flat ? { interval: 0, width: Math.min(190, width * 0.4), overflow: "truncate" } : { hideOverlap: true }) },
  };
  const measure = {
    type: "value", name: flat ? "" : unit, nameLocation: "end", nameTextStyle: { color: palette.quiet, align: "left" }, splitNumber: 4,
    axisLabel: { color: palette.quiet, hideOverlap: true, formatter: (number) => format.format(number) }, splitLine: { lineStyle: { color: palette.line } },
  };
  if (unit === "%" && !negative && values.every((value) => value <= 100)) { measure.max = 100; measure.interval = 25; }
  if (negative) measure.boundaryGap = [ROOM_BELOW, 0];
  const broken = series.find((one) => one.breakAt > 0);
  const labelled = flat || series.length * names.length <= MOST_LABELS;
  const list = series.flatMap((one, index) => {
    const colour = palette.series[index % palette.series.length];
    return kind === "line" ? line(one, colour, series.length > 1) : bar(one, colour, flat, labelled, palette);
  });
  if (negative) atNought(list, flat, palette);
  if (broken && kind === "line") marked(list, names[broken.breakAt], broken.breakName, palette);
  const named = kind !== "line" && series.length > 1;
  return {
    animation: false,
    textStyle: { fontFamily: FONT },
    color: palette.series,
    tooltip: {
      trigger: "axis", confine: true, backgroundColor: palette.paper, borderColor: palette.line, textStyle: { color: palette.text },
      axisPointer: { type: kind === "line" ? "line" : "shadow" }, transitionDuration: 0,
      formatter: (points) => told(points[0].dataIndex, { names, series }, palette),
    },
    legend: named ? { top: 0, right: 0, textStyle: { color: palette.text } } : { show: false },
    grid: { left: 8, right: kind === "line" ? endRoom(series, width) : flat ? 64 : 12, top: flat ? (named ? 28 : 8) : 40, bottom: 8, containLabel: true },
    xAxis: flat ? measure : category,
    yAxis: flat ? category : measure,
    series: list,
  };
}

/** Arrow keys go from point to point; what is told is also said to those who hear the page. */
function byKeyboard(box, chart, data) {
  let at = -1;
  const said = document.createElement("span");
  said.className = "hidden";
  said.setAttribute("role", "status");
  box.after(said);
  box.addEventListener("keydown", (press) => {
    const last = data().names.length - 1;
    const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: last }[press.key];
    if (press.key === "Escape") { chart.dispatchAction({ type: "hideTip" }); at = -1; }
    if (to === undefined) return;
    press.preventDefault();
    at = Math.max(0, Math.min(last, to));
    chart.dispatchAction({ type: "showTip", seriesIndex: 0, dataIndex: at });
    said.textContent = told(at, data(), colours()).innerText.replace(/\s+/g, " ");
  });
  box.addEventListener("blur", () => chart.dispatchAction({ type: "hideTip" }));
}

function framed(figure) {
  const box = document.createElement("div");
  box.className = "chart";
  box.tabIndex = 0;
  box.setAttribute("role", "img");
  box.setAttribute("aria-label", figure.querySelector("figcaption")?.textContent.replace(/\s+/g, " ").trim() ?? "");
  figure.querySelector("figcaption").after(box);
  const table = figure.querySelector("details");
  if (table) table.open = false;
  if (figure.dataset.rest) {
    const note = document.createElement("p");
    note.className = "quiet";
    note.textContent = figure.dataset.rest;
    box.after(note);
  }
  return box;
}

function draw(figure) {
  const data = read(figure.querySelector("table"), Number(figure.dataset.most ?? Infinity));
  figure.dataset.drawn = "";
  if (!data.series.length) return;
  const box = figure.querySelector(".chart") ?? framed(figure);
  let chart = drawn.get(box);
  if (!chart) {
    chart = init(box, null, { renderer: "svg" });
    drawn.set(box, chart);
    byKeyboard(box, chart, () => read(figure.querySelector("table"), Number(figure.dataset.most ?? Infinity)));
    addTools(figure, box);
  }
  chart.resize();
  chart.setOption(option(figure, data, box.clientWidth || NARROW), true);
  chart.getZr().flush(); // who prints does not wait for the next frame
  box.chart = chart;
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
