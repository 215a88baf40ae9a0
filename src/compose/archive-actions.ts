import { pageClock } from '#adapters/page/page-clock.ts';
import type { SessionArchive } from '#core/ports.ts';
import { createReliabilityBuilder } from '#core/engagement/reliability-builder.ts';
import { createSummary } from '#core/engagement/summary.ts';
import { decodeSamples } from '#core/sessions/decode-sample.ts';
import type { SessionEvent, SessionRecord } from '#core/sessions/records.ts';
import { createTimelineBuilder, timelineBucket } from '#core/sessions/timeline.ts';
import { elapsed, type DurationMs } from '#core/units.ts';
import type { Deletions } from '#stores/deletion-store.ts';
import { problem } from '#stores/problem.ts';
import type { SessionDetailState } from '#stores/session-detail-store.ts';
import type { Stores } from '#stores/stores.ts';
import type { Actions } from '#ui/actions.ts';

type ArchiveActions = Pick<
  Actions,
  'loadSessions' | 'loadSession' | 'deleteSessions' | 'undoDeletion'
>;

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

export function createArchiveActions(
  { sessions, sessionDetail }: Pick<Stores, 'sessions' | 'sessionDetail'>,
  archive: SessionArchive,
  deletions: Deletions,
  onListed: () => Promise<void>,
): ArchiveActions {
  const loadSession = async (sessionId: string): Promise<void> => {
    sessionDetail.setState({ kind: 'loading', sessionId }, true);
    let loaded: SessionDetailState;
    try {
      const record = await archive.get(sessionId);
      loaded = record === null ? { kind: 'missing', sessionId } : await readDetail(archive, record);
    } catch (error) {
      loaded = { kind: 'failed', sessionId, problem: problem('storage_failed', messageOf(error)) };
    }
    const { sessionId: wanted } = sessionDetail.getState() as { readonly sessionId?: string };
    // Another session was opened meanwhile: its answer counts.
    if (wanted === sessionId) sessionDetail.setState(loaded, true);
  };

  return {
    async loadSessions() {
      try {
        const records = await archive.list();
        sessions.setState(
          {
            kind: 'ready',
            sessions: [...records].sort((a, b) => b.startedAt - a.startedAt),
          },
          true,
        );
        await onListed();
      } catch (error) {
        sessions.setState(
          { kind: 'failed', problem: problem('storage_failed', messageOf(error)) },
          true,
        );
      }
    },
    loadSession,
    deleteSessions(sessionIds) {
      deletions.request(sessionIds);
    },
    undoDeletion() {
      deletions.undo();
    },
  };
}

/** Folds the stored samples as they stream by; a session of hours is never held whole. */
async function readDetail(
  archive: SessionArchive,
  record: SessionRecord,
): Promise<SessionDetailState> {
  const { id, startedAt } = record;
  const timeline = createTimelineBuilder(startedAt, timelineBucket(lengthOf(record)));
  const summary = createSummary();
  const reliability = createReliabilityBuilder();
  for await (const chunk of archive.samples(id)) {
    for (const sample of decodeSamples(chunk)) {
      timeline.add(sample);
      summary.add({ at: sample.at, ...sample.engagement });
      reliability.add(sample.observation, sample.body);
    }
  }
  const hasCamera = record.mode !== 'events_only';
  const events: SessionEvent[] = [];
  for await (const event of archive.events(id)) events.push(event);
  return {
    kind: 'ready',
    record,
    timeline: timeline.finish(),
    summary: hasCamera ? summary.current() : null,
    reliability: hasCamera ? reliability.current() : null,
    events,
  };
}

/** A session that still runs is as long as it is now. */
const lengthOf = ({ startedAt, endedAt }: SessionRecord): DurationMs =>
  elapsed(startedAt, endedAt ?? pageClock());
