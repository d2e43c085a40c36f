// Charts drawn from the tables beside them: a figure with data-chart holds a table whose numbers carry data-value.
// data-chart: "line", "bar" or "bar-horizontal"; data-unit: the unit written at the axis. Without scripts the table stands.
import "../vendor/echarts.js";

const echarts = globalThis.echarts;
const drawn = new Map();

function colours() {
  const style = getComputedStyle(document.documentElement);
  const of = (name) => style.getPropertyValue(name).trim();
  return { text: of("--ink"), quiet: of("--quiet"), line: of("--line"), series: [1, 2, 3, 4, 5, 6].map((n) => of(`--series-${n}`)) };
}

/** The table as series: first column names the points, the others are series named by their headings. */
function read(table) {
  const headings = [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim());
  const rows = [...table.tBodies[0].rows];
  const names = rows.map((row) => row.cells[0].textContent.trim());
  const series = headings.slice(1).map((name, index) => ({
    name,
    values: rows.map((row) => {
      const text = row.cells[index + 1]?.dataset.value;
      return text === undefined || text === "" ? null : Number(text);
    }),
    shown: rows.map((row) => row.cells[index + 1]?.textContent.trim() ?? ""),
  }));
  return { names, series };
}

function option(figure) {
  const { names, series } = read(figure.querySelector("table"));
  const kind = figure.dataset.chart;
  const flat = kind === "bar-horizontal";
  const palette = colours();
  const format = new Intl.NumberFormat(document.documentElement.lang === "en" ? "en" : "vi", { maximumFractionDigits: 2 });
  const category = { type: "category", data: names, inverse: flat, axisLine: { lineStyle: { color: palette.line } }, axisLabel: { color: palette.quiet } };
  const measure = {
    type: "value", name: figure.dataset.unit ?? "", nameTextStyle: { color: palette.quiet, align: "left" },
    axisLabel: { color: palette.quiet, formatter: (number) => format.format(number) }, splitLine: { lineStyle: { color: palette.line } },
  };
  return {
    animation: false,
    textStyle: { fontFamily: "Be Vietnam Pro, sans-serif" },
    color: palette.series,
    grid: { left: 8, right: flat ? 90 : 70, top: 36, bottom: 8, containLabel: true },
    xAxis: flat ? measure : category,
    yAxis: flat ? category : measure,
    series: series.map((one, index) => ({
      name: one.name,
      type: kind === "line" ? "line" : "bar",
      data: one.values,
      symbolSize: 5,
      barMaxWidth: 26,
      label: flat || (kind === "bar" && series.length === 1 && names.length <= 14)
        ? { show: true, position: flat ? "right" : "top", color: palette.text, formatter: ({ dataIndex }) => one.shown[dataIndex] } : { show: false },
      endLabel: kind === "line" ? { show: true, color: palette.series[index % palette.series.length], formatter: () => one.name, distance: 6 } : undefined,
      labelLayout: { moveOverlap: "shiftY" },
    })),
  };
}

function draw(figure) {
  let box = figure.querySelector(".chart");
  if (!box) {
    box = document.createElement("div");
    box.className = "chart";
    box.setAttribute("role", "img");
    box.setAttribute("aria-label", figure.querySelector("figcaption")?.textContent.trim() ?? "");
    figure.querySelector("figcaption").after(box);
  }
  const chart = drawn.get(box) ?? echarts.init(box, null, { renderer: "canvas" });
  drawn.set(box, chart);
  chart.setOption(option(figure), true);
}

export function drawAll(figures) {
  for (const [box, chart] of drawn) {
    if (!box.isConnected) { chart.dispose(); drawn.delete(box); }
  }
  for (const figure of figures) draw(figure);
}

addEventListener("resize", () => { for (const chart of drawn.values()) chart.resize(); });
const again = () => drawAll(document.querySelectorAll("[data-chart]"));
document.addEventListener("theme", again);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
