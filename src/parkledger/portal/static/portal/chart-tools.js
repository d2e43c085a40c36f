// What stands under a chart: its source, and the picture as PNG and SVG, its numbers as CSV, its address, its citation, its frame. A picture
// that is copied away says what it shows, in which unit, of which day and by whom.
const EDGE = 16;
const TITLE = 15;
const NOTE = 11.5;
const SVG = "http://www.w3.org/2000/svg";
const SCALE = 2;

const clean = (text) => (text ?? "").replace(/\s+/g, " ").trim();
const titleOf = (figure) => clean(figure.querySelector("figcaption")?.textContent);
const tools = () => document.querySelector("template#chart-tools");
const sourceOf = () => clean(tools()?.dataset.source);
const addressOf = (figure) => {
  const cited = new URL(document.querySelector("a.cited")?.href ?? location.href);
  cited.hash = figure.id;
  return cited.href;
};

/** Faces of the page's own typeface, inside the picture: it looks the same where that typeface is not installed. */
async function faces() {
  const found = [...document.styleSheets].flatMap((sheet) => { try { return [...sheet.cssRules]; } catch { return []; } })
    .filter((rule) => rule instanceof CSSFontFaceRule && /vietnamese|latin-[46]/.test(rule.cssText));
  const all = await Promise.all(found.map(async (rule) => {
    const [, path] = /url\("?([^")]+)"?\)/.exec(rule.cssText);
    const data = await (await fetch(new URL(path, rule.parentStyleSheet.href))).blob();
    const address = await new Promise((done) => { const reader = new FileReader(); reader.onload = () => done(reader.result); reader.readAsDataURL(data); });
    return rule.cssText.replace(/url\([^)]*\)/, `url("${address}")`);
  }));
  return all.join("\n");
}

/** Words in lines that fit a width. */
function lines(text, size, width) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${size}px "Be Vietnam Pro", sans-serif`;
  const found = [""];
  for (const word of text.split(" ")) {
    const longer = `${found[found.length - 1]} ${word}`.trim();
    if (pen.measureText(longer).width <= width) found[found.length - 1] = longer; else found.push(word);
  }
  return found;
}

function write(svg, text, at, size, colour, weight) {
  const node = svg.appendChild(document.createElementNS(SVG, "text"));
  for (const [name, value] of Object.entries({ x: EDGE, y: at, "font-size": size, fill: colour, "font-weight": weight, "font-family": "Be Vietnam Pro, sans-serif" })) node.setAttribute(name, value);
  node.textContent = text;
}

/** The whole picture as SVG: title, chart, then the source and the address at which it can be checked. */
export async function picture(figure, box) {
  const style = getComputedStyle(document.documentElement);
  const of = (name) => style.getPropertyValue(name).trim();
  const inner = box.querySelector("svg").cloneNode(true);
  const { clientWidth: width, clientHeight: height } = box;
  const title = lines(titleOf(figure), TITLE, width);
  const note = [...lines(sourceOf(), NOTE, width), ...lines(addressOf(figure), NOTE, width)];
  const head = EDGE + title.length * TITLE * 1.4;
  const whole = [width + 2 * EDGE, head + height + EDGE + note.length * NOTE * 1.5];
  const svg = document.createElementNS(SVG, "svg");
  for (const [name, value] of Object.entries({ xmlns: SVG, width: whole[0], height: whole[1], viewBox: `0 0 ${whole[0]} ${whole[1]}` })) svg.setAttribute(name, value);
  svg.appendChild(document.createElementNS(SVG, "style")).textContent = await faces();
  const ground = svg.appendChild(document.createElementNS(SVG, "rect"));
  for (const [name, value] of Object.entries({ width: "100%", height: "100%", fill: of("--paper") })) ground.setAttribute(name, value);
  title.forEach((text, at) => write(svg, text, EDGE + (at + 0.7) * TITLE * 1.4, TITLE, of("--ink"), 600));
  inner.setAttribute("x", EDGE); inner.setAttribute("y", head);
  svg.appendChild(inner);
  note.forEach((text, at) => write(svg, text, head + height + (at + 1) * NOTE * 1.5, NOTE, of("--quiet"), 400));
  return { text: new XMLSerializer().serializeToString(svg), width: whole[0], height: whole[1] };
}

async function asPng({ text, width, height }) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width * SCALE; canvas.height = height * SCALE;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => { canvas.toBlob(done, "image/png"); });
}

async function save(figure, box, form) {
  const made = await picture(figure, box);
  const blob = form === "png" ? await asPng(made) : new Blob([made.text], { type: "image/svg+xml" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${figure.querySelector("table").id}.${form}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function copied(figure) {
  const frame = new URL(addressOf(figure));
  frame.hash = "";
  frame.searchParams.set("frame", figure.querySelector("table").id);
  const title = titleOf(figure).replace(/"/g, "&quot;");
  return {
    link: addressOf(figure),
    cite: `${titleOf(figure)}. ${sourceOf()}. ${addressOf(figure)}`,
    frame: `<iframe src="${frame.href.replace(/&/g, "&amp;")}" title="${title}" width="100%" height="420" loading="lazy" style="border:0"></iframe>`,
  };
}

export async function copy(text, button) {
  try { await navigator.clipboard.writeText(text); } catch {
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  const label = button.textContent;
  button.textContent = button.dataset.done;
  setTimeout(() => { button.textContent = label; }, 2000);
}

/** Put the source and the tools under a chart. */
export function addTools(figure, box) {
  const from = tools();
  if (!from) return;
  const made = from.content.cloneNode(true);
  made.querySelector(".chart-source").textContent = sourceOf();
  const csv = figure.querySelector(".downloads a");
  const link = made.querySelector("a[data-csv]");
  if (csv) link.href = csv.href; else link.remove();
  const about = titleOf(figure);
  for (const button of made.querySelectorAll("button")) {
    button.setAttribute("aria-label", `${button.textContent}: ${about}`);
    button.addEventListener("click", () => {
      if (button.dataset.save) save(figure, box, button.dataset.save); else copy(copied(figure)[button.dataset.copy], button);
    });
  }
  figure.append(made);
}
