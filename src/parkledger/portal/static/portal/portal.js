// What every page does when scripts run: the theme switch, replaying the years, charts where there are any.
import htmx from "../vendor/htmx.js";

function followTheme(button) {
  const dark = () => (document.documentElement.dataset.theme
    ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  button.addEventListener("click", () => {
    const theme = dark() ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    try { localStorage.setItem("theme", theme); } catch { /* not kept */ }
    document.dispatchEvent(new CustomEvent("theme"));
  });
}

const PAUSE = 1200;
const pause = (time) => new Promise((done) => { setTimeout(done, time); });

/** The same day of another year; 29 February becomes the 28th where there is none. */
function dayIn(year, day) {
  const [month, number] = day.slice(5).split("-").map(Number);
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const two = (n) => String(n).padStart(2, "0");
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(Math.min(number, last))}`;
}

/** Where the menu is wider than the screen, the page that one is on stands in the middle of what is seen of it. */
function showWhereOneIs() {
  for (const here of document.querySelectorAll("nav.menu a[aria-current]")) {
    const row = here.closest("ul");
    if (row.scrollWidth <= row.clientWidth) continue;
    const [link, seen] = [here.getBoundingClientRect(), row.getBoundingClientRect()];
    row.scrollLeft += link.left + link.width / 2 - seen.left - seen.width / 2;
  }
}

/** Put what depends on the page's dates in place of what is shown: the main part, and the links around it. */
function show(page) {
  const top = scrollY;
  for (const part of ["main", "nav.menu", "footer.site"]) {
    const fresh = page.querySelector(part);
    if (fresh) document.querySelector(part)?.replaceWith(fresh);
  }
  const other = document.querySelector(".tools a[hreflang]");
  if (other) other.href = page.querySelector(".tools a[hreflang]").href;
  const search = document.querySelector("form.search");
  search?.querySelectorAll("input[type=hidden]").forEach((input) => input.remove());
  search?.append(...page.querySelectorAll("form.search input[type=hidden]"));
  document.title = page.title;
  htmx.process(document.querySelector("main"));
  tellAllSettings();
  showWhereOneIs();
  document.dispatchEvent(new CustomEvent("replayed"));
  return draw().then(() => scrollTo(0, top));
}

/** The slider moves the page's day through the years; each year's page is fetched and put in place of this one. */
function replay(box) {
  const slider = box.querySelector("input[type=range]");
  const shown = box.querySelector("output");
  const said = box.querySelector("[role=status]");
  const button = box.querySelector("[data-play]");
  const day = box.closest("form").querySelector("[data-day]");
  const label = button.textContent;
  const whole = day.value;
  let turn = 0;  // which replay is running; nought where none is
  let turns = 0;
  let underway = null;
  const stop = () => { turn = 0; button.textContent = label; };
  const go = async (year) => {
    underway?.abort();
    const own = underway = new AbortController();
    slider.value = year;
    shown.value = year;
    day.value = dayIn(year, whole);
    const address = new URL(location.href);
    address.searchParams.set(day.name, day.value);
    try {
      const answer = await fetch(address, { signal: own.signal });
      if (!answer.ok) throw new Error(answer.status);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (own.signal.aborted) return;
      history.replaceState(null, "", answer.redirected ? answer.url : address);
      await show(page);
      said.textContent = `${said.dataset.label} ${year}`;
    } catch (problem) {
      if (own.signal.aborted) return;
      stop();
      said.textContent = said.dataset.failed;
    }
  };
  const play = async () => {
    const own = turn = ++turns;
    button.textContent = button.dataset.stopLabel;
    let year = Number(slider.value) >= Number(slider.max) ? Number(slider.min) - 1 : Number(slider.value);
    while (own === turn && year < Number(slider.max)) {
      year += 1;
      await go(year);
      if (own === turn && year < Number(slider.max)) await pause(PAUSE);
    }
    if (own === turn) stop();
  };
  slider.addEventListener("input", () => { stop(); shown.value = slider.value; });
  slider.addEventListener("change", () => { stop(); go(Number(slider.value)); });
  button.addEventListener("click", () => { if (turn) stop(); else play(); });
}

/** What the filters of a list are set to, in their own words, beside the heading of their fold. */
function tellSettings(line) {
  const free = new Set(["", line.dataset.all, line.dataset.whole]);
  const told = [...line.closest("details").querySelectorAll("label")].flatMap((label) => {
    const field = label.querySelector("select, input");
    const heading = [...label.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data.trim()).join("");
    if (!field) return [];
    if (field.type === "checkbox") return field.checked ? [heading] : [];
    const said = (field.selectedOptions?.[0]?.text ?? field.value).trim();
    return free.has(said) ? [] : [`${heading}: ${said}`];
  });
  line.textContent = told.join("; ") || line.dataset.all;
}

const tellAllSettings = () => document.querySelectorAll("[data-settings]").forEach(tellSettings);

const BAR = 26;
const AROUND = 70;

/** Bars that lie take as much height as there are: it is kept for them before they are drawn. */
function keepRoom(figure) {
  const table = figure.querySelector("table");
  const rows = [...table.tBodies[0].rows].slice(0, Number(figure.dataset.most ?? Infinity));
  const isDrawn = ({ dataset } = { dataset: {} }) => (dataset.drawn ?? dataset.value ?? "") !== "";
  const series = [...table.tHead.rows[0].cells].filter((heading, at) => (
    at > 0 && !("notDrawn" in heading.dataset) && rows.some((row) => isDrawn(row.cells[at]))));
  figure.style.setProperty("--chart-height", `${rows.length * series.length * BAR + AROUND}px`);
}

/** Charts have their addresses and their room before they are drawn, so that a link to one leads to it. */
function prepare(charts) {
  for (const chart of charts) {
    const table = chart.querySelector("table");
    if (table) chart.id ||= `bieu-do-${table.id}`;
  }
  document.querySelectorAll("[data-chart=bar-horizontal]").forEach(keepRoom);
}

async function draw() {
  const charts = document.querySelectorAll("[data-chart]");
  prepare(charts);
  if (charts.length) (await import("./charts.js")).drawAll(charts);
}

/** Resolved when nothing else is to be done, or soon: a machine that is never idle draws charts, too. */
const breath = () => new Promise((done) => {
  if (window.requestIdleCallback) requestIdleCallback(done, { timeout: 250 });
  else setTimeout(done);
});

/** All charts of a page, one after the other: in between, whoever taps or types is answered. */
async function drawInTurn() {
  const charts = document.querySelectorAll("[data-chart]");
  const { drawAll } = await import("./charts.js");
  for (const chart of charts) {
    await breath();
    if (chart.isConnected) drawAll([chart]);
  }
}

/** What draws charts is larger than the rest of a page: it is asked for where a chart is seen, or somebody reads on towards one. */
function drawWhenSought() {
  const charts = document.querySelectorAll("[data-chart]");
  if (!charts.length) return;
  prepare(charts);
  if (location.hash.startsWith("#bieu-do-")) document.getElementById(location.hash.slice(1))?.scrollIntoView();
  const begin = () => { seen.disconnect(); removeEventListener("scroll", begin); drawInTurn(); };
  const seen = new IntersectionObserver((all) => { if (all.some((each) => each.isIntersecting)) begin(); });
  for (const chart of charts) seen.observe(chart);
  addEventListener("scroll", begin, { passive: true });
}

document.addEventListener("click", async ({ target }) => {
  const button = target.closest?.("[data-print], [data-copy-text]");
  if (!button) return;
  if ("print" in button.dataset) await draw().finally(print);
  else (await import("./chart-tools.js")).copy(button.dataset.copyText, button);
});

/** A form that saves itself is sent after the saving that is under way, with the version that this gave it, and saves no more. */
function sendAfterSaving(saver) {
  const form = saver.closest("form");
  let isSaving = false;
  let isSent = false;
  let waiting = null;
  saver.addEventListener("htmx:before:request", (event) => {
    if (isSent) event.preventDefault();
    else isSaving = true;
  });
  saver.addEventListener("htmx:finally:request", () => {
    isSaving = false;
    const submitter = waiting;
    waiting = null;  // a saving that was held back ends as well
    if (submitter) form.requestSubmit(submitter);
  });
  form.addEventListener("submit", (event) => {
    isSent = true;
    if (!isSaving) return;
    event.preventDefault();
    waiting = event.submitter;
  });
}

for (const saver of document.querySelectorAll("[hx-vals*=autosave]")) sendAfterSaving(saver);
tellAllSettings();
showWhereOneIs();
for (const button of document.querySelectorAll("[data-theme-switch]")) followTheme(button);
for (const box of document.querySelectorAll("[data-replay]")) replay(box);
drawWhenSought();

if (location.hash) document.getElementById(location.hash.slice(1))?.closest("details.fold")?.setAttribute("open", "");
