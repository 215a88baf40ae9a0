/** What makes a view of a face hard to read. Stored by position: entries are added at the end, never moved. */
export const QUALITY_ISSUES = [
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
  /** Light reflected by glasses. */
  'glare',
  'several_people',
  'low_frame_rate',
] as const;
export type QualityIssue = (typeof QUALITY_ISSUES)[number];

/** Issues that can by themselves make a view unreadable: then there are no features, and this is why. */
export const UNREADABLE_REASONS = [
  'too_dark',
  'too_bright',
  'low_contrast',
  'blurred',
  'small_face',
  'partly_outside',
  'turned_away',
  'mouth_covered',
  'eyes_covered',
] as const satisfies readonly QualityIssue[];
export type UnreadableReason = (typeof UNREADABLE_REASONS)[number];
