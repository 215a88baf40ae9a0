import { ACTION_UNITS } from '../../signals/face-signal.ts';
import type { Signal } from '../../signals/signal.ts';

/** Features of a signal that say the same kind of thing. */
export interface FeatureGroup {
  readonly id: string;
  /** Positions in the signal. */
  readonly features: readonly number[];
}

const UNITS: readonly string[] = ACTION_UNITS;

/** AU45 is a blink: of the signal that tells no expression it is what the eyes do. */
function groupOf(name: string, isPresenceKnown: boolean): string {
  if (UNITS.includes(name)) return isPresenceKnown ? 'eyes' : 'action_units';
  if (name.startsWith('gaze_')) return 'gaze';
  if (name.startsWith('pose_')) return 'head_pose';
  return name;
}

/** The groups of a signal in the order of their first features; each feature is in one. */
export function featureGroups({ features }: Pick<Signal, 'features'>): readonly FeatureGroup[] {
  const isPresenceKnown = features.some(({ isPresence }) => isPresence === true);
  const groups = new Map<string, number[]>();
  features.forEach(({ name }, index) => {
    const id = groupOf(name, isPresenceKnown);
    const own = groups.get(id);
    if (own === undefined) groups.set(id, [index]);
    else own.push(index);
  });
  return [...groups].map(([id, own]) => ({ id, features: own }));
}
