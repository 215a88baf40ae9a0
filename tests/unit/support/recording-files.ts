import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FaceLandmarks } from '#core/landmarks/landmark-frame.ts';
import {
  RECORDING_ARRAYS,
  ROW_LENGTH,
  formatRecordingManifest,
} from '#core/recordings/recording-manifest.ts';
import { recordingHeader, recordingLine } from '#core/recordings/recording-rows.ts';
import { timestampMs } from '#core/units.ts';
import { IMAGE, both, seeded, syntheticFace } from './synthetic-face.ts';

/** A face that turns and talks; null where there is none. */
export function performance(length: number): (FaceLandmarks | null)[] {
  const random = seeded(31);
  return Array.from({ length }, (_, i) =>
    i % 10 === 7
      ? null
      : syntheticFace({
          ry: random() * 40 - 20,
          shapes: { ...both('mouthSmile', random()), jawOpen: random() },
        }),
  );
}

/** Writes `BASE.json`, `.csv` and `.f32`. */
export function writeRecording(
  base: string,
  faces: readonly (FaceLandmarks | null)[],
  kind: 'sequence' | 'stills',
): void {
  const sequence = kind === 'sequence';
  writeFileSync(
    `${base}.json`,
    formatRecordingManifest({
      rows: faces.length,
      image: sequence ? IMAGE : null,
      fps: sequence ? 30 : null,
    }),
  );
  const lines = faces.map((face, row) =>
    recordingLine(
      row,
      sequence ? timestampMs(row * 33.4) : null,
      face !== null,
      face?.view ?? null,
    ),
  );
  writeFileSync(`${base}.csv`, recordingHeader(kind) + lines.join(''));
  for (const array of RECORDING_ARRAYS) {
    const values = new Float32Array(faces.length * ROW_LENGTH[array]);
    faces.forEach((face, row) => {
      if (face === null) return;
      const part = { blendshapes: face.blendshapes, matrix: face.matrix, landmarks: face.points };
      values.set(part[array], row * ROW_LENGTH[array]);
    });
    writeFileSync(`${base}.${array}.f32`, values);
  }
}

/** A folder of its own for a test, removed by `remove`. */
export function temporaryFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'heed-'));
  return {
    path,
    remove: () => {
      rmSync(path, { recursive: true, force: true });
    },
  };
}
