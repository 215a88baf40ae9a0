/**
 * A session as version 1 of the log wrote it. The rows were written by version 1's own code and are
 * kept here byte for byte: four samples of 48 float32, little-endian.
 */
const ROWS = [
  'AAAAAAAAwH8AAAAAAAAAAAAAAD4AAIA+AADAPgAAAD8AACA/AABAPwAAYD8AAIA/AACQPwAAoD8AALA/AADAPwAA',
  '0D8AAOA/AADwPwAAAEAAAAhAAAAQQAAAGEAAACBAAAAoQAAAAD4AAIC+AAAAvwAAgD4AAAA+AABAvwAASEEAAPDB',
  'ABAZRAAAYD8AAEA/AAAAQAAAwH8AAIBAAABAQQAAwH8AAMB/AADAfwAAwH8AAIA/AADAfwAAwH8AAMB/AAD6QwAA',
  'wD8AAAAAAAAAAAAAAD4AAIA+AADAPgAAAD8AACA/AABAPwAAYD8AAIA/AACQPwAAoD8AALA/AADAPwAA0D8AAOA/',
  'AADwPwAAAEAAAAhAAAAQQAAAGEAAACBAAAAoQAAAAD4AAIC+AAAAvwAAgD4AAAA+AABAvwAASEEAAPDBABAZRAAA',
  'YD8AAEA/AAAAQAAAo0IAAIA/AAAAAAAAAD4AAAA/AACAPgAAAD4AAAAAAACAPQAAQEEAAIA/AIA7RAAA4D8AAAAA',
  'AAAAAAAAAD4AAIA+AADAPgAAAD8AACA/AABAPwAAYD8AAIA/AACQPwAAoD8AALA/AADAPwAA0D8AAOA/AADwPwAA',
  'AEAAAAhAAAAQQAAAGEAAACBAAAAoQAAAAD4AAIC+AAAAvwAAgD4AAAA+AABAvwAASEEAAPDBABAZRAAAYD8AAEA/',
  'AAAAQAAAGUIAAEBAAAAAQAAAwH8AAMB/AADAfwAAwH8AAOBAAACAPQAAQEEAAAAAAAB6RAAAAEAAAKBAAADAfwAA',
  'wH8AAMB/AADAfwAAwH8AAMB/AADAfwAAwH8AAMB/AADAfwAAwH8AAMB/AADAfwAAwH8AAMB/AADAfwAAwH8AAMB/',
  'AADAfwAAwH8AAMB/AADAfwAAwH8AAMB/AADAfwAAwH8AAMB/AADAfwAAwH8AAMB/AADAfwAAwH8AAMB/AADAfwAA',
  'wH8AAIBAAAAgQQAAwH8AAMB/AADAfwAAwH8AAEBAAACAPQAAQEEAAMB/',
].join('');

const START = Date.UTC(2026, 10, 20, 9, 30);

export const SESSION_1 = {
  id: 'format-1',
  formatVersion: 1,
  studentId: 'student_4',
  lectureId: 'lec_1',
  courseId: 'cv101',
  signal: { name: 'face', version: 1 },
  mode: 'learning_states',
  startedAt: START,
  endedAt: null,
  end: null,
  sampleCount: 4,
  eventCount: 2,
  meanScore: 59.875,
  modelId: 'heed-1',
};

export const chunk1 = () => ({
  sessionId: 'format-1',
  sequence: 0,
  startedAt: START,
  rowCount: 4,
  meanScore: 59.875,
  rows: new Float32Array(Uint8Array.from(atob(ROWS), (byte) => byte.charCodeAt(0)).buffer),
});

export const EVENTS_1 = [
  {
    sessionId: 'format-1',
    sequence: 0,
    at: START,
    lectureTime: null,
    type: 'session_start',
    data: { mode: 'learning_states' },
  },
  {
    sessionId: 'format-1',
    sequence: 1,
    at: START + 800,
    lectureTime: 1.5,
    type: 'mouse_click',
    data: { count: 2, interval_s: 10 },
  },
];

const face = (offset: number) => ({
  kind: 'face',
  capturedAt: START + offset,
  features: Float32Array.from({ length: 22 }, (_, index) => index / 8),
  gaze0: { x: 0.125, y: -0.25, z: -0.5 },
  gaze1: { x: 0.25, y: 0.125, z: -0.75 },
  position: { x: 12.5, y: -30, z: 612.25 },
  confidence: 0.875,
  quality: 0.75,
  faceCount: 2,
  issues: [],
  person: 0,
  baselineShift: null,
});

/** What the rows say, in the present form. */
export const SAMPLES_1 = [
  {
    at: START,
    lectureTime: null,
    observation: face(0),
    engagement: {
      score: null,
      status: 'not_detected',
      reason: 'starting',
      perclos: null,
      blinkRate: null,
      drowsiness: null,
    },
    prediction: { kind: 'abstained', at: START, reason: 'warming_up' },
    body: null,
    gazeOnScreen: null,
    attention: null,
  },
  {
    at: START + 500,
    lectureTime: 1.5,
    observation: face(500),
    engagement: {
      score: 81.5,
      status: 'engaged',
      reason: null,
      perclos: 0.0625,
      blinkRate: 12,
      drowsiness: null,
    },
    prediction: { kind: 'predicted', at: START + 500, probabilities: [0.125, 0.5, 0.25, 0.125] },
    body: {
      kind: 'body',
      capturedAt: START + 500,
      shoulderTilt: null,
      lean: null,
      slouch: null,
      handOnFace: null,
      handRaised: null,
      motion: null,
    },
    gazeOnScreen: null,
    attention: null,
  },
  {
    at: START + 750,
    lectureTime: 1.75,
    observation: face(750),
    engagement: {
      score: 38.25,
      status: 'disengaged',
      reason: 'head_turned',
      perclos: 0.0625,
      blinkRate: 12,
      drowsiness: null,
    },
    prediction: { kind: 'abstained', at: START + 750, reason: 'skipped' },
    body: { kind: 'absent', capturedAt: START + 750 },
    gazeOnScreen: null,
    attention: null,
  },
  {
    at: START + 1000,
    lectureTime: 2,
    observation: {
      kind: 'absent',
      capturedAt: START + 1000,
      reason: 'landmarker_unavailable',
    },
    engagement: {
      score: null,
      status: 'not_detected',
      reason: 'landmarker_unavailable',
      perclos: 0.0625,
      blinkRate: 12,
      drowsiness: null,
    },
    prediction: { kind: 'abstained', at: START + 1000, reason: 'absent' },
    body: null,
    gazeOnScreen: null,
    attention: null,
  },
];
