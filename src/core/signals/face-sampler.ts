import { createImageShapeFinder } from '../landmarks/image-shape.ts';
import type { FaceFrame } from '../landmarks/landmark-frame.ts';
import { OVERWRITTEN } from '../numeric/overwritten.ts';
import { probability, timestampMs, type MutableVec3 } from '../units.ts';
import { createActionUnitReader } from './action-unit-reader.ts';
import type { BaselineSnapshot } from './baseline-snapshot.ts';
import { createBaselineKeeper } from './baseline-keeper.ts';
import { createStudentChooser } from './choose-student.ts';
import type { AbsentSample, FaceSample, Observation } from './face-sample.ts';
import { FACE_FEATURE_COUNT, featureIndex } from './face-signal.ts';
import { newGaze, readGaze, readIris } from './gaze.ts';
import { fillHeadPosition } from './head-position.ts';
import { createHeadPoseReader, newAngles, toOpenFace } from './head-pose.ts';
import { createFaceNormaliser } from './normalised-face.ts';
import { createQualityJudge, fillConfidence } from './quality.ts';

/**
 * `sequence`: frames in order of time, measured from the sitter's own baseline.
 * `stills`: unrelated pictures; each is read alone.
 */
export interface FaceSamplerOptions {
  readonly kind: 'sequence' | 'stills';
  /** false: `frame.image` says nothing; the shape is found from the face, size is not judged. */
  readonly imageSizeKnown?: boolean;
  /** What was known of the sitter earlier, for a sequence; that of another signal is left. */
  readonly baseline?: BaselineSnapshot | null;
}

export interface FaceSampler {
  /**
   * Live and batch alike: an observation depends on this frame and those before it alone.
   * Overwrites the one observation that it owns: read it, or keep it by `keptObservation`, before
   * the next call. Nothing is allocated per frame.
   */
  sample(frame: FaceFrame): Observation;
  /** What is known of the sitter by now; null for the first three seconds, and while it is not sure who sits there. */
  baseline(): BaselineSnapshot | null;
  /** The next frames are another camera's: what was learned before the one before is forgotten. */
  changeCamera(): void;
}

type Mutable<Value> = { -readonly [Key in keyof Value]: Value[Key] };

const GAZE_X = featureIndex('gaze_angle_x');
const GAZE_Y = featureIndex('gaze_angle_y');
const POSE_RX = featureIndex('pose_Rx');
const POSE_RY = featureIndex('pose_Ry');
const POSE_RZ = featureIndex('pose_Rz');

export function createFaceSampler(options: FaceSamplerOptions): FaceSampler {
  const sequence = options.kind === 'sequence';
  const findShape = options.imageSizeKnown === false ? createImageShapeFinder() : null;
  const chooser = createStudentChooser(sequence);
  const normaliser = createFaceNormaliser();
  const readPose = createHeadPoseReader();
  const pose = newAngles();
  const judge = createQualityJudge(options.kind);
  const actionUnits = createActionUnitReader(options.kind);
  const sitter = sequence ? createBaselineKeeper(actionUnits) : null;
  if (options.baseline !== undefined && options.baseline !== null) {
    sitter?.restore(options.baseline);
  }
  const iris = { x: OVERWRITTEN, y: OVERWRITTEN };
  const gazes = [newGaze(), newGaze()] as const;

  const features = new Float32Array(FACE_FEATURE_COUNT);
  const position: MutableVec3 = { x: OVERWRITTEN, y: OVERWRITTEN, z: OVERWRITTEN };
  const seen: Mutable<FaceSample> = {
    kind: 'face',
    capturedAt: timestampMs(OVERWRITTEN),
    features,
    gaze0: gazes[0].vector,
    gaze1: gazes[1].vector,
    position,
    confidence: probability(OVERWRITTEN),
    quality: probability(OVERWRITTEN),
    issues: [],
    faceCount: 1,
    person: 0,
    baselineShift: null,
  };
  const absent: Mutable<AbsentSample> = {
    kind: 'absent',
    capturedAt: timestampMs(OVERWRITTEN),
    reason: 'no_face',
  };
  const absence = (
    capturedAt: AbsentSample['capturedAt'],
    reason: AbsentSample['reason'],
  ): AbsentSample => {
    absent.capturedAt = capturedAt;
    absent.reason = reason;
    return absent;
  };

  return {
    sample(frame) {
      const { capturedAt } = frame;
      judge.frame(capturedAt);
      const chosen = chooser.choose(frame);
      if (chosen === null) return absence(capturedAt, 'no_face');
      if (!chosen.isFollowed) sitter?.lost();
      const { points, blendshapes, matrix } = chosen.face;
      const image = findShape === null ? frame.image : findShape(points);
      const knownImage = findShape === null ? image : null;
      const face = normaliser.normalise(points, image);
      const head = readPose(normaliser.pixels, image);
      toOpenFace(head, pose);
      const quality = judge.judge(capturedAt, chosen, head, knownImage);
      if (quality.unreadable !== null) return absence(capturedAt, quality.unreadable);

      if (sitter !== null) {
        sitter.see(face, knownImage, frame);
        seen.person = sitter.person();
      }
      actionUnits.read(blendshapes, face, frame, features);
      if (sitter !== null) seen.baselineShift = sitter.shift();

      readIris(face, 0, iris);
      readGaze(head, iris, blendshapes, gazes[0]);
      readIris(face, 1, iris);
      readGaze(head, iris, blendshapes, gazes[1]);
      features[GAZE_X] = (gazes[0].angleX + gazes[1].angleX) / 2;
      features[GAZE_Y] = (gazes[0].angleY + gazes[1].angleY) / 2;
      features[POSE_RX] = pose.rx;
      features[POSE_RY] = pose.ry;
      features[POSE_RZ] = pose.rz;
      fillHeadPosition(matrix, image, position);

      seen.capturedAt = capturedAt;
      fillConfidence(face, seen);
      seen.quality = quality.value;
      seen.issues = quality.issues;
      seen.faceCount = chosen.faceCount;
      return seen;
    },
    baseline: () => sitter?.snapshot() ?? null,
    changeCamera: () => sitter?.changeCamera(),
  };
}
