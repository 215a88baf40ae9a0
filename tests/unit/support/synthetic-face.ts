import { CANONICAL_POINTS } from '#core/landmarks/canonical-face.ts';
import { blendshapeIndex } from '#core/landmarks/blendshapes.ts';
import type { BlendshapeName } from '#core/landmarks/blendshapes.ts';
import {
  BLENDSHAPE_COUNT,
  FACE_POINT_COUNT,
  type FaceFrame,
  type FaceLandmarks,
} from '#core/landmarks/landmark-frame.ts';
import { focalLength } from '#core/signals/head-pose.ts';
import { timestampMs, type ImageSize } from '#core/units.ts';

export type Point = readonly [number, number, number];
export type Blendshapes = Partial<Record<BlendshapeName, number>>;

export const IMAGE: ImageSize = { width: 640, height: 480 };

/** Repeatable numbers in [0, 1) (Park & Miller, CACM 31(10), 1988). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

/** R = Rx·Ry·Rz in degrees, camera axes (x right, y down, z away), row-major. */
export function rotation(rx: number, ry: number, rz: number): number[] {
  const [a, b, c] = [rx, ry, rz].map((angle) => (angle * Math.PI) / 180) as [
    number,
    number,
    number,
  ];
  const [sa, ca, sb, cb, sc, cc] = [
    Math.sin(a),
    Math.cos(a),
    Math.sin(b),
    Math.cos(b),
    Math.sin(c),
    Math.cos(c),
  ];
  return [
    cb * cc,
    -cb * sc,
    sb,
    sa * sb * cc + ca * sc,
    ca * cc - sa * sb * sc,
    -sa * cb,
    sa * sc - ca * sb * cc,
    sa * cc + ca * sb * sc,
    ca * cb,
  ];
}

export function turn(r: readonly number[], [x, y, z]: Point): Point {
  const row = (i: number): number =>
    (r[i] ?? NaN) * x + (r[i + 1] ?? NaN) * y + (r[i + 2] ?? NaN) * z;
  return [row(0), row(3), row(6)];
}

/** A whole face in canonical centimetres, image axes: known points in place, the rest made up. */
export function canonicalFace(moved: ReadonlyMap<number, Point> = new Map()): Point[] {
  const random = seeded(7);
  return Array.from({ length: FACE_POINT_COUNT }, (_, i): Point => {
    const made: Point = [random() * 10 - 5, random() * 12 - 6, random() * -5];
    const known = CANONICAL_POINTS.get(i);
    return moved.get(i) ?? (known === undefined ? made : [known[0], -known[1], -known[2]]);
  });
}

export interface FacePlace {
  readonly image?: ImageSize;
  /** Degrees, as OpenFace counts them. */
  readonly rx?: number;
  readonly ry?: number;
  readonly rz?: number;
  /** Pixels per centimetre. */
  readonly size?: number;
  /** Centre, fractions of the image. */
  readonly x?: number;
  readonly y?: number;
  readonly moved?: ReadonlyMap<number, Point>;
  readonly shapes?: Blendshapes;
}

/** A face seen by a far camera: turned, scaled and shifted, no perspective. */
export function syntheticFace(place: FacePlace = {}): FaceLandmarks {
  const { image = IMAGE, rx = 0, ry = 0, rz = 0, size = 12, x = 0.5, y = 0.5 } = place;
  const r = rotation(rx, ry, rz);
  const points = new Float32Array(FACE_POINT_COUNT * 3);
  canonicalFace(place.moved).forEach((point, i) => {
    const [px, py, pz] = turn(r, point);
    points[i * 3] = x + (px * size) / image.width;
    points[i * 3 + 1] = y + (py * size) / image.height;
    points[i * 3 + 2] = (pz * size) / image.width;
  });
  const matrix = new Float32Array([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 2, 3, -50, 1]);
  return { points, blendshapes: blendshapes(place.shapes ?? {}), matrix, view: null };
}

/**
 * A face at `at` (centimetres from the camera), as a landmarker gives it that knows nothing of the
 * lens: the shape as seen along the ray to the face, laid flat around the point where it appears.
 */
export function faceSeenAt(place: FacePlace, at: Point, image = IMAGE): FaceLandmarks {
  const length = Math.hypot(...at);
  const [ux, uy, uz] = at.map((v) => v / length) as [number, number, number];
  const k = 1 / (1 + uz);
  // Transposed: from camera axes to the ray's.
  const toRay = [
    1 - k * ux * ux,
    -k * ux * uy,
    -ux,
    -k * ux * uy,
    1 - k * uy * uy,
    -uy,
    ux,
    uy,
    uz,
  ];
  const r = rotation(place.rx ?? 0, place.ry ?? 0, place.rz ?? 0);
  const f = focalLength(image);
  const size = f / length;
  const points = new Float32Array(FACE_POINT_COUNT * 3);
  canonicalFace().forEach((point, i) => {
    const [dx, dy, dz] = turn(toRay, turn(r, point));
    points[i * 3] = 0.5 + ((f * at[0]) / at[2] + dx * size) / image.width;
    points[i * 3 + 1] = 0.5 + ((f * at[1]) / at[2] + dy * size) / image.height;
    points[i * 3 + 2] = (dz * size) / image.width;
  });
  return { ...syntheticFace(), points };
}

export function blendshapes(shapes: Blendshapes): Float32Array {
  const scores = new Float32Array(BLENDSHAPE_COUNT);
  for (const [name, score] of Object.entries(shapes)) {
    scores[blendshapeIndex(name as BlendshapeName)] = score;
  }
  return scores;
}

export const both = (stem: string, score: number): Blendshapes => ({
  [`${stem}Left`]: score,
  [`${stem}Right`]: score,
});

export const frameOf = (at: number, faces: readonly FaceLandmarks[], image = IMAGE): FaceFrame => ({
  capturedAt: timestampMs(at),
  image,
  faces,
});
