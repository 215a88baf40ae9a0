import type { LabSource } from '#core/lab/lab-source.ts';
import type { SurveyedRange, Verdict } from '#core/lab/survey.ts';

export const VERDICT_WORDS: Readonly<Record<Verdict['kind'], string>> = {
  ready: 'Ready to learn from',
  with_care: 'Usable with care',
  not_usable: 'Not usable yet',
};

export const KIND_WORDS: Readonly<Record<LabSource['kind'], string>> = {
  files: 'Files',
  videos: 'Videos, read in this browser',
  sessions: 'Own sessions',
};

const WHOLE = new Intl.NumberFormat('en');
export const whole = (count: number): string => WHOLE.format(count);

/** `1 window`, `2,000 windows`. */
export const counted = (count: number, one: string): string =>
  `${whole(count)} ${one}${count === 1 ? '' : 's'}`;

const DEGREES = 180 / Math.PI;

/** A value of a feature with its unit: angles in degrees, intensities as they are. */
export const featureValue = (value: number, unit: SurveyedRange['unit']): string =>
  unit === 'rad' ? `${(value * DEGREES).toFixed(1)}°` : value.toFixed(2);
