// What stands on the map as pictures drawn here: marks of zones, whose colour says one thing at a time, and names, so that no fonts or pictures are asked from anywhere else.

export const MARK = { ratio: 2, size: 22 };
const LABELS = {
  zone: { font: '600 12px "Be Vietnam Pro", system-ui, sans-serif', colour: "--ink" },
  province: { font: '400 12px "Be Vietnam Pro", system-ui, sans-serif', colour: "--quiet" },
  archipelago: { font: 'italic 400 12px "Be Vietnam Pro", system-ui, sans-serif', colour: "--quiet" },
};

/** The typeface is there before names are drawn with it. */
export const draw = { ready: Promise.all(["400 12px", "600 12px"].map((size) => document.fonts.load(`${size} "Be Vietnam Pro"`, "Việt Nam"))).catch(() => []) };

function canvasOf(width, height) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(width * MARK.ratio);
  canvas.height = Math.ceil(height * MARK.ratio);
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.scale(MARK.ratio, MARK.ratio);
  return [canvas, pen];
}

function pixels(canvas, pen) {
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}

/** A circle where a zone lies; a diamond where its position is only assumed. */
function outline(pen, middle, assumed) {
  pen.beginPath();
  if (!assumed) return pen.arc(middle, middle, 7, 0, 2 * Math.PI);
  const reach = 8.2;
  for (const [x, y] of [[0, -reach], [reach, 0], [0, reach], [-reach, 0]]) pen.lineTo(middle + x, middle + y);
  return pen.closePath();
}

/** A zone's mark: its colour says how much, a stroke through it that nothing is on record; its shape and dashes that the position is assumed. */
export function markImage(full, colour, assumed = false) {
  const [canvas, pen] = canvasOf(MARK.size, MARK.size);
  const middle = MARK.size / 2;
  outline(pen, middle, assumed);
  pen.fillStyle = colour(full < 0 ? "--full-none" : `--full-${full}`);
  pen.fill();
  pen.strokeStyle = colour("--ring");
  pen.lineWidth = 1.4;
  if (assumed) pen.setLineDash([3, 1.9]);
  pen.stroke();
  if (full < 0) {
    pen.beginPath();
    pen.setLineDash([]);
    pen.moveTo(middle - 3.4, middle + 3.4);
    pen.lineTo(middle + 3.4, middle - 3.4);
    pen.stroke();
  }
  return pixels(canvas, pen);
}

/** What fills where there is no figure: strokes over bare land, told from every class by more than its colour. */
export function hatching(colour) {
  const side = 8;
  const [canvas, pen] = canvasOf(side, side);
  pen.fillStyle = colour("--land");
  pen.fillRect(0, 0, side, side);
  pen.strokeStyle = colour("--full-none");
  for (const x of [-side, 0, side]) {
    pen.beginPath();
    pen.moveTo(x, side);
    pen.lineTo(x + side, 0);
    pen.stroke();
  }
  return pixels(canvas, pen);
}

export function labelImage(kind, text, colour) {
  const { font, colour: ink } = LABELS[kind];
  const [, measuring] = canvasOf(1, 1);
  measuring.font = font;
  const [canvas, pen] = canvasOf(measuring.measureText(text).width + 6, 18);
  pen.font = font;
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  pen.lineWidth = 3;
  pen.strokeStyle = colour("--land");
  pen.strokeText(text, 3, 9);
  pen.fillStyle = colour(ink);
  pen.fillText(text, 3, 9);
  return pixels(canvas, pen);
}
