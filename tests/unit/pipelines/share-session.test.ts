import { expect, it } from 'vitest';
import { createClassGate } from '#core/live/gate/class-gate.ts';
import { memberId } from '#core/live/class-room.ts';
import type { StateMessage } from '#core/live/messages/class-message.ts';
import { parseMessage } from '#core/live/messages/parse-message.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import type { ShareChoice } from '#core/policy/sharing.ts';
import { lectureTimeS, probability, score, timestampMs } from '#core/units.ts';
import { createShareSession, type ShareMoment } from '#pipelines/share-session.ts';
import { NOON } from '../../support/state-messages.ts';
import { ScriptedUplink } from './scripted-uplink.ts';

const CONNECTED = { kind: 'connected' } as const;
const OFFLINE = { kind: 'offline', reason: 'lost' } as const;

const settled = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

const read = (payload: string): StateMessage => {
  const reading = parseMessage(payload);
  if (reading.kind !== 'message' || reading.message.kind !== 'state') throw new Error(payload);
  return reading.message;
};

/** A student whose seconds a test lets pass. */
function student(choice: Exclude<ShareChoice, { kind: 'nothing' }> = ALL) {
  const uplink = new ScriptedUplink();
  let second = 0;
  const waited: number[] = [];
  const told: string[] = [];
  const session = createShareSession({
    choice,
    run: 'aB3dE6gH',
    clock: () => timestampMs(NOON + second * 1000),
    join: uplink.join,
    on: {
      link: () => undefined,
      sent: (text, message) => {
        expect(read(text)).toEqual(message);
        told.push(text);
      },
      waiting: (count) => waited.push(count),
    },
  });
  const momentAt = (from: number): ShareMoment => ({
    at: timestampMs(NOON + from * 1000),
    lectureTime: lectureTimeS(from),
    player: 'playing',
    score: score(80),
    status: 'engaged',
    quality: probability(0.9),
    states: [0.1, 0.8, 0.1, 0].map(probability),
  });
  return {
    uplink,
    session,
    waited,
    told,
    momentAt,
    now: () => timestampMs(NOON + second * 1000),
    messages: () => uplink.taken.map(read),
    /** So many seconds with a moment in each. */
    live: async (seconds: number, each: () => void = () => undefined): Promise<void> => {
      for (let passed = 0; passed < seconds; passed++) {
        session.push(momentAt(second));
        session.tick();
        await settled();
        each();
        second += 1;
      }
    },
    wait: async (seconds: number): Promise<void> => {
      second += seconds;
      session.tick();
      await settled();
    },
  };
}
const ALL = { kind: 'by_name', name: ' Ada\u202e ', states: true } as const;
const numbers = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

it('[SHR-1] sends one message a second at most, and goes on while nothing changes', async () => {
  const { uplink, session, momentAt, messages, wait } = student();
  uplink.link(CONNECTED);
  for (let tenth = 0; tenth < 100; tenth++) {
    session.push({ ...momentAt(tenth / 10), lectureTime: lectureTimeS(7), player: 'paused' });
    if (tenth % 3 === 0) session.tick();
  }
  await wait(0);
  expect(messages().map(({ at }) => (at - NOON) / 1000)).toEqual(numbers(0, 9));
  expect(messages().map(({ number }) => number)).toEqual(numbers(1, 10));
});

it('[SHR-1] a timer that is a little early costs no message', async () => {
  const { uplink, session, momentAt, messages, wait } = student();
  uplink.link(CONNECTED);
  for (const jitter of [0, -0.02, 0.03, -0.04, 0, 0.02]) {
    session.push(momentAt(messages().length + jitter + 1));
    await wait(0);
  }
  expect(messages()).toHaveLength(6);
});

it('[SHR-2] sends name and states only where they were chosen', async () => {
  const sent = async (choice: Parameters<typeof student>[0]) => {
    const { uplink, live, messages } = student(choice);
    uplink.link(CONNECTED);
    await live(1);
    return messages()[0];
  };
  expect(await sent(ALL)).toMatchObject({ name: 'Ada', states: [0.1, 0.8, 0.1, 0] });
  expect(await sent({ ...ALL, states: false })).toMatchObject({ name: 'Ada', states: null });
  expect(await sent({ kind: 'without_name', states: true })).toMatchObject({ name: null });
  expect(await sent({ kind: 'without_name', states: false })).toMatchObject({ states: null });
});

it('[SHR-3] keeps what could not be sent, in order, and says how much waits', async () => {
  const { uplink, live, messages, waited, told } = student();
  await live(3);
  expect(waited).toEqual([1, 2, 3]);
  uplink.link(CONNECTED);
  await live(2);
  expect(messages().map(({ number }) => number)).toEqual(numbers(1, 5));
  expect(messages().map(({ delay }) => delay)).toEqual([3000, 2000, 1000, 0, 0]);
  expect(waited.at(-1)).toBe(0);
  expect(told).toEqual(uplink.taken);
});

it('[SHR-3] keeps fifteen minutes; what is older goes, and is counted', async () => {
  const { uplink, live, messages, session, wait } = student();
  await live(1000);
  expect(session.lost).toBe(99);
  uplink.link(CONNECTED);
  for (let tick = 0; tick < 40; tick++) await wait(0);
  // The clock went on by a second since the last one.
  expect(messages().map(({ number }) => number)).toEqual(numbers(101, 1000));
  expect(session.lost).toBe(100);
});

it('[SHR-4] catches up fast and kindly: some in flight, fifty a tick', async () => {
  const { uplink, live } = student();
  await live(200);
  uplink.isPrompt = false;
  uplink.link(CONNECTED);
  expect(uplink.pending).toHaveLength(20);
  for (let confirmed = 0; confirmed < 30; confirmed++) {
    uplink.confirm();
    await settled();
  }
  expect(uplink.pending).toHaveLength(20);
  uplink.confirm();
  await settled();
  expect(uplink.pending).toHaveLength(19);
});

it('[SHR-5] sends nothing twice and loses nothing, however the connection comes and goes', async () => {
  const random = seededRandom(11);
  const { uplink, live, wait, messages } = student();
  for (let round = 0; round < 300; round++) {
    const dice = random();
    if (dice < 0.2) uplink.link(OFFLINE);
    else if (dice < 0.5) uplink.link(CONNECTED);
    // The connection is gone before the link says so.
    const isBroken = random() < 0.2;
    uplink.rejects = () => isBroken;
    uplink.isPrompt = random() < 0.5;
    await live(1);
    while (uplink.pending.length > 0 && random() < 0.8) {
      uplink.confirm();
      await settled();
    }
  }
  uplink.rejects = () => false;
  uplink.link(CONNECTED);
  uplink.isPrompt = true;
  for (let tick = 0; tick < 40; tick++) {
    while (uplink.pending.length > 0) uplink.confirm();
    await wait(0);
  }
  const sent = messages().map(({ number }) => number);
  expect(sent.toSorted((a, b) => a - b)).toEqual(numbers(1, 300));
});

it('[SHR-5] nothing overtakes what was rejected in flight, in whatever order that is told', async () => {
  const { uplink, live, wait, messages } = student();
  uplink.isPrompt = false;
  uplink.link(CONNECTED);
  await live(3);
  const [first, second, third] = uplink.pending.splice(0, 3);
  third?.reject();
  await settled();
  await live(2);
  expect(uplink.pending).toHaveLength(0);
  second?.reject();
  first?.confirm();
  await settled();
  uplink.isPrompt = true;
  await wait(0);
  expect(messages().map(({ number }) => number)).toEqual(numbers(1, 5));
});

it('[SHR-6] who was offline for five minutes catches up without distorting the line', async () => {
  const { uplink, live, wait, now } = student();
  const gate = createClassGate();
  const member = memberId('s-1');
  if (member === null) throw new Error('no member');
  /** The dashboard's clock is three minutes behind, and the way takes up to 80 ms. */
  const DIFFERENCE = 180_000;
  const random = seededRandom(2);
  const admissions: { at: number; moment: number; lectureTime: number | null }[] = [];
  let delivered = 0;
  const deliver = (): void => {
    for (; delivered < uplink.taken.length; delivered++) {
      const payload = uplink.taken[delivered] ?? '';
      const receivedAt = timestampMs(now() - DIFFERENCE + random() * 80);
      const admission = gate.admit({ member, payload, receivedAt, retained: false });
      if (admission.kind !== 'admitted' || admission.message.kind !== 'state') {
        throw new Error(JSON.stringify(admission));
      }
      const { message, at } = admission;
      admissions.push({ at, moment: message.at, lectureTime: message.lectureTime });
    }
  };
  uplink.link(CONNECTED);
  await live(30, deliver);
  // The network is gone, which is noticed after eight seconds: these are in flight, without delay.
  uplink.isPrompt = false;
  await live(8);
  uplink.link(OFFLINE);
  await live(292);
  uplink.isPrompt = true;
  while (uplink.pending.length > 0) uplink.confirm();
  await wait(1);
  deliver();
  uplink.link(CONNECTED);
  for (let tick = 0; tick < 8; tick++) {
    await wait(0);
    deliver();
  }
  await live(10, deliver);

  expect(Object.values(gate.dropped).every((count) => count === 0)).toBe(true);
  expect(admissions.map(({ lectureTime }) => lectureTime)).toEqual([
    ...numbers(0, 329),
    ...numbers(331, 340),
  ]);
  for (const { at, moment } of admissions) {
    expect(Math.abs(at - (moment - DIFFERENCE))).toBeLessThanOrEqual(80);
  }
});

it('[SHR-7] who is refused stops trying, and keeps nothing', async () => {
  const { uplink, live, wait, session, waited } = student();
  await live(5);
  uplink.link({ kind: 'refused', reason: 'wrong_login', said: 'Not authorized' });
  await live(2000);
  await wait(1);
  expect(uplink.taken).toEqual([]);
  expect(waited.at(-1)).toBe(0);
  expect(session.lost).toBe(0);
});

it('[SHR-8] says farewell once, after what waits, and at once where nothing does', async () => {
  const { uplink, live, session } = student();
  expect(uplink.lastWill).toBe('{"v":1,"kind":"left","run":"aB3dE6gH","why":"lost"}');
  const farewell = '{"v":1,"kind":"left","run":"aB3dE6gH","why":"ended"}';
  await live(120);
  uplink.link(CONNECTED);
  await session.leave('ended');
  expect(uplink.taken).toHaveLength(120);
  expect(uplink.farewells).toEqual([farewell]);
  await session.leave('ended');
  await live(3);
  expect(uplink.taken).toHaveLength(120);
  expect(uplink.farewells).toHaveLength(1);

  const idle = student();
  idle.uplink.link(CONNECTED);
  await idle.live(1);
  void idle.session.leave('ended');
  expect(idle.uplink.farewells).toEqual([farewell]);
});

it('[SHR-8] leaves without what waits where the connection is gone', async () => {
  const { uplink, live, session } = student();
  await live(5);
  await session.leave('ended');
  expect(uplink.farewells).toHaveLength(1);

  const broken = student();
  await broken.live(5);
  broken.uplink.link(CONNECTED);
  broken.uplink.rejects = () => true;
  await broken.session.leave('ended');
  expect(broken.uplink.farewells).toHaveLength(1);
});
