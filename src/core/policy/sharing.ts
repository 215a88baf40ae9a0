import type { SessionMode } from '../sessions/records.ts';
import type { ClassDeployment } from './deployment.ts';

/** What a student lets the class know; nothing unless they chose it. */
export type ShareChoice =
  | { readonly kind: 'nothing' }
  /** Under a pseudonym that is new for every session, shown in a group only. */
  | { readonly kind: 'without_name'; readonly states: boolean }
  /** As themselves, beside the group. */
  | { readonly kind: 'by_name'; readonly name: string; readonly states: boolean };

export const SHARE_NOTHING: ShareChoice = { kind: 'nothing' };

/** What follows from the choice: nothing where there is no class, states only where they are inferred. */
export function decideSharing(
  deployment: ClassDeployment,
  mode: SessionMode,
  choice: ShareChoice,
): ShareChoice {
  if (deployment.channel === 'off' || choice.kind === 'nothing') return SHARE_NOTHING;
  return { ...choice, states: choice.states && mode === 'learning_states' };
}
