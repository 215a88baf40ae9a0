import { TrainingRefused } from '#core/dataset/training-refusal.ts';
import type { BundleStore } from '#core/deployments/stored-bundle.ts';
import type { ModelBundle } from '#core/models/model-bundle.ts';
import type { AnsweredMoment, MomentStore } from '#core/moments/answered-moment.ts';
import { countAnswers, isDue } from '#core/moments/enough-answers.ts';
import {
  type LearnerStore,
  type LearningOutcome,
  personalOf,
  withOutcome,
} from '#core/moments/learner.ts';
import type { SessionArchive } from '#core/ports.ts';
import { storedBundleOf } from '../stored-bundle-of.ts';
import type { PredictorPorts } from '../train-predictor.ts';
import { type Learnt, learnFromMoments } from './learn-from-moments.ts';

export interface StudentLearningPorts {
  readonly moments: Pick<MomentStore, 'list'>;
  readonly learners: Pick<LearnerStore, 'get' | 'change'>;
  readonly bundles: Pick<BundleStore, 'put' | 'delete'>;
  readonly archive: Pick<SessionArchive, 'get' | 'samples'>;
  readonly bundle: (id: string) => Promise<ModelBundle>;
  readonly trainers: () => Promise<PredictorPorts>;
  /** Unix time, milliseconds. */
  readonly now: () => number;
}

/** The same answers give the same model. */
const SEED = 20261121;

/** What cannot be learnt from is an outcome too: it is not tried again before there is more. */
async function attempt(
  parent: string,
  moments: readonly AnsweredMoment[],
  ports: StudentLearningPorts,
): Promise<Learnt> {
  const { archive, bundle, trainers, now } = ports;
  try {
    const opened = await bundle(parent);
    if (opened.kind !== 'network') throw new TrainingRefused(`${parent} is no network.`);
    return await learnFromMoments({
      moments,
      parent: opened,
      archive,
      ports: await trainers(),
      seed: SEED,
      now: now(),
      libraries: {},
    });
  } catch (error) {
    if (!(error instanceof TrainingRefused)) throw error;
    const { answers, sessions } = countAnswers(moments);
    const told = { verdict: 'unknown', sentences: [error.message], adopted: null } as const;
    return { outcome: { at: now(), parent, answers, sessions, ...told }, bundle: null };
  }
}

/**
 * Learns from a student's answers where that is due, and keeps what came of it; null where it is
 * not. Where the student had themselves forgotten meanwhile, nothing is kept. Rejects as training
 * and the stores do.
 */
export async function learnForStudent(
  { studentId, parent }: { readonly studentId: string; readonly parent: string },
  ports: StudentLearningPorts,
): Promise<LearningOutcome | null> {
  const { learners, bundles } = ports;
  const [moments, learner] = await Promise.all([
    ports.moments.list(studentId),
    learners.get(studentId),
  ]);
  if (learner === null || !isDue(learner, countAnswers(moments), parent)) return null;
  const before = personalOf(learner, parent)?.bundle ?? null;
  const { outcome, bundle } = await attempt(parent, moments, ports);
  if (bundle !== null) await bundles.put(storedBundleOf(bundle, 'personal', outcome.at));
  const after = await learners.change(studentId, (now) =>
    now.optedIn ? withOutcome(now, outcome) : now,
  );
  const inUse = new Set(after.personal.map((model) => model.bundle));
  for (const id of [before, outcome.adopted]) {
    if (id !== null && !inUse.has(id)) await bundles.delete(id);
  }
  return after.outcomes.includes(outcome) ? outcome : null;
}
