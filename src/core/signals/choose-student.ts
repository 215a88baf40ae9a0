import { boxArea, boxOverlap, newBox, fillFaceBox } from '../landmarks/face-box.ts';
import type { FaceBox, MutableFaceBox } from '../landmarks/face-box.ts';
import type { FaceFrame, FaceLandmarks } from '../landmarks/landmark-frame.ts';
import { durationMs } from '../units.ts';
import type { ImageSize } from '../units.ts';

/** What each argument counts for; continuity outweighs a face that is merely somewhat nearer. */
const WEIGHT = { size: 1, centrality: 0.5, continuity: 1 } as const;
/** A face that moves on from where it was, within so long and with so much overlap, is the same. */
const FOLLOWED = { within: durationMs(350), overlap: 0.4 } as const;
/** After this long without the student, whoever is there is looked at afresh. */
const MEMORY = durationMs(2_000);

export interface ChosenFace {
  readonly face: FaceLandmarks;
  /** Pixels. */
  readonly box: FaceBox;
  /** All faces in the image. */
  readonly faceCount: number;
  /** It was there a moment ago, about where it is now; false where somebody else may have come. */
  readonly isFollowed: boolean;
}

export interface StudentChooser {
  /**
   * The student among the faces, or null where there is none. Overwrites the one answer that it
   * owns: read it before the next call.
   */
  choose(frame: FaceFrame): ChosenFace | null;
  reset(): void;
}

/** 1 in the middle of the image, 0 in a corner. */
function centrality(box: FaceBox, image: ImageSize): number {
  const { width, height } = image;
  const x = (box.left + box.right) / 2 - width / 2;
  const y = (box.top + box.bottom) / 2 - height / 2;
  const corner = Math.sqrt(width * width + height * height) / 2;
  return Math.max(0, 1 - Math.sqrt(x * x + y * y) / corner);
}

/** The student is the largest, most central, most continuous face. `remembers` is off for stills. */
export function createStudentChooser(remembers: boolean): StudentChooser {
  const boxes: MutableFaceBox[] = [];
  const box = newBox();
  let chosen: {
    face: FaceLandmarks;
    readonly box: FaceBox;
    faceCount: number;
    isFollowed: boolean;
  } | null = null;
  /** The student's last box, and when; never, where there is none. */
  const last = { ...newBox(), at: Number.NEGATIVE_INFINITY };
  return {
    choose({ faces, image, capturedAt }) {
      const count = faces.length;
      if (count === 0) return null;
      let largest = 0;
      for (let i = 0; i < count; i++) {
        if (i === boxes.length) boxes.push(newBox());
        const of = boxes[i] as MutableFaceBox;
        fillFaceBox((faces[i] as FaceLandmarks).points, image, of);
        if (count > 1) largest = Math.max(largest, boxArea(of));
      }
      const isKnown = capturedAt - last.at <= MEMORY;
      let index = 0;
      let best = Number.NEGATIVE_INFINITY;
      for (let i = 0; i < count && count > 1; i++) {
        const of = boxes[i] as MutableFaceBox;
        const value =
          WEIGHT.size * Math.sqrt(largest > 0 ? boxArea(of) / largest : 0) +
          WEIGHT.centrality * centrality(of, image) +
          WEIGHT.continuity * (isKnown ? boxOverlap(last, of) : 0);
        if (value > best) {
          best = value;
          index = i;
        }
      }
      const face = faces[index] as FaceLandmarks;
      copyBox(boxes[index] as FaceBox, box);
      chosen ??= { face, box, faceCount: count, isFollowed: false };
      chosen.isFollowed =
        capturedAt - last.at <= FOLLOWED.within && boxOverlap(last, box) >= FOLLOWED.overlap;
      chosen.face = face;
      chosen.faceCount = count;
      if (remembers) {
        copyBox(box, last);
        last.at = capturedAt;
      }
      return chosen;
    },
    reset() {
      last.at = Number.NEGATIVE_INFINITY;
    },
  };
}

function copyBox(from: FaceBox, to: MutableFaceBox): void {
  to.left = from.left;
  to.top = from.top;
  to.right = from.right;
  to.bottom = from.bottom;
}
