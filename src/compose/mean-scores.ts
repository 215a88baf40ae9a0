import { createSummary } from '#core/engagement/summary.ts';
import type { SessionArchive } from '#core/ports.ts';
import { decodeSamples } from '#core/sessions/sample-row.ts';
import type { Score } from '#core/units.ts';
import type { SessionsStore } from '#stores/sessions-store.ts';

/**
 * Fills in the mean scores of a list, newest first, as the samples stream by; each session is read
 * once. A session that cannot be read keeps none: its own page says why.
 */
export function createMeanScores(sessions: SessionsStore, archive: SessionArchive) {
  const known = new Map<string, Score | null>();
  let round = 0;

  const meanOf = async (sessionId: string): Promise<Score | null> => {
    const summary = createSummary();
    for await (const chunk of archive.samples(sessionId)) {
      for (const sample of decodeSamples(chunk))
        summary.add({ at: sample.at, ...sample.engagement });
    }
    return summary.current().meanScore;
  };

  return async (): Promise<void> => {
    const mine = ++round;
    const state = sessions.getState();
    if (state.kind !== 'ready') return;
    for (const { record } of state.sessions) {
      if (record.endedAt === null || record.sampleCount === 0) continue;
      if (!known.has(record.id)) known.set(record.id, await meanOf(record.id).catch(() => null));
      const mean = known.get(record.id) ?? null;
      // A newer list has its own round.
      const now = sessions.getState();
      if (mine !== round || now.kind !== 'ready') return;
      sessions.setState({
        kind: 'ready',
        sessions: now.sessions.map((entry) =>
          entry.record.id === record.id ? { ...entry, meanScore: mean } : entry,
        ),
      });
    }
  };
}
