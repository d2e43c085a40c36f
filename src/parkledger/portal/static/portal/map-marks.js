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

function circle(pen, middle, reach) {
  pen.beginPath();
  pen.arc(middle, middle, reach, 0, 2 * Math.PI);
}

/** A zone's mark; hollow where its position is assumed. */
export function markImage(full, colour, assumed = false) {
  const [canvas, pen] = canvasOf(MARK.size, MARK.size);
  circle(pen, MARK.size / 2, 7);
  pen.fillStyle = colour(full < 0 ? "--full-none" : `--full-${full}`);
  pen.fill();
  pen.strokeStyle = colour("--ring");
  pen.lineWidth = 1.4;
  pen.stroke();
  if (assumed) {
    circle(pen, MARK.size / 2, 3.4);
    pen.fillStyle = colour("--land");
    pen.fill();
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
