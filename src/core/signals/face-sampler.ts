import { createImageShapeFinder } from '../landmarks/image-shape.ts';
import type { FaceFrame } from '../landmarks/landmark-frame.ts';
import { createActionUnitReader } from './action-unit-reader.ts';
import { createStudentChooser } from './choose-student.ts';
import type { Observation } from './face-sample.ts';
import { FACE_FEATURE_COUNT, featureIndex } from './face-signal.ts';
import { gazeVector, horizontalGaze, lidsDown, readIris, verticalGaze } from './gaze.ts';
import { headPosition } from './head-position.ts';
import { createHeadPoseReader, toOpenFace } from './head-pose.ts';
import type { HeadAngles } from './head-pose.ts';
import { createFaceNormaliser } from './normalised-face.ts';
import { createQualityJudge, fitConfidence } from './quality.ts';

/**
 * `sequence`: frames of one person in order of time, measured from the person's own baseline.
 * `stills`: unrelated pictures; each is read alone.
 */
export interface FaceSamplerOptions {
  readonly kind: 'sequence' | 'stills';
  /** false: `frame.image` says nothing; the shape is found from the face, size is not judged. */
  readonly imageSizeKnown?: boolean;
}

export interface FaceSampler {
  /** Live and batch alike: an observation depends on this frame and those before it alone. */
  sample(frame: FaceFrame): Observation;
}

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
  const pose: HeadAngles = { rx: 0, ry: 0, rz: 0 };
  const judge = createQualityJudge(options.kind);
  const actionUnits = createActionUnitReader(options.kind);
  const irises = [
    { x: 0, y: 0 },
    { x: 0, y: 0 },
  ] as const;

  return {
    sample(frame) {
      const { capturedAt } = frame;
      judge.frame(capturedAt);
      const chosen = chooser.choose(frame);
      if (chosen === null) return { kind: 'absent', capturedAt, reason: 'no_face' };
      const { points, blendshapes, matrix } = chosen.face;
      const image = findShape === null ? frame.image : findShape(points);
      const face = normaliser.normalise(points, image);
      const head = readPose(normaliser.pixels, image);
      toOpenFace(head, pose);
      const quality = judge.judge(capturedAt, chosen, head, findShape === null ? image : null);
      if (quality.unreadable !== null) {
        return { kind: 'absent', capturedAt, reason: quality.unreadable };
      }
      readIris(face, 0, irises[0]);
      readIris(face, 1, irises[1]);
      const lids = lidsDown(blendshapes);
      const x0 = horizontalGaze(head, irises[0].x);
      const x1 = horizontalGaze(head, irises[1].x);
      const y0 = verticalGaze(head, irises[0].y, lids);
      const y1 = verticalGaze(head, irises[1].y, lids);

      const features = new Float32Array(FACE_FEATURE_COUNT);
      actionUnits.read(blendshapes, face, capturedAt, features);
      features[GAZE_X] = (x0 + x1) / 2;
      features[GAZE_Y] = (y0 + y1) / 2;
      features[POSE_RX] = pose.rx;
      features[POSE_RY] = pose.ry;
      features[POSE_RZ] = pose.rz;

      return {
        kind: 'face',
        capturedAt,
        features,
        gaze0: gazeVector(x0, y0),
        gaze1: gazeVector(x1, y1),
        position: headPosition(matrix, image),
        confidence: fitConfidence(face.residual()),
        quality: quality.value,
        issues: quality.issues,
        faceCount: chosen.faceCount,
        person: 0,
        baselineShift: null,
      };
    },
  };
}
