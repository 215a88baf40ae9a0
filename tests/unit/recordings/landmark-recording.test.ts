import { describe, expect, test } from 'vitest';
import { assembleRecording, recordingFrame } from '#core/recordings/landmark-recording.ts';
import { RecordingError } from '#core/recordings/recording-error.ts';
import {
  formatRecordingManifest,
  parseRecordingManifest,
} from '#core/recordings/recording-manifest.ts';
import {
  readRecordingRows,
  recordingHeader,
  recordingLine,
} from '#core/recordings/recording-rows.ts';
import { timestampMs } from '#core/units.ts';
import { CLEAR_VIEW } from '../support/views.ts';
import { IMAGE, syntheticFace } from '../support/synthetic-face.ts';

const MANIFEST = { rows: 2, image: IMAGE, fps: 30 };
const SIZES = { blendshapes: 2 * 52 * 4, matrix: 2 * 16 * 4, landmarks: 2 * 478 * 3 * 4 };
const changed = (change: (json: Record<string, unknown>) => void): string => {
  const json = JSON.parse(formatRecordingManifest(MANIFEST)) as Record<string, unknown>;
  change(json);
  return JSON.stringify(json);
};
const rowsOf = (text: string) => readRecordingRows('a.csv', [text]);

describe('[LMK-5] the description of a recording', () => {
  test.each([
    ['with', MANIFEST],
    ['without', { rows: 7, image: null, fps: null }],
  ])('reads back as it was written, %s image and rate', (_, manifest) => {
    expect(parseRecordingManifest('a.json', formatRecordingManifest(manifest))).toEqual(manifest);
  });

  test.each([
    ['a.json, line 2, column 9:', '{\n"rows": }'],
    ['a.json, line 3, column 1:', '{\n"rows": 12,\n'],
    ['a.json, key rows', changed((json) => (json['rows'] = 'two'))],
    ['a.json, key rows', changed((json) => (json['rows'] = 1.5))],
    ['a.json, key dtype', changed((json) => (json['dtype'] = 'float64'))],
    ['a.json, key image.width', changed((json) => (json['image'] = { width: 0, height: 1 }))],
    ['a.json, key matrix.shape', changed((json) => (json['matrix'] = { shape: [3, 16] }))],
    [
      'a.json, key blendshapes.names',
      changed((json) => (json['blendshapes'] = { shape: [2, 52], names: ['a'] })),
    ],
    ['a.json', '[]'],
  ])('is refused at %s', (place, text) => {
    const read = () => parseRecordingManifest('a.json', text);
    expect(read).toThrow(RecordingError);
    expect(read).toThrow(place);
  });
});

describe('[LMK-6] the rows of a recording', () => {
  test('with timestamp_s are a sequence, without are stills', async () => {
    expect(await rowsOf('row,timestamp_s,face_detected\n0,0.5,1\n1,0.6,0\n')).toEqual([
      { line: 2, faceDetected: true, at: 500, view: null },
      { line: 3, faceDetected: false, at: 600, view: null },
    ]);
    expect(await rowsOf('row,subject,face_detected\n0,x,1\n')).toEqual([
      { line: 2, faceDetected: true, at: null, view: null },
    ]);
  });

  test.each([
    ['a.csv: the file is empty', ''],
    ['a.csv, line 1: the header lacks face_detected', 'row,timestamp_s\n0,1\n'],
    ['a.csv, line 3: 2 cells', 'row,timestamp_s,face_detected\n0,0,1\n1,0.1\n'],
    ['a.csv, line 2, column face_detected', 'row,face_detected\n0,yes\n'],
    ['a.csv, line 2, column timestamp_s', 'timestamp_s,face_detected\nsoon,1\n'],
    ['a.csv, line 2, column timestamp_s', 'timestamp_s,face_detected\nNaN,1\n'],
    ['a.csv, line 3, column timestamp_s', 'timestamp_s,face_detected\n1,1\n0.9,1\n'],
  ])('are refused with %s', async (message, text) => {
    await expect(rowsOf(text)).rejects.toThrow(message);
  });
});

describe('[LMK-9] the views of a recording', () => {
  const header = recordingHeader('sequence');
  const seen = recordingLine(0, timestampMs(0), true, { ...CLEAR_VIEW, sharpness: 0.4321 });

  test('read back exactly; a row without one has none', async () => {
    const text = header + seen + recordingLine(1, timestampMs(33), true, null);
    const [first, second] = await rowsOf(text);
    expect(first?.view).toEqual({ ...CLEAR_VIEW, sharpness: 0.4321 });
    expect(second?.view).toBeNull();
  });

  test('are not there in recordings made before them', async () => {
    const [row] = await rowsOf('row,timestamp_s,face_detected\n0,0.5,1\n');
    expect(row?.view).toBeNull();
  });

  test.each([
    [
      'a.csv, line 1: the header has columns of a view, but lacks view_glare',
      header.replace(',view_glare', ''),
    ],
    ['a.csv, line 2, column view_sharpness', header + seen.replace('0.4321', 'sharp')],
    ['a.csv, line 2, column view_sharpness', header + seen.replace('0.4321', '-1')],
    ['a.csv, line 2, column view_sharpness', header + seen.replace('0.4321', '')],
  ])('are refused with %s', async (message, text) => {
    await expect(rowsOf(text)).rejects.toThrow(message);
  });
});

describe('[LMK-7] the parts of a recording', () => {
  const rows = [
    { line: 2, faceDetected: true, at: null, view: null },
    { line: 3, faceDetected: false, at: null, view: null },
  ];

  test.each([
    ['a.csv: 1 rows, but a.json says 2', rows.slice(1), SIZES],
    ['a.matrix.f32: 64 bytes', rows, { ...SIZES, matrix: 64 }],
  ])('must fit together: %s', (message, some, sizes) => {
    expect(() => assembleRecording('a', MANIFEST, some, sizes)).toThrow(message);
  });

  const recording = assembleRecording('a', MANIFEST, rows, SIZES);
  const face = syntheticFace();
  const arrays = { blendshapes: face.blendshapes, matrix: face.matrix, landmarks: face.points };

  test('a row with a face is the frame that the landmarker saw', () => {
    expect(recordingFrame(recording, 0, arrays)).toEqual({
      capturedAt: 0,
      image: IMAGE,
      faces: [face],
    });
  });

  test('a row without one is a frame with nobody, whatever numbers lie there', () => {
    const nothing = { ...arrays, landmarks: new Float32Array(478 * 3).fill(NaN) };
    expect(recordingFrame(recording, 1, nothing).faces).toEqual([]);
  });

  test('a number that is not finite is refused with its place', () => {
    const landmarks = face.points.slice();
    landmarks[5] = NaN;
    expect(() => recordingFrame(recording, 0, { ...arrays, landmarks })).toThrow(
      'a.landmarks.f32, row 0, number 5 (line 2 of a.csv): NaN',
    );
  });
});
