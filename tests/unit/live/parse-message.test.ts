import { expect, it } from 'vitest';
import { encodeMessage } from '#core/live/messages/encode-message.ts';
import { parseMessage } from '#core/live/messages/parse-message.ts';
import { probability, score } from '#core/units.ts';
import { stateMessage } from '../../support/state-messages.ts';

const MALFORMED = { kind: 'refused', reason: 'malformed' };
const OVERSIZED = { kind: 'refused', reason: 'oversized' };
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
/** The message as JSON with some of its keys changed. */
const changed = (keys: object): string =>
  JSON.stringify({ ...(JSON.parse(encodeMessage(stateMessage())) as object), ...keys });

it('[MSG-2] reads text and its UTF-8 alike', () => {
  const message = stateMessage({ name: 'Zoë 語 𝒜 100%' });
  const text = encodeMessage(message);
  expect(parseMessage(text)).toEqual({ kind: 'message', message });
  expect(parseMessage(utf8(text))).toEqual({ kind: 'message', message });
  const left = { kind: 'left', run: 'aB3dE6gH', why: 'lost' } as const;
  expect(parseMessage(encodeMessage(left))).toEqual({ kind: 'message', message: left });
});

it('[MSG-4] refuses 300 bytes before it looks at them, and takes 299', () => {
  const text = encodeMessage(stateMessage());
  expect(parseMessage(text.padEnd(299)).kind).toBe('message');
  expect(parseMessage(text.padEnd(300))).toEqual(OVERSIZED);
  expect(parseMessage(utf8(text.padEnd(299))).kind).toBe('message');
  expect(parseMessage(utf8(text.padEnd(300)))).toEqual(OVERSIZED);
  expect(parseMessage('語'.repeat(100))).toEqual(OVERSIZED);
  expect(parseMessage('語'.repeat(99))).toEqual(MALFORMED);
  expect(parseMessage('🎓'.repeat(75))).toEqual(OVERSIZED);
  expect(parseMessage('🎓'.repeat(74))).toEqual(MALFORMED);
  expect(parseMessage('\0'.repeat(50_000_000))).toEqual(OVERSIZED);
});

it.each([
  ['an overlong slash', [0xc0, 0xaf]],
  ['half a surrogate pair', [0xed, 0xa0, 0x80]],
  ['a code point that there is not', [0xf4, 0x90, 0x80, 0x80]],
  ['a torn character', [0xe8, 0xaa]],
  ['a stray continuation', [0x80]],
])('[MSG-4] refuses bytes that are no UTF-8: %s', (_, bytes) => {
  const [before, after] = encodeMessage(stateMessage({ name: '@' })).split('@');
  const payload = Uint8Array.from([...utf8(before ?? ''), ...bytes, ...utf8(after ?? '')]);
  expect(parseMessage(payload)).toEqual(MALFORMED);
});

it.each<object>([
  ...[{ v: 2 }, { v: '1' }, { v: null }, { kind: 'State' }, { kind: 'left' }, { kind: 1 }],
  ...[{ run: 'aB3dE6g' }, { run: 'aB3dE6gHi' }, { run: 'aB3dE6g-' }, { run: 12345678 }],
  ...[{ number: -1 }, { number: 1.5 }, { number: '1' }, { number: 10_000_000 }],
  ...[{ at: -1 }, { at: 0.5 }, { at: 10_000_000_000_000 }, { at: null }],
  ...[{ delay: -1 }, { delay: 3_600_001 }, { delay: null }],
  ...[{ lectureTime: -0.1 }, { lectureTime: 1_000_000 }, { lectureTime: '3' }],
  ...[{ player: 'stopped' }, { player: true }, { player: 'toString' }],
  ...[{ score: -1 }, { score: 101 }, { score: 50.5 }, { score: null }, { score: [50] }],
  ...[{ status: 'awake' }, { status: null }, { status: 'not_detected' }],
  ...[{ quality: 1.01 }, { quality: '1' }, { states: [] }, { states: [0, 0, 0] }],
  ...[{ states: [0, 0, 0, 0, 0] }, { states: [0, 0, 0, 2] }, { states: { length: 4 } }],
  ...[{ name: '' }, { name: ' Ada' }, { name: 'A\u202ed' }, { name: 'a'.repeat(33) }],
  ...[{ name: 'e\u0301' }, { name: '\ud800' }, { name: ['Ada'] }],
  ...[{ more: 1 }, { toString: 1 }, { constructor: null }, { hasOwnProperty: 0 }],
])('[MSG-4] refuses what the format does not have: %j', (keys) => {
  expect(parseMessage(changed(keys))).toEqual(MALFORMED);
});

it.each(['v', 'kind', 'run', 'number', 'at', 'delay', 'lectureTime', 'player', 'score'])(
  '[MSG-4] refuses a message without its %s',
  (key) => {
    expect(parseMessage(changed({ [key]: undefined }))).toEqual(MALFORMED);
  },
);

it('[MSG-4] refuses what is no message at all', () => {
  const texts = ['', 'null', '1', '"state"', '[]', '{}', '{"v":1}', '{"kind":"left"}', 'NaN'];
  expect(texts.map(parseMessage)).toEqual(texts.map(() => MALFORMED));
  const text = encodeMessage(stateMessage());
  expect(parseMessage(`\ufeff${text}`)).toEqual(MALFORMED);
  expect(parseMessage(`${text.slice(0, -1)},"__proto__":{"score":3}}`)).toEqual(MALFORMED);
  expect(parseMessage(text.replace('"score":81', '"score":1e999'))).toEqual(MALFORMED);
  expect(parseMessage('['.repeat(299))).toEqual(MALFORMED);
});

it('[MSG-4] takes a negative zero for 0', () => {
  const reading = parseMessage(encodeMessage(stateMessage()).replace('"score":81', '"score":-0'));
  expect(reading).toEqual({ kind: 'message', message: stateMessage({ score: score(0) }) });
});

it('[MSG-6] who has no camera has neither score nor quality nor states', () => {
  const without = { status: null, score: null, quality: null, states: null };
  expect(parseMessage(changed(without)).kind).toBe('message');
  expect(parseMessage(changed({ ...without, quality: probability(1) }))).toEqual(MALFORMED);
  expect(parseMessage(changed({ ...without, states: [0, 0, 0, 0] }))).toEqual(MALFORMED);
  expect(parseMessage(changed({ ...without, score: 1 }))).toEqual(MALFORMED);
  expect(parseMessage(changed({ status: 'not_detected', score: null })).kind).toBe('message');
});
