import type { LabelTrack } from '#core/lab/label-track.ts';
import type { LabDataSpec } from '#core/lab/lab-run.ts';
import type { SessionsSource } from '#core/lab/lab-source.ts';
import { recordingKey } from '#core/lab/recording-key.ts';
import { factsOfTrack } from '#core/lab/spans-facts.ts';
import type { SessionArchive } from '#core/ports.ts';
import type { Recipe } from '#core/recipes/recipe.ts';
import type { SessionRecord } from '#core/sessions/records.ts';
import { StoredFormatError } from '#core/sessions/stored-records.ts';
import type { ReadSessionsOptions } from '../read-sessions.ts';

export const keyOfSession = ({ id }: Pick<SessionRecord, 'id'>): string =>
  recordingKey({ kind: 'session', sessionId: id });

export interface FoundSessions {
  readonly records: readonly SessionRecord[];
  /** Of those that are not there any more, or that cannot be read, a sentence each. */
  readonly problems: readonly string[];
}

/** The sessions of a source that are still stored. */
export async function sessionsOf(
  { sessionIds }: Pick<SessionsSource, 'sessionIds'>,
  archive: Pick<SessionArchive, 'get'>,
): Promise<FoundSessions> {
  const records: SessionRecord[] = [];
  const problems: string[] = [];
  for (const id of sessionIds) {
    try {
      const record = await archive.get(id);
      if (record === null) problems.push(`${id}: this session was deleted.`);
      else records.push(record);
    } catch (error) {
      if (!(error instanceof StoredFormatError)) throw error;
      problems.push(error.message);
    }
  }
  return { records, problems };
}

/** What is known of sessions: what somebody said of them, else what was logged if the recipe asks. */
export const sessionFacts =
  (
    tracks: ReadonlyMap<string, LabelTrack>,
    { labels }: Pick<Recipe, 'labels'>,
    { labelWords }: Pick<LabDataSpec, 'labelWords'>,
  ): NonNullable<ReadSessionsOptions['factsOf']> =>
  (session) => {
    const spans = factsOfTrack(tracks.get(keyOfSession(session)), labelWords);
    if (spans !== null) return { kind: 'spans', spans };
    return labels.kind === 'status' ? 'as_logged' : null;
  };
