/** What the fake camera plays: who is in the picture when, known beforehand, so that it can be tested. */

export const PEOPLE = {
  /** Looks straight into the camera. */
  student: { photo: 'sample6.jpg', x: 365, y: 650, size: 560 },
  /** Looks into the camera as well; comes into the picture later. */
  guest: { photo: 'sample3.jpg', x: 1165, y: 400, size: 430 },
  /** Photographed with the head turned towards the image's left. */
  turned: { photo: 'sample4.jpg', x: 1085, y: 290, size: 400 },
} as const;
export type Person = keyof typeof PEOPLE;

export const FRAME = { width: 640, height: 480, rate: 30 } as const;

/** Where one person's picture is drawn: its centre and side in pixels, its in-plane turn in radians. */
export interface Placement {
  readonly person: Person;
  readonly x: number;
  readonly y: number;
  readonly side: number;
  readonly roll: number;
}

export interface Scene {
  /** Seconds from the start. */
  readonly from: number;
  readonly to: number;
  readonly what: 'face' | 'nobody' | 'tilted' | 'two_people' | 'turned';
  /** Faces in the picture. */
  readonly faces: number;
  /** `t` is seconds into the scene. */
  readonly place: (t: number) => readonly Placement[];
}

const TAU = 2 * Math.PI;
const wave = (t: number, period: number): number => Math.sin((TAU * t) / period);

/** Sits in the middle, moving a little as people do; periodic in 4 s, so that it loops unseen. */
const sitting = (person: Person, t: number, x = 320): Placement => ({
  person,
  x: x + 14 * wave(t, 4),
  y: 250 + 6 * wave(t, 2),
  side: 400 + 14 * wave(t, 4),
  roll: 0.03 * wave(t, 4),
});

const JOURNEY: readonly Scene[] = [
  { from: 0, to: 7, what: 'face', faces: 1, place: (t) => [sitting('student', t)] },
  { from: 7, to: 12, what: 'nobody', faces: 0, place: () => [] },
  {
    from: 12,
    to: 15,
    what: 'tilted',
    faces: 1,
    place: (t) => [{ ...sitting('student', t), roll: 0.4 * wave(t, 3) }],
  },
  {
    from: 15,
    to: 18,
    what: 'two_people',
    faces: 2,
    place: (t) => [
      { ...sitting('guest', t, 510), side: 250, y: 210 },
      { ...sitting('student', t, 230), side: 380 },
    ],
  },
  { from: 18, to: 21, what: 'turned', faces: 1, place: (t) => [sitting('turned', t)] },
];

const STEADY: readonly Scene[] = [
  { from: 0, to: 4, what: 'face', faces: 1, place: (t) => [sitting('student', t)] },
];

/** Looks at the lecture, then to the side for as long. */
const LOOKING_AWAY: readonly Scene[] = [
  { from: 0, to: 16, what: 'face', faces: 1, place: (t) => [sitting('student', t)] },
  { from: 16, to: 32, what: 'turned', faces: 1, place: (t) => [sitting('turned', t)] },
];

export const SCENARIOS = { journey: JOURNEY, steady: STEADY, looking_away: LOOKING_AWAY } as const;
export type ScenarioName = keyof typeof SCENARIOS;

export const durationOf = (scenes: readonly Scene[]): number => scenes.at(-1)?.to ?? 0;

/** Who is where at a moment of a scenario. */
export function placementsAt(scenes: readonly Scene[], seconds: number): readonly Placement[] {
  const scene = scenes.find(({ from, to }) => seconds >= from && seconds < to);
  return scene?.place(seconds - scene.from) ?? [];
}
