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

async function draw() {
  const charts = document.querySelectorAll("[data-chart]");
  if (charts.length) (await import("./charts.js")).drawAll(charts);
}

const breath = () => new Promise((done) => { (window.requestIdleCallback ?? setTimeout)(done); });

/** The charts of a page that was just opened, one after the other: in between, whoever taps or types is answered. */
async function drawInTurn() {
  const charts = document.querySelectorAll("[data-chart]");
  if (!charts.length) return;
  const { drawAll } = await import("./charts.js");
  for (const chart of charts) {
    await breath();
    if (chart.isConnected) drawAll([chart]);
  }
}

document.addEventListener("click", async ({ target }) => {
  const button = target.closest?.("[data-print], [data-copy-text]");
  if (!button) return;
  if ("print" in button.dataset) print();
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
for (const button of document.querySelectorAll("[data-theme-switch]")) followTheme(button);
for (const box of document.querySelectorAll("[data-replay]")) replay(box);
drawInTurn();
