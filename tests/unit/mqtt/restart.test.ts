import { afterEach, describe, expect, it } from 'vitest';
import { createClassGate } from '#core/live/gate/class-gate.ts';
import type { ClassLink } from '#core/live/class-channel.ts';
import type { StateMessage } from '#core/live/messages/class-message.ts';
import { lectureTimeS, score, timestampMs } from '#core/units.ts';
import { createShareSession, type ShareSession } from '#pipelines/share-session.ts';
import { findMosquitto } from '../../../scripts/testing/find-mosquitto.ts';
import { startMosquitto } from '../../support/mosquitto.ts';
import { channelAt, kinds, named, room, soon, USERS, wait } from './class-at-broker.ts';

/** A class that lives ten times as fast, so that the test needs not last as long. */
const SPEED = 10;
const started = performance.now();
const clock = () => timestampMs(1e12 + (performance.now() - started) * SPEED);

describe.skipIf(findMosquitto() === null)('with Mosquitto, where it is installed,', () => {
  const ends: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });

  it('[CHN-17] loses and doubles nothing when the broker is killed and comes back', async () => {
    const broker = await startMosquitto({ users: USERS });
    ends.push(() => broker.close());

    const gate = createClassGate();
    const heard = new Map<string, number[]>();
    let heardAt = 0;
    const links: ClassLink[] = [];
    ends.push(
      channelAt({ url: broker.url, clock }).watch({
        room,
        onArrival: (arrival) => {
          const admission = gate.admit(arrival);
          if (admission.kind !== 'admitted' || admission.message.kind !== 'state') return;
          heardAt = performance.now();
          heard.set(arrival.member, [
            ...(heard.get(arrival.member) ?? []),
            admission.message.number,
          ]);
        },
        onLink: (link) => links.push(link),
      }),
    );

    await expect.poll(() => kinds(links), soon).toContain('connected');

    const sent = new Map<string, number[]>();
    const sessions: ShareSession[] = ['s-1', 's-2', 's-3'].map((id) =>
      createShareSession({
        choice: { kind: 'without_name', states: false },
        run: `run0000${id.at(-1) ?? ''}`,
        clock,
        join: (lastWill, onLink) =>
          channelAt({ url: broker.url, clock }).join({ room, member: named(id), lastWill, onLink }),
        on: {
          link: () => undefined,
          waiting: () => undefined,
          sent: (_text: string, { number }: StateMessage) => {
            sent.set(id, [...(sent.get(id) ?? []), number]);
          },
        },
      }),
    );
    let speaking = true;
    const timer = setInterval(() => {
      for (const session of sessions) {
        const moment = {
          at: clock(),
          lectureTime: lectureTimeS(1),
          player: 'playing',
          score: score(70),
          status: 'engaged',
          quality: null,
          states: null,
        } as const;
        if (speaking) session.push(moment);
        session.tick();
      }
    }, 25);
    ends.push(() => {
      clearInterval(timer);
      return Promise.all(sessions.map((session) => session.leave('ended')));
    });
    const count = (of: ReadonlyMap<string, readonly number[]>): number =>
      [...of.values()].reduce((sum, numbers) => sum + numbers.length, 0);

    await expect.poll(() => count(heard), soon).toBeGreaterThan(60);
    // Mosquitto stores its sessions once a second here.
    await wait(2500);
    await broker.kill();
    const before = count(heard);
    await wait(2000);
    expect(count(heard)).toBe(before);
    await broker.start();
    const restarted = performance.now();
    await expect.poll(() => count(heard), soon).toBeGreaterThan(before);
    console.log(`first message ${(heardAt - restarted).toFixed(0)} ms after the restart`);
    await wait(1000);
    speaking = false;

    await expect.poll(() => count(heard), soon).toBe(count(sent));
    for (const [id, numbers] of heard) {
      expect(numbers, id).toEqual(Array.from({ length: numbers.length }, (_, i) => i + 1));
    }
    const { replayed, ...others } = gate.dropped;
    expect(
      Object.values(others).every((dropped) => dropped === 0),
      JSON.stringify(others),
    ).toBe(true);
    expect(replayed).toBeLessThan(60);
  });
});
