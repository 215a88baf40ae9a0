import { expect, it } from 'vitest';
import { channelName } from '#adapters/broadcast-channel/tab-message.ts';
import type { ClassArrival } from '#core/live/class-channel.ts';
import { describeClassChannel } from './contract.ts';
import { openSpot } from './open-spot.ts';

describeClassChannel('tabs of one browser', {
  spot: { kind: 'tabs' },
  lastWillMs: 1500,
});

const room = { courseId: 'c', lectureId: 'hostile' };

it('[CHN-7] takes anything from another tab: what is no text arrives as what cannot be read', async () => {
  const heard: ClassArrival[] = [];
  const close = openSpot({ kind: 'tabs' }).watch({
    room,
    onArrival: (arrival) => heard.push(arrival),
    onLink: () => undefined,
  });
  const tab = new BroadcastChannel(channelName(room));
  const said = { member: 's-1', stay: 'x', number: 1, lastWill: '', locked: false };
  const cyclic: Record<string, unknown> = {};
  cyclic['self'] = cyclic;
  for (const junk of [null, 7, 'text', [], {}, cyclic, { kind: 'state' }, { kind: 'here' }]) {
    tab.postMessage(junk);
  }
  tab.postMessage({ kind: 'state', ...said, member: '../../etc', payload: 'x' });
  tab.postMessage({ kind: 'state', ...said, number: Number.NaN, payload: 'x' });
  const bytes = new Uint8Array([1, 2]);
  for (const payload of [cyclic, 10n, null, bytes, 'text']) {
    tab.postMessage({ kind: 'state', ...said, payload });
  }
  await expect.poll(() => heard.length).toBe(5);
  expect(heard.map(({ payload }) => payload)).toEqual(['', '', '', bytes, 'text']);
  tab.close();
  await close();
});

it('[CHN-8] lets go of every lock with the student and with the dashboard', async () => {
  const ours = async () => {
    const { held = [], pending = [] } = await navigator.locks.query();
    return [...held, ...pending].filter(({ name }) => name?.includes('c~locks') === true).length;
  };
  const at = { courseId: 'c', lectureId: 'locks' };
  const channel = openSpot({ kind: 'tabs' });
  const heard: string[] = [];
  const watch = () =>
    channel.watch({
      room: at,
      onArrival: ({ payload }) => heard.push(String(payload)),
      onLink: () => undefined,
    });
  const uplink = channel.join({
    room: at,
    member: 's-1' as ClassArrival['member'],
    lastWill: 'lost',
    onLink: (link) => {
      if (link.kind === 'connected') void uplink.send('here');
    },
  });
  await expect.poll(ours).toBe(1);
  const close = watch();
  await expect.poll(() => heard).toEqual(['here']);
  await expect.poll(ours).toBe(2);
  await close();
  await expect.poll(ours).toBe(1);
  await uplink.leave('ended');
  await expect.poll(ours).toBe(0);
});
