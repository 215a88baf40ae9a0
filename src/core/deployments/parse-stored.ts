import * as v from 'valibot';
import { StoredFormatError } from '../sessions/stored-records.ts';

const VERSIONED = v.object({ formatVersion: v.pipe(v.number(), v.integer(), v.minValue(1)) });

/** Reads what this browser keeps. `what` begins the sentence. Throws StoredFormatError. */
export function parseStored<Output>(
  schema: v.GenericSchema<unknown, Output>,
  value: unknown,
  what: string,
  version = 1,
): Output {
  const versioned = v.safeParse(VERSIONED, value);
  if (versioned.success && versioned.output.formatVersion > version) {
    throw new StoredFormatError(
      `${what} was written by a newer version of Heed (format ${versioned.output.formatVersion}; ` +
        `this one reads up to ${version}). It was left as it is: reload the page to get the newer version.`,
    );
  }
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const where = v.getDotPath(issue) ?? 'the whole of it';
  throw new StoredFormatError(
    `${what} is damaged (${where}: ${issue.message}); it was left as it is.`,
    { cause: result.issues },
  );
}
