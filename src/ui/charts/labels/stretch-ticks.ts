import { clock } from '../../words/format.ts';

const STEPS_S = [
  0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800,
];

/** Whole steps within a stretch, at most about `most` of them; seconds. */
export function stretchTicks(from: number, to: number, most: number): readonly number[] {
  const step = STEPS_S.find((candidate) => (to - from) / candidate <= most) ?? 86_400;
  const first = Math.ceil(from / step - 1e-9);
  const last = Math.floor(to / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) =>
    Number(((first + index) * step).toFixed(3)),
  );
}

/** 75.4 s is `1:15.4`; whole seconds as clocks have them. */
export function tenthsClock(seconds: number): string {
  const tenths = Math.round(seconds * 10);
  return tenths % 10 === 0
    ? clock(tenths / 10)
    : `${clock(Math.floor(tenths / 10))}.${Math.abs(tenths % 10)}`;
}
