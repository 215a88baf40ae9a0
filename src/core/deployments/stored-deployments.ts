import * as v from 'valibot';
import { LIVE_MODELS } from '../models/prediction.ts';
import type { CourseModel } from './course-model.ts';
import { parseStored } from './parse-stored.ts';
import { BUNDLE_ORIGINS, type StoredBundle } from './stored-bundle.ts';

const text = v.pipe(v.string(), v.nonEmpty());
const unixTime = v.pipe(v.number(), v.finite());
const bytes = v.pipe(v.number(), v.integer(), v.minValue(0));

const STORED_BUNDLE = v.object({
  id: text,
  formatVersion: v.literal(1),
  origin: v.picklist(BUNDLE_ORIGINS),
  addedAt: unixTime,
  sizeBytes: bytes,
  files: v.map(text, v.instance(ArrayBuffer)),
});

const COURSE_MODEL = v.object({
  courseId: text,
  model: v.picklist(LIVE_MODELS),
  formatVersion: v.literal(1),
  active: v.nullable(text),
  since: v.nullable(unixTime),
  before: v.pipe(v.array(v.object({ bundle: v.nullable(text), until: unixTime })), v.readonly()),
});

const named = (value: unknown, key: string): string => {
  const name: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, key) : '';
  return typeof name === 'string' && name !== '' ? ` ${name}` : '';
};

/** A bundle as it was kept, its files unread. Throws StoredFormatError. */
export const parseStoredBundle = (value: unknown): StoredBundle =>
  parseStored(STORED_BUNDLE, value, `The stored model${named(value, 'id')}`);

/** A course's choice of a model. Throws StoredFormatError. */
export const parseCourseModel = (value: unknown): CourseModel =>
  parseStored(
    COURSE_MODEL,
    value,
    `The choice of a model for the course${named(value, 'courseId')}`,
  );
