import { expect, it } from 'vitest';
import { CLASS_MESSAGE_LIMIT_BYTES } from '#core/live/messages/class-message.ts';
import { asSent, encodeMessage } from '#core/live/messages/encode-message.ts';
import { parseMessage } from '#core/live/messages/parse-message.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import { durationMs, lectureTimeS, probability, score, timestampMs } from '#core/units.ts';
import { anyStateMessage, NOON, stateMessage } from '../../support/state-messages.ts';

const bytes = (text: string): number => new TextEncoder().encode(text).length;

/** The longest value in every field. */
const longest = (name: string) =>
  stateMessage({
    number: 9_999_999,
    at: timestampMs(9_999_999_999_999),
    delay: durationMs(3_600_000),
    lectureTime: lectureTimeS(999_999.9),
    score: score(100),
    status: 'partially_engaged',
    quality: probability(0.99),
    states: [0.11, 0.22, 0.33, 0.44].map(probability),
    name,
  });

it.each([
  ['letters', 'W'.repeat(99)],
  ['quotes', '"'.repeat(99)],
  ['backslashes and four bytes', `${'\\'.repeat(21)}${'𝒜'.repeat(20)}`],
  ['three bytes', '語'.repeat(99)],
  ['marks', 'a\u0335'.repeat(99)],
])('[MSG-1] stays under 300 bytes with the longest of everything and a name of %s', (_, name) => {
  const size = bytes(encodeMessage(longest(name)));
  expect(size).toBeGreaterThan(250);
  expect(size).toBeLessThan(CLASS_MESSAGE_LIMIT_BYTES);
});

it('[MSG-1] [MSG-2] any message is under 300 bytes, and is read as what was meant', () => {
  const random = seededRandom(1);
  for (let round = 0; round < 5000; round++) {
    const message = anyStateMessage(random);
    const text = encodeMessage(message);
    expect(bytes(text)).toBeLessThan(CLASS_MESSAGE_LIMIT_BYTES);
    expect(parseMessage(text)).toEqual({ kind: 'message', message: asSent(message) });
  }
});

it('[MSG-2] is as precise as the class needs, and no more', () => {
  const sent = asSent(
    stateMessage({
      at: timestampMs(NOON + 0.4),
      delay: durationMs(1234.5),
      lectureTime: lectureTimeS(61.2499),
      score: score(80.5),
      quality: probability(0.125),
      states: [0.29, null, 0.999, 0.0049].map((share) =>
        share === null ? null : probability(share),
      ),
    }),
  );
  expect(sent).toMatchObject({ at: NOON, delay: 1235, lectureTime: 61.2, score: 81 });
  expect(sent).toMatchObject({ quality: 0.13, states: [0.29, null, 1, 0] });
});

it('[MSG-2] brings what is out of its range into it, and says of no number that it is not known', () => {
  const sent = asSent(
    stateMessage({
      delay: durationMs(-5),
      lectureTime: lectureTimeS(Number.NaN),
      quality: probability(1.0001),
    }),
  );
  expect(sent).toMatchObject({ delay: 0, lectureTime: null, quality: 1 });
});

it('[MSG-3] nothing goes out but what the format names', () => {
  const told = { ...stateMessage(), reason: 'eyes_closed', gaze: [0.1, 0.2] };
  expect(Object.keys(JSON.parse(encodeMessage(told)) as object)).toEqual([
    ...['v', 'kind', 'run', 'number', 'at', 'delay', 'lectureTime', 'player'],
    ...['score', 'status', 'quality', 'states', 'name'],
  ]);
  const left = { kind: 'left', run: 'aB3dE6gH', why: 'ended', name: 'Ada' } as const;
  expect(encodeMessage(left)).toBe('{"v":1,"kind":"left","run":"aB3dE6gH","why":"ended"}');
});
