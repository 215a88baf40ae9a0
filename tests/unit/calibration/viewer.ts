import type { FaceSample } from '#core/signals/face-sample.ts';
import { FACE_FEATURE_COUNT, featureIndex } from '#core/signals/face-signal.ts';
import type { ScreenPoint } from '#core/calibration/gaze-calibration.ts';
import { probability, timestampMs } from '#core/units.ts';
import { seeded } from '../support/synthetic-face.ts';

const RADIANS = Math.PI / 180;

/** A made-up person before a made-up screen. Lengths in centimetres, angles in degrees. */
export interface ViewerTraits {
  readonly screen?: { readonly width: number; readonly height: number };
  readonly distance?: number;
  /** How far the camera stands aside of the screen, turned to the person; > 0: on their right. */
  readonly cameraAside?: number;
  /** Gaze as read = offset + gain · gaze + noise. */
  readonly gain?: number;
  readonly offset?: ScreenPoint;
  readonly noise?: number;
  /** Share of the gaze that the head takes part in. */
  readonly headFollows?: number;
  /** How much of the head's turn the reading misses. */
  readonly headLeak?: number;
  /** How far the head wanders to and fro. */
  readonly sway?: number;
  /** Share of the samples in which the eyes are somewhere else. */
  readonly glances?: number;
  /** Seconds between blinks of 0.2 s. */
  readonly blinkEvery?: number;
  readonly seed?: number;
}

export interface Viewer {
  /** What the camera reads while this person looks at `target`. */
  sample(target: ScreenPoint, at: number): FaceSample;
}

export function createViewer(traits: ViewerTraits = {}): Viewer {
  const {
    screen = { width: 31, height: 18 },
    distance = 55,
    cameraAside = 0,
    gain = 0.6,
    offset = { x: 2, y: 6 },
    noise = 1,
    headFollows = 0.3,
    headLeak = 0,
    sway = 0,
    glances = 0,
    blinkEvery = Infinity,
    seed = 1,
  } = traits;
  const random = seeded(seed);
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

  return {
    sample(target, at) {
      const second = at / 1000;
      const eye = { x: sway * Math.sin(second / 2.3), y: (sway / 2) * Math.sin(second / 3.1) };
      const away = random() < glances;
      const place = away ? { x: random() * 6 - 3, y: random() * 6 - 3 } : target;
      // The viewer's left is image right.
      const x = Math.atan2((0.5 - place.x) * screen.width - eye.x, distance) / RADIANS;
      const y = Math.atan2(place.y * screen.height - eye.y, distance) / RADIANS;
      const blinking = second % blinkEvery > blinkEvery - 0.2;
      const yaw = -headFollows * x;
      const pitch = headFollows * y;
      const read = (angle: number, own: number, head: number): number =>
        own + gain * angle + headLeak * head + noise * normal() + (blinking ? 12 * normal() : 0);
      const features = new Float32Array(FACE_FEATURE_COUNT);
      const set = (name: Parameters<typeof featureIndex>[0], value: number): void => {
        features[featureIndex(name)] = value;
      };
      set('gaze_angle_x', (read(x, offset.x, -yaw) + cameraAside) * RADIANS);
      set('gaze_angle_y', read(y, offset.y, pitch) * RADIANS);
      set('pose_Ry', (yaw - cameraAside + noise * 0.3 * normal()) * RADIANS);
      set('pose_Rx', (pitch + noise * 0.3 * normal()) * RADIANS);
      set('AU12', 0.4);
      set('AU45', blinking ? 3 : 0.1);
      return {
        kind: 'face',
        capturedAt: timestampMs(at),
        features,
        gaze0: { x: 0, y: 0, z: -1 },
        gaze1: { x: 0, y: 0, z: -1 },
        position: { x: eye.x * 10, y: eye.y * 10, z: distance * 10 },
        confidence: probability(1),
        quality: probability(1),
        issues: [],
        faceCount: 1,
        person: 0,
        baselineShift: null,
      };
    },
  };
}
