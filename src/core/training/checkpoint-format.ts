import * as v from 'valibot';
import type { TrainingCheckpoint } from '../models/training.ts';

const CHECKPOINT_FORMAT = 'heed-training-checkpoint';
const CHECKPOINT_FORMAT_VERSION = 1;

/** A kept checkpoint that cannot be read; it was left as it is. */
export class CheckpointRefused extends Error {
  override readonly name = 'CheckpointRefused';
}

const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const finite = v.pipe(v.number(), v.finite());
const floats = v.pipe(
  v.instance(ArrayBuffer),
  v.check((bytes) => bytes.byteLength % 4 === 0, 'not whole numbers of 4 bytes'),
);

/** An `Epoch`, as it is kept. */
export const EPOCH = v.object({
  number: count,
  loss: finite,
  validationLoss: finite,
  /** A judge may find nothing to score. */
  score: v.number(),
  learningRate: finite,
  best: v.boolean(),
});

const CHECKPOINT = v.object({
  format: v.literal(CHECKPOINT_FORMAT),
  formatVersion: v.literal(CHECKPOINT_FORMAT_VERSION),
  fingerprint: v.pipe(v.string(), v.nonEmpty()),
  history: v.pipe(v.array(EPOCH), v.minLength(1), v.readonly()),
  weights: floats,
  best: v.object({ epoch: count, weights: floats }),
  optimizer: v.object({ steps: count, moments: floats }),
});

/** As it is kept: plain values that structured cloning keeps. */
export type StoredCheckpoint = v.InferOutput<typeof CHECKPOINT>;

export const storedCheckpoint = (checkpoint: TrainingCheckpoint): StoredCheckpoint => ({
  format: CHECKPOINT_FORMAT,
  formatVersion: CHECKPOINT_FORMAT_VERSION,
  ...checkpoint,
});

/** @throws CheckpointRefused, where it is damaged, newer or of another training. */
export function parseCheckpoint(value: unknown, fingerprint: string): TrainingCheckpoint {
  const parsed = v.safeParse(CHECKPOINT, value);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const where = v.getDotPath(issue) ?? 'the whole of it';
    throw new CheckpointRefused(`it is damaged (${where}: ${issue.message})`, { cause: issue });
  }
  const { history, weights, best, optimizer, ...head } = parsed.output;
  if (head.fingerprint !== fingerprint)
    throw new CheckpointRefused('it belongs to another training');
  return { fingerprint, history, weights, best, optimizer };
}
