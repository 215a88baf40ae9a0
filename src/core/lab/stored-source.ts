import * as v from 'valibot';
import { StoredFormatError } from '../sessions/stored-records.ts';
import type { LabSource } from './lab-source.ts';

const HEAD = {
  id: v.pipe(v.string(), v.uuid()),
  formatVersion: v.literal(1),
  name: v.pipe(v.string(), v.nonEmpty()),
  addedAt: v.pipe(v.number(), v.finite()),
  licence: v.string(),
  used: v.boolean(),
};

const SOURCE = v.variant('kind', [
  v.object({ ...HEAD, kind: v.literal('files') }),
  v.object({ ...HEAD, kind: v.literal('videos') }),
  v.object({
    ...HEAD,
    kind: v.literal('sessions'),
    sessionIds: v.pipe(v.array(v.string()), v.readonly()),
  }),
]);

/** A stored source of the lab. Throws StoredFormatError, whose message names it. */
export function parseLabSource(value: unknown): LabSource {
  const result = v.safeParse(SOURCE, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const where = v.getDotPath(issue) ?? 'the whole of it';
  const name = v.safeParse(v.object({ name: v.string() }), value);
  throw new StoredFormatError(
    `A source of the lab${name.success ? ` (${name.output.name})` : ''} cannot be read (${where}: ${issue.message}); it was left as it is: a newer version of Heed may have written it.`,
    { cause: result.issues },
  );
}
