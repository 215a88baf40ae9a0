import { at } from '../../numeric/at.ts';
import { type DurationMs, elapsed, type TimestampMs, timestampMs } from '../../units.ts';

/** A window's place. */
export interface PlacedWindow {
  /** `recordingKey`. */
  readonly recording: string;
  readonly person: string;
  /** null for a still. */
  readonly endsAt: TimestampMs | null;
}

export interface StretchRules {
  /** How much of a recording is asked for at once. */
  readonly lasts: DurationMs;
  /** From one window's end to the next one's. */
  readonly step: DurationMs;
}

/** From `from` on, before `to`. */
export interface TimeSpan {
  readonly from: TimestampMs;
  readonly to: TimestampMs;
}

/** Windows next to one another that are asked for, labelled and learnt from as one. */
export interface Stretch {
  readonly recording: string;
  readonly person: string;
  /** What a label of it covers: the ends of its windows and no others; null for a still. */
  readonly span: TimeSpan | null;
  /** Positions of its windows, in order of time. */
  readonly windows: readonly number[];
}

/** Windows further apart than this many steps have a gap between them. */
const JOINED_STEPS = 1.5;
/** A window that ends at a moment is labelled by a span that goes on after it. */
const JUST_AFTER_MS = 1;

interface Ended {
  readonly index: number;
  readonly endsAt: TimestampMs;
}

function stretchOf(place: PlacedWindow, run: readonly Ended[], { step }: StretchRules): Stretch {
  const { recording, person } = place;
  const [first, last] = [at(run, 0).endsAt, at(run, run.length - 1).endsAt];
  return {
    recording,
    person,
    span: {
      from: timestampMs(first - step + JUST_AFTER_MS),
      to: timestampMs(last + JUST_AFTER_MS),
    },
    windows: run.map(({ index }) => index),
  };
}

/**
 * Cuts windows into stretches. They begin at whole multiples of `lasts` on the recording's own
 * timeline, so that they stay the same when others are labelled; at gaps, and where `saidOf`
 * changes, a new one begins. Stills are each their own. In the order of the first windows.
 */
export function stretchesOf(
  windows: readonly PlacedWindow[],
  rules: StretchRules,
  saidOf: (index: number) => unknown = () => null,
): Stretch[] {
  const found: { readonly stretch: Stretch; readonly first: number }[] = [];
  const byPlace = new Map<string, Ended[]>();
  windows.forEach((window, index) => {
    const { recording, person, endsAt } = window;
    if (endsAt === null) {
      found.push({ stretch: { recording, person, span: null, windows: [index] }, first: index });
      return;
    }
    const key = JSON.stringify([recording, person]);
    const known = byPlace.get(key);
    if (known === undefined) byPlace.set(key, [{ index, endsAt }]);
    else known.push({ index, endsAt });
  });
  const tileOf = (moment: TimestampMs): number => Math.floor(moment / rules.lasts);
  for (const ended of byPlace.values()) {
    ended.sort((a, b) => a.endsAt - b.endsAt);
    let run: Ended[] = [];
    const close = (): void => {
      const [first] = run;
      if (first === undefined) return;
      const stretch = stretchOf(at(windows, first.index), run, rules);
      found.push({ stretch, first: first.index });
    };
    for (const next of ended) {
      const before = run.at(-1);
      const goesOn =
        before !== undefined &&
        tileOf(before.endsAt) === tileOf(next.endsAt) &&
        elapsed(before.endsAt, next.endsAt) <= JOINED_STEPS * rules.step &&
        saidOf(before.index) === saidOf(next.index);
      if (goesOn) run.push(next);
      else {
        close();
        run = [next];
      }
    }
    close();
  }
  return found.sort((a, b) => a.first - b.first).map(({ stretch }) => stretch);
}
