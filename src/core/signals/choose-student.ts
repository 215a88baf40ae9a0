import { boxArea, boxOverlap, faceBox } from '../landmarks/face-box.ts';
import type { FaceBox } from '../landmarks/face-box.ts';
import type { FaceFrame, FaceLandmarks } from '../landmarks/landmark-frame.ts';
import { durationMs, elapsed } from '../units.ts';
import type { ImageSize, TimestampMs } from '../units.ts';

/** What each argument counts for; continuity outweighs a face that is merely somewhat nearer. */
const WEIGHT = { size: 1, centrality: 0.5, continuity: 1 } as const;
/** After this long without the student, whoever is there is looked at afresh. */
const MEMORY = durationMs(2_000);

export interface ChosenFace {
  readonly face: FaceLandmarks;
  /** Pixels. */
  readonly box: FaceBox;
  /** All faces in the image. */
  readonly faceCount: number;
}

export interface StudentChooser {
  /** The student among the faces, or null where there is none. */
  choose(frame: FaceFrame): ChosenFace | null;
  reset(): void;
}

/** 1 in the middle of the image, 0 in a corner. */
function centrality(box: FaceBox, image: ImageSize): number {
  const x = (box.left + box.right) / 2 - image.width / 2;
  const y = (box.top + box.bottom) / 2 - image.height / 2;
  const corner = Math.hypot(image.width, image.height) / 2;
  return Math.max(0, 1 - Math.hypot(x, y) / corner);
}

/** The student is the largest, most central, most continuous face. `remembers` is off for stills. */
export function createStudentChooser(remembers: boolean): StudentChooser {
  let last: { readonly box: FaceBox; readonly at: TimestampMs } | null = null;
  return {
    choose(frame) {
      const { faces, image, capturedAt } = frame;
      if (last !== null && elapsed(last.at, capturedAt) > MEMORY) last = null;
      const boxes = faces.map((face) => faceBox(face.points, image));
      const largest = Math.max(0, ...boxes.map(boxArea));
      let chosen: ChosenFace | null = null;
      let best = Number.NEGATIVE_INFINITY;
      faces.forEach((face, i) => {
        const box = boxes[i] as FaceBox;
        const value =
          WEIGHT.size * Math.sqrt(largest > 0 ? boxArea(box) / largest : 0) +
          WEIGHT.centrality * centrality(box, image) +
          WEIGHT.continuity * (last === null ? 0 : boxOverlap(last.box, box));
        if (value > best) {
          best = value;
          chosen = { face, box, faceCount: faces.length };
        }
      });
      const result = chosen as ChosenFace | null;
      if (remembers && result !== null) last = { box: result.box, at: capturedAt };
      return result;
    },
    reset() {
      last = null;
    },
  };
}
