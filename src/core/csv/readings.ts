import type { StoredSample } from '../sessions/stored-sample.ts';
import type { BodySample } from '../signals/body-reading.ts';
import type { FaceSample } from '../signals/face-sample.ts';
import { toDegrees } from '../units.ts';
import { flag, number, text, type Cell } from './cell.ts';
import type { CsvColumn, CsvLayout } from './csv-layout.ts';
import { isoTimestamp } from './iso-timestamp.ts';

export interface ReadingsRow {
  /** Counted from 1, as in the features log. */
  readonly frame: number;
  readonly sessionId: string;
  readonly sample: StoredSample;
}

type Column = CsvColumn<ReadingsRow>;

const ofSample = (name: string, cell: (sample: StoredSample) => Cell): Column => ({
  name,
  cell: ({ sample }) => cell(sample),
});
const ofFace = (name: string, cell: (face: FaceSample) => Cell): Column =>
  ofSample(name, ({ observation }) => (observation.kind === 'face' ? cell(observation) : null));
const ofBody = (name: string, cell: (body: BodySample) => Cell): Column =>
  ofSample(name, ({ body }) => (body?.kind === 'body' ? cell(body) : null));
const knownFlag = (value: boolean | null): Cell => (value === null ? null : flag(value));

/** What else is known of each sample: how well it was seen, eyes over the last minute, body, gaze. */
export const READINGS = {
  name: 'readings',
  headerSeparator: ',',
  columns: [
    ofSample('timestamp', ({ at }) => isoTimestamp(at)),
    { name: 'frame', cell: ({ frame }) => String(frame) },
    { name: 'session_id', cell: ({ sessionId }) => text(sessionId) },
    ofSample('lecture_time_s', ({ lectureTime }) => number(lectureTime, 3)),
    ofSample('absence', ({ observation }) =>
      observation.kind === 'absent' ? observation.reason : null,
    ),
    ofSample('status_reason', ({ engagement }) => engagement.reason),
    ofFace('quality', ({ quality }) => number(quality, 4)),
    ofFace('quality_issues', ({ issues }) => text(issues.join(';'))),
    ofFace('face_count', ({ faceCount }) => number(faceCount, 0)),
    ofFace('person', ({ person }) => number(person, 0)),
    ofFace('baseline_shift_sd', ({ baselineShift }) => number(baselineShift, 3)),
    ofSample('gaze_on_screen', ({ gazeOnScreen }) => number(gazeOnScreen, 4)),
    ofSample('perclos', ({ engagement }) => number(engagement.perclos, 4)),
    ofSample('blinks_per_min', ({ engagement }) => number(engagement.blinkRate, 2)),
    ofSample('drowsiness', ({ engagement }) => number(engagement.drowsiness, 4)),
    ofSample('body_present', ({ body }) => (body === null ? null : flag(body.kind === 'body'))),
    ofBody('shoulder_tilt_deg', ({ shoulderTilt }) =>
      number(shoulderTilt === null ? null : toDegrees(shoulderTilt), 2),
    ),
    ofBody('lean', ({ lean }) => number(lean, 4)),
    ofBody('slouch_sw', ({ slouch }) => number(slouch, 4)),
    ofBody('hand_on_face', ({ handOnFace }) => knownFlag(handOnFace)),
    ofBody('hand_raised', ({ handRaised }) => knownFlag(handRaised)),
    ofBody('motion_sw_per_s', ({ motion }) => number(motion, 4)),
  ],
} as const satisfies CsvLayout<ReadingsRow>;
