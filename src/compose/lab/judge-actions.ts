import { saveFile } from '#adapters/files/save-file.ts';
import type { LabClient } from '#adapters/worker-clients/lab-client.ts';
import type { Study } from '#core/evaluation/study/study.ts';
import type { LabNotice } from '#protocol/lab/lab-protocol.ts';
import { type JudgeState, type LongWork, NO_RUN } from '#stores/lab/judge-store.ts';
import type { JudgeActions } from '#ui/lab/judge/judge-actions.ts';
import { judgedFile } from './judge-export.ts';
import type { LabDeps } from './lab-deps.ts';

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const BEGUN = { kind: 'working', done: 0, all: 0, what: 'the data', epoch: null } as const;

export function createJudgeActions({ stores, desk }: LabDeps): JudgeActions {
  const store = stores.judge;
  /** Workers of long work, by what they do and for which run. */
  const running = new Map<string, { close: () => void; tell: () => void }>();

  /** Changes nothing where another run was opened meanwhile. */
  const forRun = (runId: string) => (state: Partial<JudgeState>) => {
    if (store.getState().runId === runId) store.setState(state);
  };

  const judge = async (runId: string): Promise<void> => {
    const show = forRun(runId);
    show({ judging: BEGUN });
    const quiet = desk.listen((notice) => {
      if (notice.kind !== 'progress' || store.getState().judging.kind !== 'working') return;
      const { done, all, what } = notice;
      show({ judging: { kind: 'working', done, all, what, epoch: null } });
    });
    try {
      const client = await desk.ask();
      show({ judging: { kind: 'ready', judgement: await client.call('judge', { runId }) } });
    } catch (error) {
      show({ judging: { kind: 'failed', why: words(error) } });
    } finally {
      quiet();
    }
  };

  const learn = (runId: string, study: Study): void => {
    const { opened } = store.getState();
    if (opened.kind !== 'ready' || opened.file.bundle === null) return;
    const bundle = { ...opened.file.bundle, study };
    forRun(runId)({ opened: { kind: 'ready', file: { ...opened.file, bundle } } });
  };

  /** What is kept of the study so far, such as the rows of an ablation that goes on. */
  const readStudy = async (runId: string): Promise<void> => {
    const client = await desk.ask();
    const file = await client.call('readRun', { runId });
    const study = file?.bundle?.study;
    if (study !== undefined) learn(runId, study);
  };

  const longWork = async (
    name: string,
    tell: (work: LongWork) => void,
    call: (client: LabClient, runId: string) => Promise<Study>,
  ): Promise<void> => {
    const { runId } = store.getState();
    if (runId === null) return;
    const key = `${name} ${runId}`;
    if (running.has(key)) return;
    const show = (work: LongWork): void => {
      if (store.getState().runId === runId) tell(work);
    };
    let work: LongWork = BEGUN;
    let stopped = false;
    let client: LabClient | null = null;
    running.set(key, {
      close: () => {
        stopped = true;
        client?.close();
      },
      tell: () => {
        show(work);
      },
    });
    show(work);
    const hear = (notice: LabNotice): void => {
      if (stopped || work.kind !== 'working') return;
      if (notice.kind === 'epoch') work = { ...work, epoch: notice.epoch.number };
      else if (notice.kind !== 'progress') return;
      else {
        const { done, all, what } = notice;
        if (done > work.done) void readStudy(runId).catch(() => undefined);
        work = { kind: 'working', done, all, what, epoch: null };
      }
      show(work);
    };
    try {
      client = await desk.start(hear);
      if (isStopped()) throw new Error('stopped');
      learn(runId, await call(client, runId));
      show({ kind: 'idle' });
    } catch (error) {
      show(isStopped() ? { kind: 'stopped' } : { kind: 'failed', why: words(error) });
      await readStudy(runId).catch(() => undefined);
    } finally {
      client?.close();
      running.delete(key);
    }
    function isStopped(): boolean {
      return stopped;
    }
  };
  const stop = (name: string): void => {
    running.get(`${name} ${store.getState().runId ?? ''}`)?.close();
  };

  return {
    async openRun(runId) {
      store.setState({ ...NO_RUN, runId });
      // Long work goes on while other pages are looked at.
      for (const [key, { tell }] of running) if (key.endsWith(` ${runId}`)) tell();
      const show = forRun(runId);
      try {
        const client = await desk.ask();
        const file = await client.call('readRun', { runId });
        if (file === null) show({ opened: { kind: 'missing' } });
        else {
          show({ opened: { kind: 'ready', file } });
          if (file.bundle !== null) await judge(runId);
        }
      } catch (error) {
        show({ opened: { kind: 'failed', why: words(error) } });
      }
    },
    leaveRun() {
      store.setState(NO_RUN);
    },
    async explainWindow(index) {
      const { runId } = store.getState();
      if (runId === null) return;
      const show = (explained: JudgeState['explained']): void => {
        const current = store.getState().explained;
        if (current.kind !== 'none' && current.index === index) forRun(runId)({ explained });
      };
      forRun(runId)({ explained: { kind: 'working', index, done: 0, all: 0 } });
      const quiet = desk.listen((notice) => {
        if (notice.kind === 'progress' && store.getState().explained.kind === 'working') {
          show({ kind: 'working', index, done: notice.done, all: notice.all });
        }
      });
      try {
        const client = await desk.ask();
        const explanation = await client.call('explain', { runId, index });
        show({ kind: 'ready', index, explanation });
      } catch (error) {
        show({ kind: 'failed', index, why: words(error) });
      } finally {
        quiet();
      }
    },
    ablate: (model) =>
      longWork(
        `ablate ${model}`,
        (work) => {
          store.setState(({ ablating }) => ({ ablating: { ...ablating, [model]: work } }));
        },
        (client, runId) => client.call('ablate', { runId, model }),
      ),
    stopAblation: (model) => {
      stop(`ablate ${model}`);
    },
    weighFeatures: () =>
      longWork(
        'weigh',
        (weighing) => {
          store.setState({ weighing });
        },
        (client, runId) => client.call('weigh', { runId }),
      ),
    stopWeighing: () => {
      stop('weigh');
    },
    async exportRun(what, { signal }) {
      const { opened, judging } = store.getState();
      if (opened.kind !== 'ready' || judging.kind !== 'ready') {
        return { kind: 'failed', message: 'This run is not judged yet.' };
      }
      try {
        const judged = { file: opened.file, judgement: judging.judgement };
        const file = judgedFile(judged, what, new Date());
        const outcome = await saveFile(file, signal);
        return outcome === 'cancelled'
          ? { kind: 'cancelled' }
          : { kind: 'saved', fileName: file.name };
      } catch (error) {
        if (signal.aborted) return { kind: 'cancelled' };
        return { kind: 'failed', message: words(error) };
      }
    },
  };
}
