import { OVERWRITTEN } from '../numeric/overwritten.ts';
import type { ImageSize } from '../units.ts';
import { FACE_OVAL, FACE_POINT_STRIDE as STRIDE } from './face-points.ts';

/** The face's outline as a box, in pixels; it may reach beyond the image. */
export interface FaceBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export type MutableFaceBox = { -readonly [Side in keyof FaceBox]: FaceBox[Side] };

/** One to be filled. */
export const newBox = (): MutableFaceBox => ({
  left: OVERWRITTEN,
  top: OVERWRITTEN,
  right: OVERWRITTEN,
  bottom: OVERWRITTEN,
});

export function faceBox(points: Float32Array, image: ImageSize): FaceBox {
  const box = newBox();
  fillFaceBox(points, image, box);
  return box;
}

/** The same into `out`. */
export function fillFaceBox(points: Float32Array, image: ImageSize, out: MutableFaceBox): void {
  let left = Number.POSITIVE_INFINITY;
  let top = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  for (const point of FACE_OVAL) {
    const x = points[point * STRIDE] as number;
    const y = points[point * STRIDE + 1] as number;
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
  }
  out.left = left * image.width;
  out.top = top * image.height;
  out.right = right * image.width;
  out.bottom = bottom * image.height;
}

export const boxArea = (box: FaceBox): number =>
  Math.max(0, box.right - box.left) * Math.max(0, box.bottom - box.top);

const overlapArea = (a: FaceBox, b: FaceBox): number =>
  Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) *
  Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));

/** Intersection over union, 0..1. */
export function boxOverlap(a: FaceBox, b: FaceBox): number {
  const shared = overlapArea(a, b);
  const union = boxArea(a) + boxArea(b) - shared;
  return union > 0 ? shared / union : 0;
}

/** What is judged of a box; overwritten by whoever measures anew. */
export interface BoxMeasures {
  /** Square root of the area, pixels. */
  side: number;
  /** Share of the box that lies inside the image, 0..1. */
  inside: number;
}

export function measureBox(box: FaceBox, image: ImageSize, out: BoxMeasures): void {
  const width = Math.max(0, box.right - box.left);
  const height = Math.max(0, box.bottom - box.top);
  const widthInside = Math.min(box.right, image.width) - Math.max(box.left, 0);
  const heightInside = Math.min(box.bottom, image.height) - Math.max(box.top, 0);
  const area = width * height;
  out.side = Math.sqrt(area);
  out.inside = area === 0 ? 0 : (Math.max(0, widthInside) * Math.max(0, heightInside)) / area;
}
