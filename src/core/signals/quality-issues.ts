/**
 * Issues that can by themselves make a view unreadable: then there are no features, and this is why.
 * Stored by position, these and the next: entries are never moved, and new ones go to the end of
 * `QUALITY_ISSUES`.
 */
export const UNREADABLE_REASONS = [
  'too_dark',
  'too_bright',
  'low_contrast',
  'blurred',
  'small_face',
  'partly_outside',
  'turned_away',
  /** A hand or a mask. */
  'mouth_covered',
  /** Hair, a hand or dark glasses. */
  'eyes_covered',
] as const;
export type UnreadableReason = (typeof UNREADABLE_REASONS)[number];

const UNREADABLE: ReadonlySet<string> = new Set(UNREADABLE_REASONS);

/** Whether a reason for an absence is that a face was there, but could not be read. */
export const isUnreadable = (reason: string): reason is UnreadableReason => UNREADABLE.has(reason);

/** What makes a view of a face hard to read. */
export const QUALITY_ISSUES = [
  ...UNREADABLE_REASONS,
  /** Light reflected by glasses. */
  'glare',
  'several_people',
  'low_frame_rate',
] as const;
export type QualityIssue = (typeof QUALITY_ISSUES)[number];
