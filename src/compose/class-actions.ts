import { pageClock } from '#adapters/page/page-clock.ts';
import { watchPageHide, watchVisibility } from '#adapters/page/page-visibility.ts';
import type { ClassRecordStore } from '#core/live/records/class-record.ts';
import { createClassGate } from '#core/live/gate/class-gate.ts';
import { createClassRollup } from '#core/live/rollup/class-rollup.ts';
import type { ClassRoom } from '#core/live/class-room.ts';
import type { ClassDeployment } from '#core/policy/deployment.ts';
import type { Random } from '#core/ports.ts';
import { createWatchClass, type WatchClass } from '#pipelines/watch-class.ts';
import { INITIAL_CLASS_STATE } from '#stores/class-store.ts';
import { problem } from '#stores/problem.ts';
import type { Stores } from '#stores/stores.ts';
import type { Actions } from '#ui/actions.ts';
import type { ClassLogin } from '#ui/class-actions.ts';
import { openClassChannel } from './class-channel.ts';

const TICK_EVERY_MS = 40;

interface ClassActionDeps {
  readonly stores: Pick<Stores, 'class'>;
  readonly deployment: ClassDeployment;
  /** null where nothing is kept. */
  readonly records: ClassRecordStore | null;
}

/** Who is left out of a figure must not be guessed from the figures before. */
const unguessable: Random = () => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32;

const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** At most one class at a time before the instructor. */
export function createClassActions({
  stores,
  deployment,
  records,
}: ClassActionDeps): Pick<Actions, 'openClass' | 'closeClass'> {
  const store = stores.class;
  /** Of the class that is before the instructor, or was last. */
  let current: object | null = null;
  /** Closes the class that is open or being opened. */
  let close: () => Promise<void> = () => Promise.resolve();

  function run(watch: WatchClass): () => Promise<void> {
    const timer = setInterval(() => {
      watch.tick();
    }, TICK_EVERY_MS);
    const unwatch = [
      watchVisibility((hidden) => {
        if (hidden) void watch.save('running');
      }),
      // A page that comes back out of the browser's cache goes on with the same record.
      watchPageHide(() => void watch.save('ended')),
    ];
    return () => {
      clearInterval(timer);
      for (const stop of unwatch) stop();
      return watch.close();
    };
  }

  /** null where it was closed meanwhile. */
  async function open(
    room: ClassRoom,
    login: ClassLogin | null,
    closed: AbortSignal,
  ): Promise<WatchClass | null> {
    if (deployment.channel === 'off') return null;
    const channel = await openClassChannel({ deployment, login });
    if (closed.aborted) return null;
    const startedAt = pageClock();
    const { minimumGroup } = deployment;
    store.setState({ startedAt });
    return createWatchClass({
      room,
      startedAt,
      watch: (options) => channel.watch(options),
      gate: createClassGate(),
      rollup: createClassRollup({ minimumGroup, startedAt, random: unguessable }),
      clock: pageClock,
      records,
      newId: () => crypto.randomUUID(),
      minimumGroup,
      on: {
        link(link) {
          if (!closed.aborted) store.setState({ link });
        },
        change(change) {
          if (current === closed) store.setState(change);
        },
        recorded(recordId) {
          if (current !== closed) return;
          const trouble = store.getState().problem;
          store.setState({
            recordId,
            problem: trouble?.kind === 'class_record_failed' ? null : trouble,
          });
        },
        recordFailed(error) {
          if (current === closed)
            store.setState({ problem: problem('class_record_failed', words(error)) });
        },
      },
    });
  }

  return {
    openClass(room, login) {
      void close();
      const closing = new AbortController();
      current = closing.signal;
      store.setState({ ...INITIAL_CLASS_STATE, room, link: { kind: 'connecting' } });
      let stop: (() => Promise<void>) | null = null;
      open(room, login, closing.signal).then(
        (watch) => {
          if (watch !== null) stop = run(watch);
        },
        (error: unknown) => {
          if (closing.signal.aborted) return;
          store.setState({ link: null, problem: problem('class_unavailable', words(error)) });
        },
      );
      close = async () => {
        if (closing.signal.aborted) return;
        closing.abort();
        await stop?.();
        if (current === closing.signal) store.setState({ link: null });
      };
    },
    closeClass: () => close(),
  };
}
