import type { Probability } from '../units.ts';

/** How far this person's features can be relied on in this session, and why not. */
export interface Reliability {
  /** Share of the looked-at moments in which a face was found; null where none was looked at. */
  readonly detectionRate: Probability | null;
  /** Share of the moments with a face whose features could be read. */
  readonly readableRate: Probability | null;
  /** Mean quality of the read samples. */
  readonly meanQuality: Probability | null;
  /** See `FaceSample.baselineShift`: its median; null until a baseline stood. */
  readonly baselineShift: number | null;
  readonly level: 'usual' | 'reduced' | 'low';
  readonly reasons: readonly ReliabilityReason[];
  /** 0..1: what this person's figures count for among others'. */
  readonly weight: Probability;
}

export const RELIABILITY_REASONS = [
  'face_often_not_found',
  'face_often_unreadable',
  'poor_quality',
  'unusual_baseline',
  'seen_too_briefly',
] as const;
export type ReliabilityReason = (typeof RELIABILITY_REASONS)[number];
