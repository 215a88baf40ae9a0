import { FACE_FEATURES, FACE_SIGNAL, type FaceFeature } from '../signals/face-signal.ts';
import { CsvError } from './csv-error.ts';
import type { CsvRecord } from './csv-records.ts';

export type FeaturesLayoutName = 'smart-lms-features' | 'openface';

export interface FeatureColumn {
  readonly feature: FaceFeature;
  /** Its name in the file. */
  readonly name: string;
  readonly index: number;
  /** To the canonical unit: 1, or from degrees. */
  readonly factor: number;
  /** Inclusive range in the file's own unit. */
  readonly min: number;
  readonly max: number;
  readonly unit: string;
}

/** Where a features file keeps what is read from it. */
export interface FeatureColumns {
  readonly layout: FeaturesLayoutName;
  readonly width: number;
  /** In the order of FACE_FEATURES. */
  readonly features: readonly FeatureColumn[];
  /** `success` or `face_detected`; null in OpenFace's output for images, which lists only faces. */
  readonly presence: { readonly name: string; readonly index: number } | null;
  /** null where every row is a still. */
  readonly timestamp: number | null;
  readonly confidence: number | null;
  /** `face_id`, or `face` in OpenFace's output for images. */
  readonly faceId: { readonly name: string; readonly index: number } | null;
}

const columnName = (feature: FaceFeature): string =>
  feature.startsWith('AU') ? `${feature}_r` : feature;

function indexColumns(file: string, header: CsvRecord): Map<string, number> {
  const indices = new Map<string, number>();
  for (const [index, name] of header.cells.entries()) {
    if (name !== '' && indices.has(name)) {
      const place = { file, line: header.line, column: name };
      throw new CsvError('duplicate_column', place, 'the header names this column twice.');
    }
    indices.set(name, index);
  }
  return indices;
}

/**
 * Finds the layout by its header. Throws CsvError: `duplicate_column`, `missing_columns`.
 * Smart LMS's features log has `face_detected`; OpenFace has `success` in a sequence, and neither
 * `success` nor `timestamp` for images.
 */
export function findFeatureColumns(file: string, header: CsvRecord): FeatureColumns {
  const indices = indexColumns(file, header);
  const layout = indices.has('face_detected') ? 'smart-lms-features' : 'openface';
  const presenceName = layout === 'openface' ? 'success' : 'face_detected';
  const timed = indices.has('timestamp');
  const required = [
    ...(layout === 'smart-lms-features' ? ['timestamp'] : timed ? [presenceName] : []),
    ...FACE_FEATURES.map(columnName),
  ];
  const missing = required.filter((name) => !indices.has(name));
  if (missing.length > 0) {
    const named = missing.slice(0, 4).join(', ');
    const more = missing.length > 4 ? ` and ${missing.length - 4} more` : '';
    const place = { file, line: header.line, column: null };
    const wanted =
      'a features file has 17 action unit intensities (AU01_r to AU45_r), two gaze angles and three head turns';
    throw new CsvError(
      'missing_columns',
      place,
      `the header lacks ${named}${more}: ${wanted}, in the layout of OpenFace 2.2 or of this project.`,
    );
  }
  const named = (name: string) => {
    const index = indices.get(name);
    return index === undefined ? null : { name, index };
  };
  return {
    layout,
    width: header.cells.length,
    features: FACE_SIGNAL.features.map((spec) => {
      const inDegrees = layout === 'smart-lms-features' && spec.unit === 'rad';
      const factor = inDegrees ? Math.PI / 180 : 1;
      return {
        feature: spec.name as FaceFeature,
        name: columnName(spec.name as FaceFeature),
        index: indices.get(columnName(spec.name as FaceFeature)) as number,
        factor,
        min: inDegrees ? Math.round(spec.min / factor) : spec.min,
        max: inDegrees ? Math.round(spec.max / factor) : spec.max,
        unit: spec.unit === 'intensity' ? '' : inDegrees ? ' degrees' : ' radians',
      };
    }),
    presence: named(presenceName),
    timestamp: indices.get('timestamp') ?? null,
    confidence: indices.get('confidence') ?? null,
    faceId: named('face_id') ?? named('face'),
  };
}
