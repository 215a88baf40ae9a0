import type { ReliabilityReason } from '#core/engagement/reliability.ts';
import type { QualityIssue } from '#core/signals/quality-issues.ts';

export interface HintWords {
  /** What is noticed, without blame. */
  readonly what: string;
  /** What would help. */
  readonly help: string;
}

export const HINT_WORDS: Record<QualityIssue, HintWords> = {
  too_dark: {
    what: 'It’s rather dark.',
    help: 'A lamp in front of you would help.',
  },
  too_bright: {
    what: 'Your face is very bright.',
    help: 'Turning the lamp aside or closing the curtain would help.',
  },
  low_contrast: {
    what: 'Your face hardly stands out.',
    help: 'More light from the front, or less from behind, would help.',
  },
  blurred: {
    what: 'The picture is blurred.',
    help: 'Wiping the camera’s lens, or more light, would help.',
  },
  small_face: {
    what: 'Your face is small in the picture.',
    help: 'Coming a little closer would help.',
  },
  partly_outside: {
    what: 'Part of your face is out of the picture.',
    help: 'Moving to its middle, or turning the camera, would help.',
  },
  turned_away: {
    what: 'Your face is turned far from the camera.',
    help: 'Putting the camera near the screen you watch would help.',
  },
  mouth_covered: {
    what: 'Something covers your mouth.',
    help: 'If it’s your hand, taking it down would help.',
  },
  eyes_covered: {
    what: 'Something covers your eyes.',
    help: 'If it’s hair or a hand, moving it aside would help.',
  },
  glare: {
    what: 'Your glasses reflect the light.',
    help: 'Tilting the screen, or moving the lamp aside, would help.',
  },
  several_people: {
    what: 'There are other faces in the picture.',
    help: 'Only yours is read; turning the camera away from them would help.',
  },
  low_frame_rate: {
    what: 'Few pictures come from the camera.',
    help: 'More light, or closing other heavy tabs, would help.',
  },
};

/** Why, in a sentence each. */
export const RELIABILITY_WORDS: Record<ReliabilityReason, string> = {
  face_often_not_found: 'Your face was often out of the picture.',
  face_often_unreadable: 'It was often hard to see your face.',
  poor_quality: 'The picture was often poor.',
  unusual_baseline: 'Your resting face differs much from those that the measures were made on.',
  seen_too_briefly: 'You were in view only briefly.',
};

export const RELIABILITY_TITLES = {
  reduced: 'Readings of this session are less reliable',
  low: 'Readings of this session can hardly be relied on',
} as const;
