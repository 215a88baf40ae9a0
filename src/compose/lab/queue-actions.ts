import { createBundleStore } from '#adapters/idb/bundle-store.ts';
import { createLabSourceStore } from '#adapters/idb/lab-source-store.ts';
import { createLabelStore } from '#adapters/idb/label-store.ts';
import { createQueueAnswerStore } from '#adapters/idb/queue-answer-store.ts';
import type { LabClient } from '#adapters/worker-clients/lab-client.ts';
import type { BundleStore } from '#core/deployments/stored-bundle.ts';
import type { LabelStore, LabSourceStore } from '#core/lab/lab-stores.ts';
import type { QueueAnswerStore } from '#core/lab/queue/queue-answer.ts';
import { recordingOf } from '#core/lab/recording-key.ts';
import { usedData } from '#core/lab/used-data.ts';
import type { BundleManifest } from '#core/models/bundle-manifest.ts';
import { LIVE_MODELS } from '#core/models/prediction.ts';
import type { LabNotice } from '#protocol/lab/lab-protocol.ts';
import type { QueueFrame } from '#stores/lab/queue-store.ts';
import type { QueueActions } from '#ui/lab/queue/queue-actions.ts';
import type { LabDeps } from './lab-deps.ts';
import { createQueueWriter } from './queue-writer.ts';
import { likelyChoice, type MeantChoice, queueChoices } from './queue-choices.ts';

export interface QueuePorts {
  readonly sources: Pick<LabSourceStore, 'list'>;
  readonly labels: LabelStore;
  readonly answers: QueueAnswerStore;
  readonly bundles: Pick<BundleStore, 'list'>;
  readonly shipped: () => Promise<readonly BundleManifest[]>;
  readonly now: () => number;
}

async function shippedManifests(): Promise<readonly BundleManifest[]> {
  const { readShipped } = await import('./shipped-models.ts');
  const read = await Promise.allSettled(LIVE_MODELS.map((model) => readShipped(model)));
  return read.flatMap((one) => (one.status === 'fulfilled' ? [one.value.manifest] : []));
}

const inTheBrowser = (): QueuePorts => ({
  sources: createLabSourceStore(),
  labels: createLabelStore(),
  answers: createQueueAnswerStore(),
  bundles: createBundleStore(),
  shipped: shippedManifests,
  now: Date.now,
});

/** Who judges is the same for everybody, always. */
const SEED = 1;
const MOST_FRAMES = 6;

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

export function createQueueActions(
  { stores: { queue }, desk, archive }: Pick<LabDeps, 'stores' | 'desk' | 'archive'>,
  ports: QueuePorts = inTheBrowser(),
): QueueActions {
  let meant: readonly MeantChoice[] = [];
  let client: Promise<LabClient> | null = null;
  const writer = createQueueWriter(ports);
  /** Counts what was asked for; an answer to something older is dropped. */
  let turn = 0;
  let hear: (notice: LabNotice) => void = () => undefined;

  const worker = (): Promise<LabClient> => {
    client ??= desk.start((notice) => {
      hear(notice);
    });
    return client;
  };
  const giveUp = (): void => {
    turn += 1;
    void client?.then(
      (open) => {
        open.close();
      },
      () => undefined,
    );
    client = null;
  };

  async function questions() {
    await writer.settled();
    const [sources, answers] = await Promise.all([ports.sources.list(), ports.answers.list()]);
    const { chosen } = queue.getState();
    const choice = meant.find(({ shown }) => shown.key === chosen) ?? meant[0];
    if (choice === undefined) throw new Error('there is nothing to choose from');
    const { model } = choice;
    return { data: usedData(sources.items), model, answers: answers.items, seed: SEED };
  }

  async function showFrames(): Promise<void> {
    const { stage } = queue.getState();
    const asked = stage.kind === 'asking' ? stage.batch.asked[stage.given.length] : undefined;
    queue.setState({ frames: [] });
    const recording = asked === undefined ? null : recordingOf(asked.recording);
    if (asked === undefined || recording?.kind !== 'session') return;
    const own = turn;
    const frames: QueueFrame[] = [];
    const { from, to } = asked.span;
    for await (const { at: moment, jpeg } of archive.frames(recording.sessionId)) {
      if (moment >= from && moment < to) frames.push({ seconds: (moment - from) / 1000, jpeg });
      if (frames.length === MOST_FRAMES || moment >= to) break;
    }
    const now = queue.getState().stage;
    const still = now.kind === 'asking' && now.batch.asked[now.given.length] === asked;
    if (own === turn && still) queue.setState({ frames });
  }

  const frames = (): void => {
    showFrames().catch(() => undefined);
  };

  async function askForBatch(): Promise<void> {
    turn += 1;
    const own = turn;
    writer.beginAnew();
    queue.setState({
      stage: { kind: 'reading', done: 0, all: 0, what: '' },
      curve: { kind: 'none' },
      frames: [],
    });
    hear = (notice) => {
      if (own !== turn || notice.kind !== 'progress') return;
      const { done, all, what } = notice;
      queue.setState({ stage: { kind: 'reading', done, all, what } });
    };
    try {
      const asked = await questions();
      const { strategy, size } = queue.getState();
      const draw = asked.answers.length + 1;
      const batch = await (await worker()).call('queueBatch', { ...asked, strategy, size, draw });
      if (own !== turn) return;
      queue.setState({ stage: { kind: 'asking', batch, given: [] } });
      frames();
    } catch (error) {
      if (own !== turn) return;
      giveUp();
      queue.setState({ stage: { kind: 'failed', why: messageOf(error) } });
    }
  }

  async function drawLabelCurve(): Promise<void> {
    const own = turn;
    queue.setState({ curve: { kind: 'reading', done: 0, all: 0 } });
    hear = (notice) => {
      if (own !== turn || notice.kind !== 'progress' || notice.what !== 'curve') return;
      queue.setState({ curve: { kind: 'reading', done: notice.done, all: notice.all } });
    };
    try {
      const asked = await questions();
      const { size } = queue.getState();
      const result = await (await worker()).call('labelCurve', { ...asked, every: size });
      if (own === turn) queue.setState({ curve: { kind: 'ready', result } });
    } catch (error) {
      if (own !== turn) return;
      giveUp();
      queue.setState({ curve: { kind: 'failed', why: messageOf(error) } });
    }
  }

  const tell = (why: string): void => {
    queue.setState(({ troubles }) => ({
      troubles: [...troubles.filter((own) => own !== why), why],
    }));
  };

  return {
    async openQueue() {
      turn += 1;
      const own = turn;
      try {
        const [tracks, stored, shipped, answers] = await Promise.all([
          ports.labels.list(),
          ports.bundles.list(),
          ports.shipped(),
          ports.answers.list(),
        ]);
        if (own !== turn) return;
        const manifests = [...stored.heads.map(({ manifest }) => manifest), ...shipped];
        meant = queueChoices(tracks.items, manifests);
        const { chosen } = queue.getState();
        const isThere = meant.some(({ shown }) => shown.key === chosen);
        const last = answers.items.at(-1);
        queue.setState({
          choices: meant.map(({ shown }) => shown),
          chosen: isThere ? chosen : likelyChoice(tracks.items),
          ...(isThere || last === undefined ? {} : { strategy: last.strategy }),
          troubles: [...tracks.unreadable, ...stored.unreadable, ...answers.unreadable],
        });
      } catch (error) {
        if (own === turn) queue.setState({ stage: { kind: 'failed', why: messageOf(error) } });
        return;
      }
      await askForBatch();
    },
    closeQueue() {
      giveUp();
      queue.setState({ stage: { kind: 'closed' }, curve: { kind: 'none' }, frames: [] });
    },
    async changeQueue(settings) {
      queue.setState(settings);
      await askForBatch();
    },
    askForBatch,
    drawLabelCurve,
    async answerQueue(given) {
      const { stage, strategy } = queue.getState();
      if (stage.kind !== 'asking') return;
      const place = stage.given.length;
      const asked = stage.batch.asked[place];
      if (asked === undefined) return;
      const { batch } = stage;
      queue.setState({ stage: { ...stage, given: [...stage.given, given] }, troubles: [] });
      frames();
      try {
        await writer.keep(asked, given, strategy);
      } catch (error) {
        tell(`The answer was not kept, so it is asked again: ${messageOf(error)}`);
        const now = queue.getState().stage;
        if (now.kind === 'asking' && now.batch === batch) {
          queue.setState({ stage: { ...now, given: now.given.slice(0, place) } });
        }
        return;
      }
      const now = queue.getState().stage;
      const isDone =
        now.kind === 'asking' && now.batch === batch && now.given.length === batch.asked.length;
      if (isDone && place === batch.asked.length - 1) await drawLabelCurve();
    },
    async undoAnswer() {
      const { stage } = queue.getState();
      if (stage.kind !== 'asking' || stage.given.length === 0) return;
      turn += 1;
      queue.setState({
        stage: { ...stage, given: stage.given.slice(0, -1) },
        curve: { kind: 'none' },
        troubles: [],
      });
      frames();
      try {
        await writer.takeBackLast();
      } catch (error) {
        tell(`The answer was not taken back: ${messageOf(error)}`);
      }
    },
  };
}
