import { encodeMessage } from '#core/live/messages/encode-message.ts';
import { at } from '#core/numeric/at.ts';
import { seededRandom } from '#core/numeric/seeded-random.ts';
import type { Random } from '#core/ports.ts';
import { durationMs, type TimestampMs } from '#core/units.ts';
import { oddText } from './odd-text.ts';
import { anyStateMessage } from './state-messages.ts';

/** What somebody might send to a class. */
export interface HostilePayload {
  readonly what: string;
  readonly payload: string | Uint8Array;
  /** Whether it is a class message all the same. */
  readonly isGenuine: boolean;
}

const MARKUP = [
  '<script>document.title="x"</script>',
  '<img src=x onerror=alert(1)>',
  '{{7*7}}${7*7}',
  "'; drop table s--",
  '=1+cmd|calc!A0',
  '__proto__',
];
const OVERRIDES = ['\u202e', '\u2066', '\u200b', '\u0000', '\n', '\u2028', '\ufeff', '\u00ad'];
const WRONG: Readonly<Record<string, readonly unknown[]>> = {
  v: [0, 2, -1, 1.5, '1', null, true, [1]],
  kind: ['States', '', null, 1, 'left', ['state']],
  run: ['', 'short', 'too-long-by-far', 12345678, null, '../../..', '\u202eaB3dE6g'],
  number: [-1, 0.5, 1e21, '7', null, true, []],
  at: [-1, 1e15, '1795262400000', null, {}],
  delay: [-1, 1e9, '0', null, [0]],
  lectureTime: [-1, 1e7, '12', true, [], {}],
  player: ['stopped', 'constructor', 1, true, {}],
  score: [-1, 101, 50.5, '80', true, [80]],
  status: ['asleep', 'toString', 1, false, {}],
  quality: [-0.1, 1.1, '1', true, []],
  states: [[], [1], [0, 0, 0, 0, 0], ['0', 0, 0, 0], 1, 'none', { length: 4 }, [[], 0, 0, 0]],
  name: [1, true, [], {}, '', ' ', 'e\u0301', 'x'.repeat(33), '\u202eadA'],
};
const KEYS = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'landmarks', 'V', ''];
const NUMBERS = ['1e999', '-1e999', 'NaN', 'Infinity', '0x10', '01', '1.', '+1', '-'];

/** The same for the same seed; genuine ones have a moment of the last minutes before `now`. */
export function* hostilePayloads(
  seed: number,
  count: number,
  now: TimestampMs,
): Generator<HostilePayload> {
  const random = seededRandom(seed);
  for (let made = 0; made < count; made++)
    yield at(KINDS, upTo(random, KINDS.length - 1))(random, now);
}

type Kind = (random: Random, now: TimestampMs) => HostilePayload;

const upTo = (random: Random, most: number): number => Math.floor(random() * (most + 1));
const pick = <Value>(random: Random, values: readonly Value[]): Value =>
  at(values, upTo(random, values.length - 1));
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

const genuine = (random: Random, now: TimestampMs, name: string | null = null): string =>
  encodeMessage({
    ...anyStateMessage(random),
    at: (now - upTo(random, 300_000)) as TimestampMs,
    delay: durationMs(upTo(random, 300_000)),
    name,
  });
/** With its keys changed; a key that is undefined is left out. */
const changed = (random: Random, now: TimestampMs, keys: object): string =>
  JSON.stringify({ ...(JSON.parse(genuine(random, now)) as object), ...keys });
const hostile = (what: string, payload: string | Uint8Array): HostilePayload => ({
  what,
  payload,
  isGenuine: false,
});

const KINDS: readonly Kind[] = [
  (random, now) => ({ what: 'genuine', payload: genuine(random, now), isGenuine: true }),
  (random, now) => ({
    what: 'genuine, as bytes, with markup for a name',
    payload: utf8(genuine(random, now, pick(random, MARKUP))),
    isGenuine: true,
  }),
  (random, now) => ({
    what: 'genuine, written by hand',
    payload: JSON.stringify(JSON.parse(genuine(random, now, 'דנה')), null, 1),
    isGenuine: true,
  }),
  (random) =>
    hostile(
      'random bytes',
      Uint8Array.from({ length: upTo(random, 400) }, () => upTo(random, 255)),
    ),
  (random) => hostile('random text', oddText(random, 200)),
  (random, now) => {
    const text = genuine(random, now);
    return hostile('truncated', text.slice(0, upTo(random, text.length - 1)));
  },
  (random, now) => {
    const bytes = utf8(genuine(random, now));
    bytes[upTo(random, bytes.length - 1)] = 0x80 + upTo(random, 0x7f);
    return hostile('with a torn byte', bytes);
  },
  (random) => hostile('huge', 'x'.repeat(300 * 2 ** upTo(random, 11))),
  (random) => hostile('huge bytes', new Uint8Array(300 * 2 ** upTo(random, 11)).fill(0x7b)),
  (random, now) => hostile('huge name', changed(random, now, { name: 'W'.repeat(5000) })),
  (random) => hostile('deep', pick(random, ['[', '{"a":', '{"v":[']).repeat(upTo(random, 20_000))),
  (random) =>
    hostile('deep and short', `${'['.repeat(140)}1${']'.repeat(140)}`.slice(upTo(random, 9))),
  (random, now) => {
    const key = pick(random, Object.keys(WRONG));
    return hostile(`wrong ${key}`, changed(random, now, { [key]: pick(random, WRONG[key] ?? []) }));
  },
  (random, now) => {
    const key = pick(random, Object.keys(WRONG));
    return hostile(`without ${key}`, changed(random, now, { [key]: undefined }));
  },
  (random, now) => {
    const key = JSON.stringify(pick(random, KEYS));
    return hostile(`with a key ${key}`, `${genuine(random, now).slice(0, -1)},${key}:{"v":1}}`);
  },
  (random, now) => {
    const number = pick(random, NUMBERS);
    const field = pick(random, ['number', 'at', 'delay', 'v']);
    const text = genuine(random, now).replace(
      new RegExp(`"${field}":\\d+`),
      `"${field}":${number}`,
    );
    return hostile(`number ${number}`, text);
  },
  (random, now) => {
    const name = `Ada${pick(random, OVERRIDES)}Lovelace`;
    return hostile('a name that turns text around', changed(random, now, { name }));
  },
  (random, now) => {
    const half = pick(random, ['\ud800', '\udfff', '\\ud800', '\\udbff']);
    return hostile(
      'half a character',
      genuine(random, now).replace('"name":null', `"name":"A${half}"`),
    );
  },
  (random) =>
    hostile('no object', pick(random, ['null', '0', '"state"', '[]', 'true', '', ' ', '{}'])),
  (random, now) =>
    hostile('two in one', `${genuine(random, now)}${pick(random, [',', '\n', ''])}{}`),
  (random, now) => hostile('with a byte order mark', `\ufeff${genuine(random, now)}`),
  () =>
    hostile('a farewell for somebody else', '{"v":1,"kind":"left","run":"aB3dE6gH","why":"dead"}'),
];
