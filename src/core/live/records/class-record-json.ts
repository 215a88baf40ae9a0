import * as v from 'valibot';
import { StoredFormatError } from '../../sessions/stored-records.ts';
import type { ClassRecord } from './class-record.ts';
import { parseClassRecord } from './stored-class-record.ts';

const FORMAT = 'heed-class-record';
const NAMED = v.object({ format: v.literal(FORMAT) });

/** A record as a file: what is stored, and what it is. Times are Unix milliseconds. */
export const classRecordJson = (record: ClassRecord): string =>
  `${JSON.stringify({ format: FORMAT, ...record }, null, 1)}\n`;

/** Throws StoredFormatError. */
export function readClassRecordJson(text: string): ClassRecord {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new StoredFormatError('This file is not JSON, so it is no record of a class.', { cause });
  }
  if (!v.is(NAMED, json)) {
    throw new StoredFormatError(`This file is no record of a class: its format is not ${FORMAT}.`);
  }
  return parseClassRecord(json);
}
