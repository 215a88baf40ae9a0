import * as v from 'valibot';
import { StoredFormatError } from '../sessions/stored-records.ts';
import type { LabelTrack } from './label-track.ts';
import { spansFault } from './labels/span-order.ts';

export const LABEL_TRACK_VERSION = 1;

const finite = v.pipe(v.number(), v.finite());

const SPAN = v.object({ from: finite, to: finite, word: v.pipe(v.string(), v.nonEmpty()) });

const TRACK = v.object({
  recording: v.pipe(v.string(), v.nonEmpty()),
  formatVersion: v.literal(LABEL_TRACK_VERSION),
  spans: v.pipe(v.array(SPAN), v.readonly()),
  updatedAt: finite,
});

const HEAD = v.object({ recording: v.string(), formatVersion: finite });

/** The labels of a recording as they are kept. Throws StoredFormatError, whose message is a sentence. */
export function parseLabelTrack(value: unknown): LabelTrack {
  const head = v.safeParse(HEAD, value);
  const of = head.success ? `The labels of ${head.output.recording}` : 'Labels of a recording';
  if (head.success && head.output.formatVersion > LABEL_TRACK_VERSION) {
    throw new StoredFormatError(
      `${of} were written by a newer version of Heed (format ${head.output.formatVersion}; this one ` +
        `reads up to ${LABEL_TRACK_VERSION}). They were left as they are: reload the page to get the newer version.`,
    );
  }
  const result = v.safeParse(TRACK, value);
  if (!result.success) {
    const [issue] = result.issues;
    const where = v.getDotPath(issue) ?? 'the whole of them';
    throw new StoredFormatError(
      `${of} are damaged (${where}: ${issue.message}); they were left as they are.`,
      { cause: result.issues },
    );
  }
  const track = result.output as LabelTrack;
  const fault = spansFault(track.spans);
  if (fault === null) return track;
  throw new StoredFormatError(`${of} are damaged: ${fault} They were left as they are.`);
}

/** Whether `parseLabelTrack` reads it. */
export function isLabelTrack(value: unknown): boolean {
  try {
    parseLabelTrack(value);
    return true;
  } catch (error) {
    if (error instanceof StoredFormatError) return false;
    throw error;
  }
}
