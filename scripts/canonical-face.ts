/**
 * Writes src/core/landmarks/canonical-face.ts from the geometry metadata inside the installed
 * face_landmarker.task: `npx tsx scripts/canonical-face.ts`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { at } from '#core/numeric/at.ts';
import { POSE_POINTS, RIGID_POINTS } from '#core/landmarks/face-points.ts';

const root = join(import.meta.dirname, '..');
const ENTRY = 'geometry_pipeline_metadata_landmarks.binarypb';
const VERTEX_STRIDE = 5;

type Field = { readonly number: number } & (
  | { readonly kind: 'integer'; readonly value: number }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'bytes'; readonly value: Buffer }
);

/** A task file is a zip of uncompressed entries (method 0). */
function storedEntry(zip: Buffer, name: string): Buffer {
  const start = zip.indexOf(name) - 30;
  if (start < 0 || zip.readUInt32LE(start) !== 0x04034b50)
    throw new Error(`no ${name} in the task`);
  if (zip.readUInt16LE(start + 8) !== 0) throw new Error(`${name} is compressed`);
  const size = zip.readUInt32LE(start + 18);
  const data = start + 30 + zip.readUInt16LE(start + 26) + zip.readUInt16LE(start + 28);
  return zip.subarray(data, data + size);
}

/** Protocol buffer wire format: the three wire types that this message uses. */
function* fields(message: Buffer): Generator<Field> {
  let position = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = message.readUInt8(position++);
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  };
  while (position < message.length) {
    const tag = varint();
    const number = tag >> 3;
    const wire = tag & 7;
    if (wire === 0) yield { number, kind: 'integer', value: varint() };
    else if (wire === 5) {
      yield { number, kind: 'float', value: message.readFloatLE(position) };
      position += 4;
    } else if (wire === 2) {
      const length = varint();
      yield { number, kind: 'bytes', value: message.subarray(position, position + length) };
      position += length;
    } else throw new Error(`wire type ${wire} is not expected here`);
  }
}

const task = readFileSync(join(root, 'public/models/face_landmarker.task'));
const vertices: number[] = [];
for (const field of fields(storedEntry(task, ENTRY))) {
  if (field.kind !== 'bytes' || field.number !== 1) continue;
  for (const part of fields(field.value)) {
    if (part.number === 3 && part.kind === 'float') vertices.push(part.value);
  }
}

const used = [...new Set<number>([...RIGID_POINTS, ...POSE_POINTS])].sort((a, b) => a - b);
const digits = (value: number): string => String(Number(value.toFixed(6)));
const lines = [
  '/**',
  " * Parts of MediaPipe's canonical face model, in centimetres: x to the person's left, y up, z towards",
  ' * the camera. Written by scripts/canonical-face.ts from geometry_pipeline_metadata of',
  ' * face_landmarker.task (float16/1); MediaPipe, Apache-2.0.',
  ' */',
  'export const CANONICAL_POINTS: ReadonlyMap<number, readonly [number, number, number]> = new Map([',
  ...used.map((point) => {
    const xyz = [0, 1, 2].map((axis) => digits(at(vertices, point * VERTEX_STRIDE + axis)));
    return `  [${point}, [${xyz.join(', ')}]],`;
  }),
  ']);',
  '',
];
writeFileSync(join(root, 'src/core/landmarks/canonical-face.ts'), lines.join('\n'));
console.log(`wrote ${used.length} points`);
