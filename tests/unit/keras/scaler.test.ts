import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readScaler } from '#adapters/pickle/read-scaler.ts';
import { ImportRefused } from '#core/models/keras-refusal.ts';
import expected from './fixtures/pickles.json' with { type: 'json' };

const files: Readonly<Record<string, string>> = expected.files;
const bytesOf = (name: string) => new Uint8Array(Buffer.from(files[name] ?? '', 'base64'));

function refusalOf(bytes: Uint8Array): ImportRefused {
  try {
    readScaler(bytes);
  } catch (error) {
    if (error instanceof ImportRefused) return error;
    throw error;
  }
  throw new Error('It was read.');
}

/** PROTO 4 and what follows. */
const pickle = (...codes: readonly (number | string)[]) =>
  Uint8Array.from(
    [0x80, 4, ...codes].flatMap((code) =>
      typeof code === 'number' ? [code] : [...Buffer.from(code, 'latin1')],
    ),
  );

describe('pickles of a StandardScaler', () => {
  it.each([
    ...['protocol 2', 'protocol 3', 'protocol 4', 'protocol 5'],
    ...['joblib', 'names', 'names, joblib'],
  ])('[KER-3] %s has the numbers that scikit-learn fitted', (name) => {
    const scaler = readScaler(bytesOf(name));
    expect([...scaler.mean]).toEqual(expected.mean);
    expect([...scaler.scale]).toEqual(expected.scale);
    expect(scaler).toMatchObject({ featureCount: 4, version: '1.2.1', samples: 40 });
    expect(scaler.featureNames).toEqual(name.startsWith('names') ? ['a', 'b', 'c', 'd'] : null);
  });

  it('[KER-3] takes no mean away, or divides by nothing, where the scaler was told so', () => {
    const noMean = readScaler(bytesOf('no mean'));
    expect([...noMean.mean]).toEqual([0, 0, 0, 0]);
    expect([...noMean.scale]).toEqual(expected.scale);
    const noDeviation = readScaler(bytesOf('no deviation'));
    expect([...noDeviation.mean]).toEqual(expected.mean);
    expect([...noDeviation.scale]).toEqual([1, 1, 1, 1]);
  });

  it.each([
    ['os.system', 'posix.system'],
    ['os.system within', 'posix.system'],
    ['eval', '__builtin__.eval'],
    ['eval, protocol 4', 'builtins.eval'],
    ['numpy.zeros', 'numpy.zeros'],
    ['min-max', 'sklearn.preprocessing._data.MinMaxScaler'],
  ])('[KER-4] %s is refused by its name and nothing is run', (name, named) => {
    const refusal = refusalOf(bytesOf(name));
    expect(refusal.kind).toBe('unsupported');
    expect(refusal.message).toContain(`names ${named},`);
    expect(existsSync('owned')).toBe(false);
  });

  it.each([
    ['a name put together from allowed parts', pickle('csklearn.preprocessing._data\nndarray\n.')],
    ['INST', pickle('(', 'ios\nsystem\n', '.')],
    ['OBJ', pickle('(', 'cnumpy\ndtype\n', 'o.')],
    ['a persistent id', pickle('Pfile\n.')],
    ['an extension code', pickle(0x82, 1, '.')],
    ['NEWOBJ_EX', pickle(0x92, '.')],
  ])('[KER-4] %s is refused', (_, bytes) => {
    expect(refusalOf(bytes).kind).toBe('unsupported');
  });

  it.each([
    ['REDUCE of a class', pickle('cnumpy\nndarray\n', ')R.')],
    ['REDUCE of data', pickle('K', 1, ')R.')],
    ['BUILD of data', pickle('K', 1, '}b.')],
    ['a stack that is empty', pickle('.')],
    ['a memo that is empty', pickle('h', 9, '.')],
    ['no mark', pickle('t.')],
    ['text for a key that is none', pickle('}K', 1, 'K', 1, 's.')],
    ['data that is no scaler', pickle('}.')],
    ['another file', Uint8Array.from(Buffer.from('{"mean": [0]}'))],
    ['a scaler that is not fitted', bytesOf('not fitted')],
    ['protocol 0', bytesOf('protocol 0')],
  ])('[KER-5] %s is refused', (_, bytes) => {
    expect(refusalOf(bytes).kind).toBe('foreign');
  });

  it.each([
    ['BINBYTES of 4 GB', pickle('B', 0xff, 0xff, 0xff, 0xff, 'abc.')],
    ['BINBYTES8 of 2^63', pickle(0x8e, 0, 0, 0, 0, 0, 0, 0, 0x80, 'abc.')],
    ['a text of 4 GB', pickle('X', 0xff, 0xff, 0xff, 0xff, '.')],
    ['no end', pickle('}')],
    ['a line without end', pickle('cnumpy')],
    ['nothing', new Uint8Array()],
  ])('[KER-5] %s is refused as cut off', (_, bytes) => {
    expect(refusalOf(bytes).kind).toBe('truncated');
  });

  it('[KER-5] a scaler that is cut anywhere is refused', () => {
    for (const name of ['protocol 2', 'protocol 5', 'names, joblib']) {
      const whole = bytesOf(name);
      for (let length = 0; length < whole.length; length += 1) {
        expect(refusalOf(whole.slice(0, length)).kind).toBe('truncated');
      }
    }
  });

  it('[KER-5] a byte that is wrong gives a refusal or a scaler, never another error', () => {
    for (const name of ['protocol 4', 'names, joblib']) {
      const whole = bytesOf(name);
      for (let index = 0; index < whole.length; index += 1) {
        for (const value of [0, 0x28, 0x52, 0x62, 0x7f, 0xff]) {
          const bytes = whole.slice();
          bytes[index] = value;
          let outcome: unknown;
          try {
            outcome = readScaler(bytes).scale.every((item) => item > 0 && Number.isFinite(item));
          } catch (error) {
            outcome = error instanceof ImportRefused;
          }
          expect(outcome).toBe(true);
        }
      }
    }
  });

  it.each<[string, readonly (string | number)[], string]>([
    // POP, DUP and POP_MARK are of use to nobody but who builds a trap.
    ['POP', ['N0'], 'unsupported'],
    ['a dictionary of other objects', ['}', 'N', 'N', 's.'], 'foreign'],
    ['lists a hundred thousand deep', [']'.repeat(100_000), '.'], 'foreign'],
    ['a million marks', ['('.repeat(1_000_000)], 'too_large'],
    [
      'pairs of pairs of pairs',
      [
        ')',
        0x94,
        ...Array.from({ length: 200 }, (_, i) => ['h', i, 'h', i, 0x86, 0x94]).flat(),
        '.',
      ],
      'foreign',
    ],
    ['a list within itself', [']', 0x94, 'h', 0, 'a.'], 'foreign'],
    ['a global of no text', ['N', 'N', 0x93], 'unsupported'],
    ['NEWOBJ of numpy', ['cnumpy\nndarray\n', ')', 0x81], 'foreign'],
  ])('[KER-4] %s is refused', (_, codes, kind) => {
    expect(refusalOf(pickle(...codes)).kind).toBe(kind);
  });

  it('[KER-4] a pickle that names the same bytes again and again is refused before it fills memory', () => {
    const count = 2 ** 17;
    const numbers = new Uint8Array(8 * count);
    const size = [...new Uint8Array(new Uint32Array([numbers.length]).buffer)];
    const shape = [...new Uint8Array(new Uint32Array([count]).buffer)];
    const head = pickle(...['B', ...size].slice(0, 5));
    const rest = pickle(
      0x94,
      ...['cnumpy\ndtype\n', 'X', 2, 0, 0, 0, 'f8', 0x89, 0x88, 0x87, 'R', 0x94],
      ...Array.from({ length: 300 }, () => [
        ...['cnumpy.core.numeric\n_frombuffer\n', '(', 'h', 0, 'h', 1, 'J', ...shape, 0x85],
        ...['X', 1, 0, 0, 0, 'C', 't', 'R'],
      ]).flat(),
      '.',
    ).subarray(2);
    const begun = performance.now();
    const refused = refusalOf(Uint8Array.from([...head, ...numbers, ...rest]));
    expect(refused.kind).toBe('too_large');
    expect(performance.now() - begun).toBeLessThan(25_000);
  });
});
