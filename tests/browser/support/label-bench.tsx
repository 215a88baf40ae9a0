import { MantineProvider } from '@mantine/core';
import { createRoot } from 'react-dom/client';
import { Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { keptPicture } from '#adapters/idb/kept-picture.ts';
import { createLabelStore } from '#adapters/idb/label-store.ts';
import { SessionStore } from '#adapters/idb/session-store.ts';
import { createLabelsActions } from '#compose/lab/labels-actions.ts';
import type { LabDesk } from '#compose/lab/lab-desk.ts';
import type { LabelStore } from '#core/lab/lab-stores.ts';
import type { LabSource } from '#core/lab/lab-source.ts';
import { timestampMs } from '#core/units.ts';
import { createLabStores } from '#stores/lab/lab-stores.ts';
import type { LabActions } from '#ui/lab/lab-context.ts';
import { LabRoutes } from '#ui/lab/lab-routes.tsx';
import { cssVariables, theme } from '#ui/theme/theme.ts';
import '@mantine/core/styles.css';
import '#ui/theme/global.css';
import { labelHandlers } from '#workers/lab/label-handlers.ts';
import { chunk, session, STARTED_AT } from '../idb/sessions.ts';

const SECONDS = 120;
export const KEY = 'session/a';

const SOURCE: LabSource = {
  id: 's',
  formatVersion: 1,
  kind: 'sessions',
  name: 'Own sessions',
  addedAt: 0,
  licence: '',
  used: true,
  sessionIds: ['a'],
};

/** A stored session of two minutes, and the lab's label pages over the browser's own database. */
export async function openLabelBench(name: string, { keptPictures = 0 } = {}) {
  const sessions = await SessionStore.open({ name });
  await sessions.begin(session('a'));
  for (let index = 0; index < keptPictures; index++) {
    await sessions.keepFrame({
      sessionId: 'a',
      at: timestampMs(STARTED_AT + index * 10_000),
      name: `${index}.jpg`,
      jpeg: Uint8Array.of(0xff, 0xd8, index),
    });
  }
  await sessions.end('a', timestampMs(STARTED_AT + SECONDS * 1000), 'stopped');
  // Two minutes of rows need no database to be read from.
  const archive = {
    get: (id: string) => sessions.get(id),
    frameNames: (id: string) => sessions.frameNames(id),
    async *samples() {
      for (let second = 0; second < SECONDS; second++) {
        await Promise.resolve();
        yield chunk('a', second);
      }
    },
  };
  const stored = createLabelStore({ name });
  /** Set to refuse what is to be stored. */
  const refusal: { why: Error | null } = { why: null };
  const labels: LabelStore = {
    ...stored,
    put: (track) => (refusal.why === null ? stored.put(track) : Promise.reject(refusal.why)),
  };
  const handlers = labelHandlers({
    stores: {
      sources: { list: () => Promise.resolve({ items: [SOURCE], unreadable: [] }) },
      files: { contents: () => Promise.resolve([]) },
      labels,
      archive,
    },
  });
  // As a worker answers: copies, later.
  const call = async (command: keyof typeof handlers, args: never): Promise<unknown> =>
    structuredClone(await handlers[command](args));
  const desk = { ask: () => Promise.resolve({ call }) } as unknown as LabDesk;
  const stores = createLabStores();
  let clock = 0;
  const own = createLabelsActions(
    { stores, desk, archive },
    {
      labels,
      clock: () => timestampMs(++clock),
      keptPicture: (id, at) => keptPicture({ name }, id, at),
      memory: null,
    },
  );
  const actions = new Proxy(own as LabActions, {
    get: (known, action) => (Reflect.get(known, action) as unknown) ?? (() => Promise.resolve()),
  });

  const show = (path: string) => {
    const place = document.createElement('div');
    document.body.append(place);
    const [at = '', search = ''] = path.split('?');
    const { hook, searchHook, navigate } = memoryLocation({ path: at, searchPath: search });
    const root = createRoot(place);
    root.render(
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables}>
        <Router hook={hook} searchHook={searchHook}>
          <LabRoutes lab={{ stores, actions }} />
        </Router>
      </MantineProvider>,
    );
    return {
      place,
      navigate,
      close(): void {
        root.unmount();
        place.remove();
      },
    };
  };
  return { stores, actions, stored, refusal, show, sessions };
}
