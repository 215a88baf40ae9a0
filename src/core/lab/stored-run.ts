import * as v from 'valibot';
import { EVALUATION } from '../evaluation/evaluation.ts';
import { RECIPE } from '../recipes/recipe.ts';
import { StoredFormatError } from '../sessions/stored-records.ts';
import { EPOCH } from '../training/checkpoint-format.ts';
import type { LabRun } from './lab-run.ts';

const RUN_FORMAT_VERSION = 1;

const text = v.pipe(v.string(), v.nonEmpty());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const finite = v.pipe(v.number(), v.finite());
const list = <Schema extends v.GenericSchema>(item: Schema) => v.pipe(v.array(item), v.readonly());

const RUN = v.object({
  id: text,
  formatVersion: v.literal(RUN_FORMAT_VERSION),
  name: text,
  recipe: RECIPE,
  data: v.object({
    sources: list(text),
    labelWords: v.record(v.string(), v.string()),
    fps: v.nullable(v.pipe(finite, v.gtValue(0))),
  }),
  seed: count,
  startedAt: finite,
  updatedAt: finite,
  state: v.variant('kind', [
    v.object({
      kind: v.literal('running'),
      stage: v.picklist(['reading', 'preparing', 'training', 'baseline', 'judging']),
    }),
    v.object({ kind: v.literal('interrupted') }),
    v.object({ kind: v.literal('failed'), why: v.string() }),
    v.object({
      kind: v.literal('trained'),
      bundleId: text,
      evaluation: EVALUATION,
      gate: v.optional(
        v.object({
          verdict: v.picklist(['better', 'no_worse', 'worse', 'unknown']),
          sentences: list(v.string()),
        }),
      ),
    }),
  ]),
  parent: v.optional(
    v.object({
      bundleId: text,
      learningRate: v.pipe(finite, v.gtValue(0)),
      epochs: v.pipe(count, v.minValue(1)),
    }),
  ),
  history: list(EPOCH),
  material: v.nullable(v.object({ sources: list(v.string()), windows: count, persons: count })),
  troubles: list(v.string()),
});

const HEAD = v.object({
  formatVersion: v.pipe(count, v.minValue(1)),
  name: v.optional(v.string()),
});

/** A kept run. Throws StoredFormatError, where it is damaged or newer. */
export function parseRun(value: unknown): LabRun {
  const head = v.safeParse(HEAD, value);
  const which = head.success && head.output.name !== undefined ? ` “${head.output.name}”` : '';
  if (head.success && head.output.formatVersion > RUN_FORMAT_VERSION) {
    throw new StoredFormatError(
      `The run${which} was written by a newer version of Heed (format ${head.output.formatVersion}; this one reads up to ${RUN_FORMAT_VERSION}). It was left as it is: reload the page to get the newer version.`,
    );
  }
  const parsed = v.safeParse(RUN, value);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const where = v.getDotPath(issue) ?? 'the whole of it';
  throw new StoredFormatError(
    `The run${which} is damaged (${where}: ${issue.message}); it was left as it is.`,
    { cause: parsed.issues },
  );
}
