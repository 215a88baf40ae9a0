import { FACE_OVAL } from '#core/landmarks/face-points.ts';
import { SIZE } from './faces.ts';
import { blankContext } from './portraits.ts';

/** What spoils a picture is drawn on it, around the face's landmarks where it needs to be. */
export type Spoil = (drawing: OffscreenCanvasRenderingContext2D, points: Float32Array) => void;
type Drawing = Parameters<Spoil>[0];
type Spot = readonly [x: number, y: number];

const spot = (points: Float32Array, point: number): Spot => [
  (points[point * 3] ?? NaN) * SIZE.width,
  (points[point * 3 + 1] ?? NaN) * SIZE.height,
];
const between = ([ax, ay]: Spot, [bx, by]: Spot): number => Math.hypot(ax - bx, ay - by);
const middle = ([ax, ay]: Spot, [bx, by]: Spot): Spot => [(ax + bx) / 2, (ay + by) / 2];
const faceWidth = (points: Float32Array): number => between(spot(points, 234), spot(points, 454));

const MOUTH = 13;
const CHEEKS = [50, 280, 151] as const;
const EYES = [
  [33, 133],
  [362, 263],
] as const;
/** From under the eyes over the bridge of the nose, and around the jaw. */
const MASK = [
  227, 118, 50, 36, 197, 266, 280, 347, 447, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176,
  149, 150, 136, 172, 58, 132,
] as const;
const BEARD = [
  132, 50, 205, 165, 2, 391, 425, 280, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149,
  150, 136, 172, 58,
] as const;
const LIPS = [
  61, 185, 40, 39, 37, 0, 267, 269, 270, 409, 291, 375, 321, 405, 314, 17, 84, 181, 91, 146,
] as const;

function trace(drawing: Drawing, points: Float32Array, outline: readonly number[]): void {
  drawing.beginPath();
  for (const point of outline) drawing.lineTo(...spot(points, point));
  drawing.closePath();
}

/** The same picture through a filter, all of it or within `clip`. */
function filtered(drawing: Drawing, filter: string, shape?: Drawing): void {
  const copy = blankContext();
  copy.clearRect(0, 0, SIZE.width, SIZE.height);
  copy.filter = filter;
  copy.drawImage(drawing.canvas, 0, 0);
  copy.filter = 'none';
  if (shape !== undefined) {
    copy.globalCompositeOperation = 'destination-in';
    copy.drawImage(shape.canvas, 0, 0);
  }
  drawing.drawImage(copy.canvas, 0, 0);
}

function softShape(points: Float32Array, outline: readonly number[], softness: number): Drawing {
  const shape = blankContext();
  shape.clearRect(0, 0, SIZE.width, SIZE.height);
  shape.filter = `blur(${faceWidth(points) * softness}px)`;
  trace(shape, points, outline);
  shape.fill();
  return shape;
}

/** All values times `factor`; above 1 they are cut off at white. */
export const light =
  (factor: number): Spoil =>
  (drawing) => {
    filtered(drawing, `brightness(${factor})`);
  };
/** The face alone in less light, as a darker skin in the same room. */
export const darkerFace =
  (factor: number): Spoil =>
  (drawing, points) => {
    filtered(drawing, `brightness(${factor})`, softShape(points, FACE_OVAL, 0.04));
  };
/** A veil that leaves `share` of the contrast. */
export const haze =
  (share: number): Spoil =>
  (drawing) => {
    drawing.fillStyle = `rgba(150, 150, 150, ${1 - share})`;
    drawing.fillRect(0, 0, SIZE.width, SIZE.height);
  };
/** Gaussian, standard deviation in pixels. */
export const blur =
  (sigma: number): Spoil =>
  (drawing) => {
    filtered(drawing, `blur(${sigma}px)`);
  };
/** The picture smaller, in the middle of an empty one. */
export const further =
  (scale: number): Spoil =>
  (drawing) => {
    const small = blankContext();
    small.imageSmoothingQuality = 'high';
    const [width, height] = [SIZE.width * scale, SIZE.height * scale];
    small.drawImage(
      drawing.canvas,
      (SIZE.width - width) / 2,
      (SIZE.height - height) / 2,
      width,
      height,
    );
    drawing.drawImage(small.canvas, 0, 0);
  };
/** Moved up so that `share` of the face's height is left in the picture. */
export const cutAtTop =
  (share: number): Spoil =>
  (drawing, points) => {
    const ys = FACE_OVAL.map((point) => spot(points, point)[1]);
    const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
    const moved = blankContext();
    moved.drawImage(drawing.canvas, 0, -(top + (1 - share) * (bottom - top)));
    drawing.drawImage(moved.canvas, 0, 0);
  };

/** Something round in the colour of this face's skin, shaded, as a palm or the back of a hand. */
function palm(drawing: Drawing, points: Float32Array, [x, y]: Spot, rx: number, ry: number): void {
  const skin = [0, 0, 0];
  for (const point of CHEEKS) {
    const [cx, cy] = spot(points, point);
    const { data } = drawing.getImageData(Math.round(cx), Math.round(cy), 1, 1);
    skin.forEach((_, i) => (skin[i] = (skin[i] ?? 0) + (data[i] ?? 0) / CHEEKS.length));
  }
  const shade = (k: number): string => `rgb(${skin.map((value) => value * k).join(',')})`;
  const fill = drawing.createRadialGradient(x - rx * 0.3, y - ry * 0.3, 1, x, y, rx * 1.1);
  fill.addColorStop(0, shade(1.06));
  fill.addColorStop(0.7, shade(0.95));
  fill.addColorStop(1, shade(0.7));
  drawing.fillStyle = fill;
  drawing.beginPath();
  drawing.ellipse(x, y, rx, ry, 0.2, 0, 2 * Math.PI);
  drawing.fill();
}

export const handOnMouth: Spoil = (drawing, points) => {
  const width = faceWidth(points);
  palm(drawing, points, spot(points, MOUTH), width * 0.44, width * 0.32);
};
export const mask =
  (colour: string): Spoil =>
  (drawing, points) => {
    trace(drawing, points, MASK);
    drawing.fillStyle = colour;
    drawing.fill();
  };
/** The lower face darkened by `depth`, the lips left. */
export const beard =
  (depth: number): Spoil =>
  (drawing, points) => {
    const shape = softShape(points, BEARD, 0.02);
    shape.filter = 'none';
    shape.globalCompositeOperation = 'destination-out';
    trace(shape, points, LIPS);
    shape.fill();
    filtered(drawing, `brightness(${1 - depth})`, shape);
  };

function overEyes(drawing: Drawing, points: Float32Array, draw: (length: number) => void): void {
  const [a, b] = [spot(points, 33), spot(points, 263)];
  drawing.save();
  drawing.translate(...middle(a, b));
  drawing.rotate(Math.atan2(b[1] - a[1], b[0] - a[0]));
  draw(between(a, b));
  drawing.restore();
}

/** Two lenses in rims; `tint` 0 is clear glass, 1 lets nothing through. */
export const glasses =
  (tint: number, rim = 0.03): Spoil =>
  (drawing, points) => {
    overEyes(drawing, points, (length) => {
      drawing.strokeStyle = '#181412';
      drawing.lineWidth = length * rim;
      drawing.fillStyle = `rgba(18, 17, 17, ${tint})`;
      for (const side of [-1, 1]) {
        drawing.beginPath();
        const x = side * length * 0.34;
        drawing.ellipse(x, length * 0.03, length * 0.28, length * 0.22, 0, 0, 2 * Math.PI);
        drawing.fill();
        drawing.stroke();
      }
    });
  };
export const darkBar: Spoil = (drawing, points) => {
  overEyes(drawing, points, (length) => {
    drawing.fillStyle = '#141416';
    drawing.fillRect(-length * 0.68, -length * 0.18, length * 1.36, length * 0.36);
  });
};
/** Strands over both eyes. */
export const hair: Spoil = (drawing, points) => {
  overEyes(drawing, points, (length) => {
    drawing.lineWidth = length * 0.018;
    for (const side of [-1, 1]) {
      for (let strand = 0; strand < 60; strand++) {
        const x = length * (side * 0.34 + (strand / 59 - 0.5) * 0.62);
        const grey = 25 + ((strand * 37) % 35);
        drawing.strokeStyle = `rgb(${grey * 1.3}, ${grey}, ${grey * 0.8})`;
        drawing.beginPath();
        drawing.moveTo(x - length * 0.1, -length * 0.6);
        drawing.quadraticCurveTo(x + (strand % 5), 0, x + length * 0.05, length * 0.55);
        drawing.stroke();
      }
    }
  });
};
export const handOnEye: Spoil = (drawing, points) => {
  overEyes(drawing, points, (length) => {
    const at = new DOMMatrix().multiply(drawing.getTransform());
    const eye = at.transformPoint({ x: -length * 0.36, y: 0 });
    drawing.resetTransform();
    palm(drawing, points, [eye.x, eye.y], length * 0.36, length * 0.3);
  });
};
/** White reflections on both eyes, `radius` by the eye's width. */
export const highlights =
  (radius: number): Spoil =>
  (drawing, points) => {
    for (const [outer, inner] of EYES) {
      const [a, b] = [spot(points, outer), spot(points, inner)];
      const [x, y] = middle(a, b);
      const r = between(a, b) * radius;
      const fill = drawing.createRadialGradient(x, y, 0, x, y, r);
      fill.addColorStop(0.75, 'rgba(255, 255, 255, 1)');
      fill.addColorStop(1, 'rgba(255, 255, 255, 0)');
      drawing.fillStyle = fill;
      drawing.beginPath();
      drawing.ellipse(x, y, r, r * 0.8, 0.3, 0, 2 * Math.PI);
      drawing.fill();
    }
  };
