/** The demo lecture's words: what each slide says, and what its captions say. */

/** Drawn in a space of 1280 x 720, encoded at `scale` of it. */
export const LECTURE = { width: 1280, height: 720, scale: 0.75, rate: 15 } as const;

export type SceneName =
  | 'opening'
  | 'sharp_spot'
  | 'eye_jumps'
  | 'spotlight'
  | 'four_things'
  | 'wandering'
  | 'switching'
  | 'recalling'
  | 'camera'
  | 'closing';

export interface Slide {
  readonly scene: SceneName;
  readonly title: string;
  /** What to take along if nothing else. */
  readonly line: string;
  /** Where a finding comes from, as shown on the slide. */
  readonly source: string | null;
  /** Shown one after the other, for equal shares of the slide's time. */
  readonly captions: readonly string[];
}

export const SLIDE_SECONDS = 9;

export const SLIDES: readonly Slide[] = [
  {
    scene: 'opening',
    title: 'How attention works',
    line: 'A lecture of a minute and a half, without sound',
    source: null,
    captions: [
      'Welcome. This is a short lecture about attention.',
      'It has no sound: the captions are the voice.',
    ],
  },
  {
    scene: 'sharp_spot',
    title: 'You see less than you think',
    line: 'Only a thumbnail at arm’s length is sharp',
    source: null,
    captions: [
      'Only the very middle of what you see is sharp.',
      'It is about as wide as your thumbnail, held at arm’s length.',
    ],
  },
  {
    scene: 'eye_jumps',
    title: 'So the eyes jump',
    line: 'Three or four times a second, from rest to rest',
    source: 'Rayner 1998',
    captions: [
      'That is why your eyes jump along a line, from word to word.',
      'They take in a page while resting, not while jumping.',
    ],
  },
  {
    scene: 'spotlight',
    title: 'Attention can move without the eyes',
    line: 'Look at the cross, and notice the right-hand side',
    source: 'Posner 1980',
    captions: [
      'Keep looking at the cross, and notice what is beside it.',
      'You have just moved your attention, and left your eyes where they were.',
    ],
  },
  {
    scene: 'four_things',
    title: 'It holds only a few things',
    line: 'About four at a time; a fifth pushes one out',
    source: 'Cowan 2001',
    captions: [
      'In mind, there is room for about four things at a time.',
      'Bring in a fifth, and another one is gone.',
    ],
  },
  {
    scene: 'wandering',
    title: 'It wanders off',
    line: 'For nearly half of the moments people were asked about',
    source: 'Killingsworth & Gilbert 2010',
    captions: [
      'Everybody’s mind wanders. It is not a fault.',
      'What counts is to notice, and to come back.',
    ],
  },
  {
    scene: 'switching',
    title: 'Switching costs time',
    line: 'Every change of task leaves a gap',
    source: 'Rogers & Monsell 1995',
    captions: [
      'A message in between seems to cost only a moment.',
      'But each switch, there and back, takes time of its own.',
    ],
  },
  {
    scene: 'recalling',
    title: 'What helps: say it back',
    line: 'Recalling beats reading it once more',
    source: 'Roediger & Karpicke 2006',
    captions: [
      'Stop now and then, and say in your own words what you heard.',
      'What you have recalled once stays longer than what you have read twice.',
    ],
  },
  {
    scene: 'camera',
    title: 'What a camera can’t know',
    line: 'Where a face points is not what its owner thinks',
    source: null,
    captions: [
      'A camera can tell where a face is pointing, and whether the eyes are open.',
      'It can’t tell what you are thinking. Take its score with a pinch of salt.',
    ],
  },
  {
    scene: 'closing',
    title: 'That was it',
    line: 'Now stop the session, and look at its timeline',
    source: null,
    captions: [
      'Did you look away just now? Then the timeline should show it.',
      'Stop the session whenever you like, and have a look.',
    ],
  },
];

export const LECTURE_SECONDS = SLIDES.length * SLIDE_SECONDS;

function cueTime(seconds: number): string {
  const whole = Math.floor(seconds);
  const part = (value: number): string => String(value).padStart(2, '0');
  const milliseconds = String(Math.round((seconds - whole) * 1000)).padStart(3, '0');
  return `${part(Math.floor(whole / 60))}:${part(whole % 60)}.${milliseconds}`;
}

/** The captions as WebVTT. */
export function captionsOf(slides: readonly Slide[]): string {
  const cues = slides.flatMap(({ captions }, index) => {
    const each = SLIDE_SECONDS / captions.length;
    return captions.map((words, part) => {
      const from = index * SLIDE_SECONDS + part * each;
      return `${cueTime(from + 0.4)} --> ${cueTime(from + each - 0.1)}\n${words}\n`;
    });
  });
  return ['WEBVTT\n', ...cues].join('\n');
}
