import {
  CELL_SECONDS,
  type ClassCell,
  type ClassFigures,
  type MeanFigure,
  type Shown,
} from '#core/live/class-figures.ts';
import { DROP_REASONS } from '#core/live/messages/class-message.ts';
import { CLASS_RECORD_VERSION, type ClassRecord } from '#core/live/records/class-record.ts';
import { lectureTimeS, probability, timestampMs } from '#core/units.ts';

const HOUR_MS = 3_600_000;
export const CLASS_STARTED_AT = timestampMs(Date.UTC(2026, 9, 5, 9, 30));

export const shown = <Figure>(students: number, figure: Figure): Shown<Figure> => ({
  kind: 'shown',
  students,
  figure,
});
export const TOO_FEW = { kind: 'too_few' } as const;
export const HELD_BACK = { kind: 'held_back' } as const;

export const meanOf = (students: number, mean: number, standardDeviation = 9): Shown<MeanFigure> =>
  shown(students, { mean, standardDeviation });

/** Figures of a class at one score, statuses to match. */
export function figuresAt(score: number, students = 24): ClassFigures {
  const engaged = Math.min(0.9, Math.max(0.05, (score - 30) / 70));
  const rest = 1 - engaged;
  return {
    score: meanOf(students, score),
    statuses: shown(students, {
      engaged: probability(engaged),
      partially_engaged: probability(rest * 0.5),
      disengaged: probability(rest * 0.3),
      not_detected: probability(rest * 0.2),
    }),
    paused: shown(students, probability(0.05)),
    states: {
      boredom: meanOf(students, 0.2, 0.1),
      engagement: meanOf(students, 0.6, 0.1),
      confusion: meanOf(students, 0.15, 0.08),
      frustration: TOO_FEW,
    },
  };
}

const nothing = (why: typeof TOO_FEW | typeof HELD_BACK): ClassFigures => ({
  score: why,
  statuses: why,
  paused: why,
  states: { boredom: why, engagement: why, confusion: why, frustration: why },
});

/** Fifteen minutes: too few at first, a fall of attention in the middle, a stretch held back, a hole. */
function cellsOf(level: number): readonly ClassCell[] {
  return Array.from({ length: 90 }, (_, index): ClassCell | null => {
    if (index < 4) return { index, ...nothing(TOO_FEW) };
    if (index >= 60 && index < 64) return { index, ...nothing(HELD_BACK) };
    if (index >= 70 && index < 73) return null;
    const dip = index >= 36 && index < 48 ? 18 : 0;
    return { index, ...figuresAt(level + 6 * Math.sin(index / 7) - dip, 20 + (index % 5)) };
  }).filter((cell) => cell !== null);
}

export function exampleClassRecord(change: Partial<ClassRecord> = {}, level = 70): ClassRecord {
  const startedAt = change.startedAt ?? CLASS_STARTED_AT;
  const cells = cellsOf(level);
  return {
    id: '0d9d6f6e-6f6c-4a52-8f43-2f0a5a1d7a01',
    formatVersion: CLASS_RECORD_VERSION,
    courseId: 'bio-101',
    lectureId: 'week-3',
    startedAt,
    updatedAt: timestampMs(startedAt + HOUR_MS / 4),
    endedAt: timestampMs(startedAt + HOUR_MS / 4),
    minimumGroup: 5,
    overall: figuresAt(level, 24),
    lecture: cells,
    wall: cells,
    moments: [
      {
        kind: 'attention_fell',
        from: lectureTimeS(36 * CELL_SECONDS),
        to: lectureTimeS(48 * CELL_SECONDS),
        before: level,
        worst: level - 18,
        students: 20,
      },
      {
        kind: 'many_paused',
        from: lectureTimeS(77 * CELL_SECONDS),
        to: null,
        before: 0.05,
        worst: 0.35,
        students: 21,
      },
    ],
    named: [
      {
        key: 'n1',
        name: 'Ada Obi',
        cells: [
          {
            index: 0,
            score: 81.25,
            statuses: {
              engaged: probability(0.75),
              partially_engaged: probability(0.25),
              disengaged: probability(0),
              not_detected: probability(0),
            },
            pausedShare: probability(0),
            states: [probability(0.1), null, probability(0.2), null],
          },
          { index: 3, score: null, statuses: null, pausedShare: null, states: null },
        ],
      },
    ],
    messages: 21_430,
    dropped: Object.fromEntries(
      DROP_REASONS.map((reason) => [reason, 0]),
    ) as ClassRecord['dropped'],
    ...change,
  };
}
