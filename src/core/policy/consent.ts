import type { SessionMode } from '../sessions/records.ts';
import type { Deployment } from './deployment.ts';

/** What the consent screen stands at; it starts with nothing chosen. */
export interface ConsentChoice {
  readonly mode: SessionMode | null;
  /** Whether pictures are to be kept on this device; only with a camera, and only by own choice. */
  readonly keepFrames: boolean;
  /** Whether baseline and calibration are to be remembered for the next time; likewise. */
  readonly keepProfile: boolean;
  /** Whether the student may be asked about moments, for the model to learn from; likewise. */
  readonly learn: boolean;
}

export type ConsentDecision =
  | { readonly kind: 'undecided' }
  /** The deployer does not offer that mode. */
  | { readonly kind: 'not_offered'; readonly mode: SessionMode }
  | {
      readonly kind: 'granted';
      readonly mode: SessionMode;
      readonly camera: boolean;
      /** Whether the four-state model may so much as be loaded. */
      readonly learningStates: boolean;
      readonly keepFrames: boolean;
      readonly keepProfile: boolean;
      readonly learn: boolean;
    };

/** What can be chosen, in the order it is shown in. Going on without a camera always can. */
export const offeredModes = (deployment: Deployment): readonly SessionMode[] => [
  ...deployment.modes,
  'events_only',
];

/** What follows from a choice. Nothing is granted but what was chosen and is on offer. */
export function decideConsent(deployment: Deployment, choice: ConsentChoice): ConsentDecision {
  const { mode, keepFrames, keepProfile, learn } = choice;
  if (mode === null) return { kind: 'undecided' };
  if (!offeredModes(deployment).includes(mode)) return { kind: 'not_offered', mode };
  const camera = mode !== 'events_only';
  return {
    kind: 'granted',
    mode,
    camera,
    learningStates: mode === 'learning_states',
    keepFrames: camera && keepFrames,
    keepProfile: camera && keepProfile,
    learn: camera && learn,
  };
}
