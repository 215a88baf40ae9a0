import { describe, expect, it } from 'vitest';
import { createShareRun, type ShareRunDeps } from '#compose/share-run.ts';
import type { ClassUplink } from '#core/live/class-channel.ts';
import type { ShareChoice } from '#core/policy/sharing.ts';
import { at } from '#core/numeric/at.ts';
import { lectureTimeS, timestampMs } from '#core/units.ts';
import { createShareStore } from '#stores/share-store.ts';
import type { ClassLogin } from '#ui/class-actions.ts';

const WITHOUT_NAME: ShareChoice = { kind: 'without_name', states: false };

/** A class that writes down what it gets, on a clock that the test moves. */
function rig(choice: ShareChoice = WITHOUT_NAME, fails: Error | null = null) {
  let now = 1_000_000;
  let online = true;
  let runs = 0;
  const got: string[] = [];
  const farewells: string[] = [];
  const logins: (ClassLogin | null)[] = [];
  const listeners: ListenerOf[] = [];
  const share = createShareStore();
  const run = createShareRun({
    share,
    choice,
    login: null,
    clock: () => timestampMs(now),
    moment: () => ({
      at: timestampMs(now),
      lectureTime: lectureTimeS((now - 1_000_000) / 1000),
      player: 'playing',
      score: null,
      status: null,
      quality: null,
      states: null,
    }),
    connect(login) {
      logins.push(login);
      if (fails !== null) return Promise.reject(fails);
      return Promise.resolve((_lastWill, onLink): ClassUplink => {
        listeners.push(onLink);
        onLink({ kind: 'connected' });
        return {
          send(payload) {
            if (!online) return Promise.reject(new Error('offline'));
            got.push(payload);
            return Promise.resolve();
          },
          leave(payload) {
            farewells.push(payload);
            return Promise.resolve();
          },
        };
      });
    },
    newRun: () => `run0000${runs++}`,
  });
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  };
  return {
    run,
    share,
    got,
    farewells,
    logins,
    listeners,
    settle,
    setOnline: (next: boolean) => {
      online = next;
    },
    pass: async (seconds: number, onTick: () => void = () => undefined) => {
      await settle();
      for (let tick = 0; tick < seconds * 4; tick++) {
        now += 250;
        run.tick();
        await settle();
        onTick();
      }
    },
  };
}
type ListenerOf = Parameters<Awaited<ReturnType<ShareRunDeps['connect']>>>[1];

const parsed = (text: string) =>
  JSON.parse(text) as { readonly run: string; readonly kind: string; readonly at: number };

describe('sharing a session', () => {
  it('[SHU-1] does nothing where nothing is shared, not even when asked to', async () => {
    const { run, share, logins, got, pass } = rig({ kind: 'nothing' });
    await pass(3);
    run.again();
    run.stop();
    await pass(3);
    expect(logins).toEqual([]);
    expect(got).toEqual([]);
    expect(share.getState()).toMatchObject({ choice: { kind: 'nothing' }, link: null, sent: 0 });
  });

  it('[SHU-8] sends at most one message a second, and about one', async () => {
    const { got, pass } = rig();
    await pass(20);
    const times = got.map((text) => parsed(text).at);
    expect(times.length).toBeGreaterThanOrEqual(19);
    for (const [index, time] of times.slice(1).entries()) {
      expect(time - at(times, index)).toBeGreaterThanOrEqual(1000);
    }
  });

  it('[SHU-9] shows what was sent, the very text, changing once a second at most', async () => {
    const { got, share, pass } = rig();
    let changes = 0;
    share.subscribe(({ last }, { last: before }) => {
      if (last !== before) changes++;
    });
    await pass(10, () => {
      const { last } = share.getState();
      if (last !== null) expect(got).toContain(last.text);
    });
    expect(changes).toBeGreaterThanOrEqual(8);
    expect(changes).toBeLessThanOrEqual(10);
    const { sent, last } = share.getState();
    expect(last?.text).toBe(at(got, sent - 1));
  });

  it('[SHU-9] also where many kept messages go out at once', async () => {
    const { got, share, pass, setOnline, listeners } = rig();
    await pass(3);
    setOnline(false);
    at(listeners, 0)({ kind: 'offline', reason: 'lost' });
    await pass(30);
    expect(share.getState()).toMatchObject({ link: { kind: 'offline' } });
    expect(share.getState().waiting).toBeGreaterThan(20);
    setOnline(true);
    at(listeners, 0)({ kind: 'connected' });
    let changes = 0;
    share.subscribe(() => changes++);
    await pass(5);
    expect(changes).toBeLessThanOrEqual(6);
    expect(share.getState().waiting).toBe(0);
    expect(got.length).toBeGreaterThan(30);
  });

  it('[SHU-10] stopping says farewell once, and nothing goes out afterwards', async () => {
    const { run, share, got, farewells, pass } = rig();
    await pass(5);
    run.stop();
    await pass(0);
    const before = got.length;
    await pass(5);
    expect(got.length).toBe(before);
    expect(farewells.map((text) => parsed(text).kind)).toEqual(['left']);
    expect(share.getState()).toMatchObject({
      chosen: WITHOUT_NAME,
      choice: { kind: 'nothing' },
      link: null,
      sent: before,
    });
  });

  it('[SHU-10] sharing again is a new run, joined anew, and the count goes on', async () => {
    const { run, share, got, logins, pass } = rig();
    await pass(3);
    run.stop();
    const before = share.getState().sent;
    run.again();
    await pass(3);
    expect(logins).toHaveLength(2);
    expect(new Set(got.map((text) => parsed(text).run)).size).toBe(2);
    expect(share.getState()).toMatchObject({ choice: WITHOUT_NAME, link: { kind: 'connected' } });
    expect(share.getState().sent).toBeGreaterThan(before);
  });

  it('[SHU-10] late news of what was stopped changes nothing', async () => {
    const { run, share, listeners, pass } = rig();
    await pass(2);
    run.stop();
    const shown = share.getState();
    at(listeners, 0)({ kind: 'offline', reason: 'lost' });
    expect(share.getState()).toBe(shown);
  });

  it('[SHU-11] a class that cannot be opened is told, and can be tried again', async () => {
    const { run, share, logins, pass } = rig(WITHOUT_NAME, new Error('no way there'));
    await pass(3);
    expect(share.getState().link).toEqual({
      kind: 'refused',
      reason: 'failed',
      said: 'no way there',
    });
    run.again();
    await pass(1);
    expect(logins).toHaveLength(2);
  });

  it('[SHU-12] a login that was typed again takes the place of the wrong one', async () => {
    const { run, logins, listeners, pass } = rig();
    await pass(1);
    at(listeners, 0)({ kind: 'refused', reason: 'wrong_login', said: 'Not authorized' });
    const login: ClassLogin = { user: null, secret: 'maple-42' };
    run.again(login);
    await pass(1);
    run.stop();
    run.again();
    await pass(1);
    expect(logins).toEqual([null, login, login]);
  });

  it('[SHU-10] the end of the session says farewell, and what was sent stays known', async () => {
    const { run, share, farewells, pass, got } = rig();
    await pass(4);
    run.end();
    await pass(3);
    expect(farewells).toHaveLength(1);
    expect(share.getState()).toMatchObject({ chosen: WITHOUT_NAME, sent: got.length, link: null });
  });

  it('[SHU-13] what still waits when the session ends is told as lost', async () => {
    const { run, share, pass, setOnline, listeners, settle } = rig();
    await pass(4);
    setOnline(false);
    at(listeners, 0)({ kind: 'offline', reason: 'lost' });
    await pass(10);
    run.end();
    await settle();
    const { lost, waiting } = share.getState();
    expect({ lost, waiting }).toEqual({ lost: 10, waiting: 0 });
  });

  it('[SHU-13] what goes out with the farewell is counted as sent', async () => {
    const { run, share, got, pass, setOnline, listeners, settle } = rig();
    await pass(4);
    setOnline(false);
    at(listeners, 0)({ kind: 'offline', reason: 'lost' });
    await pass(10);
    setOnline(true);
    at(listeners, 0)({ kind: 'connected' });
    run.end();
    await settle();
    await settle();
    expect(share.getState()).toMatchObject({ lost: 0, waiting: 0, sent: got.length });
    expect(got.length).toBe(14);
  });
});
