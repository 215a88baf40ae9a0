import { at } from '#core/numeric/at.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { ACTION_UNITS, FACE_FEATURES } from '#core/signals/face-signal.ts';

/** States that a model can learn from these files: what moves in each. */
const MOVED = {
  boredom: 'pose_Rx',
  engagement: 'AU12',
  confusion: 'AU04',
  frustration: 'AU15',
} as const;
export type TaughtState = keyof typeof MOVED;
export const TAUGHT_STATES = Object.keys(MOVED) as readonly TaughtState[];

const column = (feature: string): string =>
  (ACTION_UNITS as readonly string[]).includes(feature) ? `${feature}_r` : feature;

const HEADER = ['frame', 'timestamp', 'success', ...FACE_FEATURES.map(column)].join(',');

export interface TaughtRecording {
  readonly seed: number;
  /** The state of each second, one after the other. */
  readonly states: readonly TaughtState[];
  readonly fps: number;
}

/** A features file in which one feature stands out in every state, beside noise and a slow drift. */
export function taughtCsv({ seed, states, fps }: TaughtRecording): string {
  const random = seededRandom(seed);
  const own = FACE_FEATURES.map(() => random());
  const lines = Array.from({ length: states.length * fps }, (_, row) => {
    const moved = MOVED[at(states, Math.floor(row / fps))];
    const values = FACE_FEATURES.map((name, index) => {
      const drift = 0.2 * Math.sin(row / (3 * fps) + index);
      const noise = 0.3 * random() + 0.3 * at(own, index) + drift;
      return name.startsWith('AU')
        ? Math.max(0, noise + (name === moved ? 2.5 : 0.4))
        : 0.2 * noise + (name === moved ? 0.8 : 0);
    });
    return [row + 1, (row / fps).toFixed(4), 1, ...values.map((value) => value.toFixed(4))].join(
      ',',
    );
  });
  return `${[HEADER, ...lines].join('\n')}\n`;
}

/** The same state for some seconds. */
export const held = (state: TaughtState, seconds: number): readonly TaughtState[] =>
  new Array<TaughtState>(seconds).fill(state);

/** A table of labels by levels, one file a row. */
export const levelTable = (
  rows: readonly { readonly file: string; readonly person: string; readonly state: TaughtState }[],
): string =>
  [
    ['file', 'person', ...TAUGHT_STATES].join(','),
    ...rows.map(({ file, person, state }) =>
      [file, person, ...TAUGHT_STATES.map((one) => (one === state ? 3 : 0))].join(','),
    ),
  ].join('\n') + '\n';
