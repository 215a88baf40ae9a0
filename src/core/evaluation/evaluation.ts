import * as v from 'valibot';
import { LABEL_FIGURES, SUMMARY_FIGURES } from './figures.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** A figure that may not exist: a class that never occurred has no recall. */
const figure = v.nullable(v.pipe(v.number(), v.finite()));
const list = <Schema extends v.GenericSchema>(item: Schema) => v.pipe(v.array(item), v.readonly());

export const INTERVAL = v.variant('kind', [
  v.object({
    kind: v.literal('interval'),
    low: v.number(),
    high: v.number(),
    level: v.number(),
    resamples: count,
    leftOut: count,
  }),
  v.object({
    kind: v.literal('none'),
    reason: v.picklist(['too_few_persons', 'never_existed']),
  }),
]);

const each = <Names extends readonly string[], Schema extends v.GenericSchema>(
  names: Names,
  schema: Schema,
) => Object.fromEntries(names.map((name) => [name, schema])) as Record<Names[number], Schema>;

const FIGURES = v.object({
  summary: v.object(each(SUMMARY_FIGURES, figure)),
  perLabel: list(v.object({ label: v.string(), support: count, ...each(LABEL_FIGURES, figure) })),
  /** Rows are the true label, columns the called one. */
  confusion: list(list(count)),
});

/** What `judge` gives, as it is read back from JSON. */
const JUDGEMENT = v.object({
  rows: count,
  persons: count,
  figures: FIGURES,
  intervals: v.object({
    summary: v.object(each(SUMMARY_FIGURES, INTERVAL)),
    perLabel: list(v.object(each(LABEL_FIGURES, INTERVAL))),
  }),
  majority: FIGURES,
});

/**
 * One question put to a model: the label of exclusive outputs, or, of independent ones, each label
 * for itself as absent or present.
 */
const QUESTION = v.object({
  /** The label that is asked for; null where all are one question. */
  subject: v.nullable(v.string()),
  scale: v.object({ labels: list(v.string()), ordinal: v.boolean() }),
  model: JUDGEMENT,
  /** The logistic baseline on the same windows; null where there is none beside. */
  logistic: v.nullable(JUDGEMENT),
});

/** How a model does on persons whom training never saw, beside its baselines. */
export const EVALUATION = v.object({ windows: count, persons: count, questions: list(QUESTION) });
export type Evaluation = Readonly<v.InferOutput<typeof EVALUATION>>;
export type Question = Readonly<v.InferOutput<typeof QUESTION>>;
