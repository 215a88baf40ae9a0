import type { FigureInterval } from '../evaluation/person-bootstrap.ts';
import type { BundleManifest } from '../models/bundle-manifest.ts';
import type { LiveModel } from '../models/prediction.ts';
import type { CourseModel } from './course-model.ts';
import { type Deployable, deployableAs } from './deployable-as.ts';
import type { BundleHead, BundleOrigin } from './stored-bundle.ts';

/** How well a model told one thing, on persons whom it never saw, beside its baselines. */
export interface MainScore {
  /** The label that was asked for; null where all are one question. */
  readonly subject: string | null;
  /** Of every figure: 0..1; null where it does not exist. */
  readonly macroF1: number | null;
  readonly interval: FigureInterval;
  readonly logistic: number | null;
  readonly majority: number | null;
}

/** A model as the list of them shows it. */
export interface ListedModel {
  readonly id: string;
  /** `shipped` came with Heed and cannot be deleted. */
  readonly origin: BundleOrigin | 'shipped';
  /** The bundle that it was trained further from, or null. */
  readonly parent: string | null;
  /** Unix time, milliseconds: when it came here; of the shipped, when it was made. */
  readonly at: number;
  readonly sizeBytes: number;
  readonly signal: string;
  readonly labels: readonly string[];
  readonly deployable: Deployable;
  /** Empty where nobody judged it. */
  readonly scores: readonly MainScore[];
  /** Of the persons it was judged by; null where nobody judged it. */
  readonly persons: number | null;
  /** Markdown; null where the bundle has none. */
  readonly card: string | null;
}

const scoresOf = ({ origin }: BundleManifest): readonly MainScore[] =>
  origin.kind === 'imported'
    ? []
    : origin.evaluation.questions.map(({ subject, model, logistic }) => ({
        subject,
        macroF1: model.figures.summary.macroF1,
        interval: model.intervals.summary.macroF1,
        logistic: logistic?.figures.summary.macroF1 ?? null,
        majority: model.majority.summary.macroF1,
      }));

/** What the list shows of a bundle. */
export function listedModel(
  head: Pick<BundleHead, 'manifest' | 'card' | 'sizeBytes'>,
  origin: ListedModel['origin'],
  at: number,
): ListedModel {
  const { manifest, card, sizeBytes } = head;
  return {
    id: manifest.id,
    origin,
    parent: manifest.parent,
    at,
    sizeBytes,
    signal: `${manifest.signal.name} ${manifest.signal.version}`,
    labels: manifest.labels,
    deployable: deployableAs(manifest),
    scores: scoresOf(manifest),
    persons: manifest.origin.kind === 'imported' ? null : manifest.origin.evaluation.persons,
    card,
  };
}

/** What can be chosen for a model of a live session; those made of one student's answers cannot. */
export const choicesFor = (
  models: readonly ListedModel[],
  model: LiveModel,
): readonly ListedModel[] =>
  models.filter(
    ({ deployable, origin }) =>
      origin !== 'personal' && deployable.kind === 'live' && deployable.model === model,
  );

/** Every course that is known, by its sessions or by a choice, in order, each once. */
export const knownCourses = (
  sessions: readonly { readonly courseId: string }[],
  choices: readonly Pick<CourseModel, 'courseId'>[],
): readonly string[] =>
  [...new Set([...sessions, ...choices].map(({ courseId }) => courseId))]
    .filter((courseId) => courseId !== '')
    .sort((a, b) => a.localeCompare(b, 'en'));

/** How many bundles this browser keeps besides the shipped ones, and how large they are together. */
export function bundleBytes(models: readonly ListedModel[]): {
  readonly count: number;
  readonly bytes: number;
} {
  const kept = models.filter(({ origin }) => origin !== 'shipped');
  return { count: kept.length, bytes: kept.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) };
}
