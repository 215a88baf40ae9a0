import * as v from 'valibot';
import { StoredFormatError } from '../sessions/stored-records.ts';
import { timestampMs } from '../units.ts';
import type { Clip } from './clip.ts';

const finite = v.pipe(v.number(), v.finite());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const CLIP = v.object({
  sourceId: v.pipe(v.string(), v.nonEmpty()),
  name: v.pipe(v.string(), v.nonEmpty()),
  formatVersion: v.literal(1),
  sizeBytes: count,
  lastModified: finite,
  reopens: v.boolean(),
  features: v.pipe(v.string(), v.nonEmpty()),
  note: v.nullable(v.string()),
  state: v.variant('kind', [
    v.object({ kind: v.literal('waiting') }),
    v.object({
      kind: v.literal('begun'),
      expectedFrames: count,
      soFar: v.object({
        frames: count,
        faces: count,
        undecoded: count,
        parts: count,
        until: v.pipe(finite, v.transform(timestampMs)),
        baseline: v.nullable(
          v.object({
            signalVersion: count,
            person: count,
            seenS: v.pipe(finite, v.minValue(0)),
            quantiles: v.record(v.string(), finite),
            shape: v.pipe(v.array(finite), v.readonly()),
          }),
        ),
        seams: count,
      }),
    }),
    v.object({
      kind: v.literal('done'),
      frames: count,
      faces: count,
      undecoded: count,
      seams: count,
    }),
    v.object({ kind: v.literal('failed'), why: v.string() }),
  ]),
});
const HEAD = v.object({ name: v.string(), formatVersion: count });

/** A clip as the browser kept it. Throws StoredFormatError where it is damaged or newer. */
export function parseClip(value: unknown): Clip {
  const head = v.safeParse(HEAD, value);
  const name = head.success ? head.output.name : 'A video';
  if (head.success && head.output.formatVersion > 1) {
    throw new StoredFormatError(
      `${name}: how far it was read was kept by a newer version of Heed; it was left as it is.`,
    );
  }
  const result = v.safeParse(CLIP, value);
  if (result.success) return result.output;
  const where = v.getDotPath(result.issues[0]) ?? 'the whole of it';
  throw new StoredFormatError(
    `${name}: how far it was read is damaged (${where}: ${result.issues[0].message}); it was left as it is.`,
    { cause: result.issues },
  );
}
