import type { CalibrationFailure, CalibrationHint } from '#core/calibration/calibration-run.ts';
import type { CalibrationVerdict, ScreenPoint } from '#core/calibration/gaze-calibration.ts';

/** Where on the screen a target is. */
export function placeWords({ x, y }: ScreenPoint): string {
  const side = x < 0.4 ? 'left' : x > 0.6 ? 'right' : '';
  const level = y < 0.4 ? 'top' : y > 0.6 ? 'bottom' : '';
  return side === '' && level === '' ? 'middle' : [level, side].join(' ').trim();
}

export const CALIBRATION_HINT_WORDS: Record<CalibrationHint, string> = {
  no_face: 'Can’t see your face. Move into view; it waits for you.',
  eyes_closed: 'Can’t see your eyes. Open them, and look at the dot.',
  poor_view: 'Can’t see your eyes well. More light, or a straighter view, helps.',
};

export interface OutcomeWords {
  readonly title: string;
  readonly text: string;
}

export const VERDICT_WORDS: Record<CalibrationVerdict, OutcomeWords> = {
  good: {
    title: 'That worked well',
    text: 'Heed can now tell how likely you look at the screen, and roughly where on it.',
  },
  usable: {
    title: 'That worked',
    text: 'Heed can now tell how likely you look at the screen, and which half of it; not more.',
  },
  poor: {
    title: 'That was not precise',
    text: 'It is good enough to tell looking at the screen from looking away, no more. More light on your face, a calmer head and eyes that stay on the dot make it better.',
  },
};

const HINDERED: Record<CalibrationHint, string> = {
  no_face: 'your face was not in view. Sit so that the camera sees it whole',
  eyes_closed: 'your eyes were closed or hidden. Take off tinted glasses, if you can',
  poor_view: 'your face was hard to see. More light from the front helps',
};

/** What happened and what to do about it. */
export function failureWords(failure: CalibrationFailure): OutcomeWords {
  switch (failure.kind) {
    case 'too_few_samples':
      return {
        title: 'It couldn’t see enough of your eyes',
        text:
          failure.hint === null
            ? 'Too few pictures came from the camera. Close other heavy tabs, then try again.'
            : `Most of the time ${HINDERED[failure.hint]}, then try again.`,
      };
    case 'gaze_did_not_move':
      return {
        title: 'Your eyes hardly moved',
        text: `The dots ${failure.axis === 'x' ? 'at the left and the right' : 'above and below'} looked the same. Follow each dot with your eyes and keep your head calm, or make the window larger.`,
      };
    case 'person_changed':
      return {
        title: 'Somebody else was seen',
        text: 'A calibration is for one person before one camera. Try again with nobody else in view.',
      };
  }
}
