// What every page does when scripts run: the theme switch, replaying the years, charts where there are any.
import htmx from "../vendor/htmx.js";

function followTheme(button) {
  const dark = () => (document.documentElement.dataset.theme
    ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const show = () => { button.textContent = dark() ? button.dataset.light : button.dataset.dark; };
  button.hidden = false;
  button.addEventListener("click", () => {
    const theme = dark() ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    try { localStorage.setItem("theme", theme); } catch { /* not kept */ }
    show();
    document.dispatchEvent(new CustomEvent("theme"));
  });
  show();
}

/** The slider moves the page's day through the years; each year's page is fetched and put in place of this one's main part. */
function replay(box) {
  const slider = box.querySelector("input[type=range]");
  const shown = box.querySelector("output");
  const button = box.querySelector("[data-play]");
  const day = box.closest("form").elements.on;
  const label = button.textContent;
  let timer = null;
  const go = async (year) => {
    slider.value = shown.value = year;
    day.value = `${year}-${day.value.slice(5)}`;
    const address = new URL(location.href);
    address.searchParams.set("on", day.value);
    const answer = await fetch(address);
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.querySelector("main").replaceWith(page.querySelector("main"));
    document.querySelector("footer.site").replaceWith(page.querySelector("footer.site"));
    history.replaceState(null, "", address);
    htmx.process(document.querySelector("main"));
    draw();
  };
  const stop = () => { clearInterval(timer); timer = null; button.textContent = label; };
  slider.addEventListener("input", () => { shown.value = slider.value; });
  slider.addEventListener("change", () => { stop(); go(slider.value); });
  button.addEventListener("click", () => {
    if (timer) return stop();
    button.textContent = button.dataset.stopLabel;
    let year = Number(slider.value) >= Number(slider.max) ? Number(slider.min) : Number(slider.value);
    timer = setInterval(async () => {
      if (year >= Number(slider.max)) return stop();
      year += 1;
      await go(year);
    }, 1200);
  });
  box.hidden = false;
}

async function draw() {
  const charts = document.querySelectorAll("[data-chart]");
  if (charts.length) (await import("./charts.js")).drawAll(charts);
}

for (const button of document.querySelectorAll("[data-theme-switch]")) followTheme(button);
for (const box of document.querySelectorAll("[data-replay]")) replay(box);
draw();
