import * as v from 'valibot';
import { DATA_SOURCE } from '../../models/bundle-manifest.ts';
import { CALIBRATION } from '../../models/calibration.ts';
import { OUTPUT_KINDS } from '../../models/output-kind.ts';
import { EVALUATION } from '../evaluation.ts';

export const REPORT_FORMAT = 'heed-evaluation-report';
export const REPORT_FORMAT_VERSION = 1;

const text = v.pipe(v.string(), v.nonEmpty());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const figure = v.nullable(v.pipe(v.number(), v.finite()));
const list = <Schema extends v.GenericSchema>(item: Schema) => v.pipe(v.array(item), v.readonly());

const RELIABILITY = v.object({
  bins: list(
    v.object({ from: v.number(), to: v.number(), count, stated: figure, observed: figure }),
  ),
  expectedCalibrationError: figure,
});

/** Persons of the data whom the model's training had. */
const KNOWN = v.object({
  windows: count,
  /** Learnt from; figures of them say nothing of strangers. */
  train: list(text),
  /** Stopped, calibrated and set to abstain by: flattered a little. */
  validation: list(text),
});
export type KnownPersons = Readonly<v.InferOutput<typeof KNOWN>>;

const REPORT = v.object({
  format: v.literal(REPORT_FORMAT),
  formatVersion: v.literal(REPORT_FORMAT_VERSION),
  createdAt: v.pipe(v.string(), v.isoTimestamp()),
  model: v.object({
    id: text,
    signal: v.object({ name: text, version: count }),
    labels: list(text),
    output: v.picklist(OUTPUT_KINDS),
    calibration: CALIBRATION,
  }),
  /** Who answered: the bundle, or models trained anew by its recipe without those they answer for. */
  method: v.variant('kind', [
    v.object({ kind: v.literal('bundle') }),
    v.object({
      kind: v.literal('cross_validation'),
      folds: list(v.object({ name: text, persons: list(text), windows: count })),
    }),
  ]),
  data: list(DATA_SOURCE),
  /** What `person` stands for: a video where it is not known who is in it. */
  by: v.picklist(['person', 'video']),
  /** Null where it is not known whom the model learnt from. */
  known: v.nullable(KNOWN),
  /** Where the shares of the majority baseline come from. */
  majority: v.picklist(['training', 'these_data']),
  evaluation: EVALUATION,
  /** Of each label's probability, or, without a label, of whichever label is called. */
  calibration: list(
    v.object({
      subject: v.nullable(text),
      label: v.nullable(text),
      before: RELIABILITY,
      after: RELIABILITY,
    }),
  ),
  /** The mean macro-F1 of the questions; null where none exists. */
  perPerson: list(v.object({ person: text, windows: count, macroF1: figure })),
});

/** `metrics.json` of an evaluation: everything but the points of the curves. */
export type EvaluationReport = Readonly<v.InferOutput<typeof REPORT>>;

/** A file that is no report of this format; the message is one sentence. */
export class ReportRefused extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ReportRefused';
  }
}

const HEAD = v.object({ format: v.literal(REPORT_FORMAT), formatVersion: v.number() });

/** @throws ReportRefused for what is no report, is newer, or is damaged. */
export function parseReport(file: string, content: string): EvaluationReport {
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch (cause) {
    throw new ReportRefused(`${file}: this is not valid JSON.`, { cause });
  }
  const head = v.safeParse(HEAD, json);
  if (!head.success) throw new ReportRefused(`${file}: this is not an evaluation report of Heed.`);
  if (head.output.formatVersion > REPORT_FORMAT_VERSION) {
    throw new ReportRefused(
      `${file}: this report was written by a newer Heed (format ${head.output.formatVersion}, known is ${REPORT_FORMAT_VERSION}); update.`,
    );
  }
  const parsed = v.safeParse(REPORT, json);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const key = v.getDotPath(issue) ?? 'the whole of it';
  throw new ReportRefused(`${file}: this report is damaged (${key}: ${issue.message}).`, {
    cause: issue,
  });
}

export const formatReport = (report: EvaluationReport): string =>
  `${JSON.stringify(report, null, 1)}\n`;

/**
 * Persons of the data whom a bundle's training had on its train or validation side. A split by
 * video names videos, and holds for data that go by video as well.
 */
export function knownPersons(
  persons: readonly string[],
  split: { readonly train: readonly string[]; readonly validation: readonly string[] },
): KnownPersons {
  const of = (side: readonly string[]) => {
    const names = new Set(side);
    return [...new Set(persons.filter((person) => names.has(person)))].sort();
  };
  const train = of(split.train);
  const validation = of(split.validation);
  const all = new Set([...train, ...validation]);
  return { windows: persons.filter((person) => all.has(person)).length, train, validation };
}
