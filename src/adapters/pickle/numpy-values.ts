import { ImportRefused } from '#core/models/keras-refusal.ts';
import type { ByteReader } from './byte-reader.ts';
import {
  isKind,
  type PickleArray,
  type PickleList,
  type PickleObject,
  type PickleTuple,
  type PickleValue,
} from './pickle-values.ts';

export const MAX_FEATURES = 2 ** 20;

/** How numpy's kinds of numbers lie in memory. */
const NUMBERS: Readonly<
  Record<string, { readonly size: number; read(view: DataView, at: number, le: boolean): number }>
> = {
  f8: { size: 8, read: (view, at, le) => view.getFloat64(at, le) },
  f4: { size: 4, read: (view, at, le) => view.getFloat32(at, le) },
  i8: { size: 8, read: (view, at, le) => Number(view.getBigInt64(at, le)) },
  i4: { size: 4, read: (view, at, le) => view.getInt32(at, le) },
};

const foreign = (what: string): ImportRefused =>
  new ImportRefused('foreign', `The pickle holds ${what}.`);

interface NumberType {
  readonly size: number;
  readonly littleEndian: boolean;
  read(view: DataView, at: number, le: boolean): number;
}

/** dtype('f8', False, True) with the state (3, '<', …). */
function numberType(value: PickleValue | undefined): NumberType {
  if (!isKind(value, 'object') || value.of !== 'dtype') throw foreign('an array without a dtype');
  const [name] = value.args;
  const order = isKind(value.state, 'tuple') ? value.state.items[1] : '<';
  const known = typeof name === 'string' && Object.hasOwn(NUMBERS, name) ? NUMBERS[name] : null;
  if (known === null || known === undefined || (order !== '<' && order !== '>')) {
    throw foreign(`an array of type ${typeof name === 'string' ? name.slice(0, 20) : 'unknown'}`);
  }
  return { ...known, littleEndian: order === '<' };
}

function decode(bytes: Uint8Array, type: NumberType, count: number): PickleArray {
  if (bytes.byteLength !== count * type.size) {
    throw new ImportRefused(
      'wrong_shapes',
      `An array of ${count} numbers has ${bytes.byteLength} bytes, not ${count * type.size}.`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    kind: 'array',
    values: Float64Array.from({ length: count }, (_, index) =>
      type.read(view, index * type.size, type.littleEndian),
    ),
  };
}

/** The length of a one-dimensional shape. */
function lengthOf(shape: PickleValue | undefined): number {
  const side = isKind(shape, 'tuple') && shape.items.length === 1 ? shape.items[0] : undefined;
  if (typeof side !== 'number' || side < 0) throw foreign('an array that is not one row');
  if (side > MAX_FEATURES) {
    throw new ImportRefused(
      'too_large',
      `The pickle declares an array of ${side} numbers; up to ${MAX_FEATURES} are read.`,
    );
  }
  return side;
}

const isTexts = (dtype: PickleValue | undefined): boolean =>
  isKind(dtype, 'object') && dtype.of === 'dtype' && dtype.args[0] === 'O8';

/** State of an array made by _reconstruct: (version, shape, dtype, is Fortran, bytes or texts). */
export function reconstructed(state: PickleTuple): PickleArray | PickleList {
  const [, shape, dtype, , bytes] = state.items;
  if (isTexts(dtype) && isKind(bytes, 'list')) {
    if (bytes.items.length === lengthOf(shape)) return bytes;
    throw foreign('fewer or more texts than it declares');
  }
  if (!(bytes instanceof Uint8Array)) throw foreign('an array without its bytes');
  return decode(bytes, numberType(dtype), lengthOf(shape));
}

/** Arguments of _frombuffer, protocol 5: (bytes, dtype, shape, order). */
export function fromBuffer(args: readonly PickleValue[]): PickleArray {
  const [bytes, dtype, shape] = args;
  if (!(bytes instanceof Uint8Array)) throw foreign('an array whose bytes lie outside of it');
  return decode(bytes, numberType(dtype), lengthOf(shape));
}

/** Arguments of numpy's scalar: (dtype, bytes). */
export function scalarValue(args: readonly PickleValue[]): number {
  const [dtype, bytes] = args;
  if (!(bytes instanceof Uint8Array)) throw foreign('a number without its bytes');
  return decode(bytes, numberType(dtype), 1).values[0] ?? Number.NaN;
}

/** Bytes as protocol 2 writes them: (text of their codes, 'latin1'). */
export function latin1(args: readonly PickleValue[]): Uint8Array {
  const [text, encoding] = args;
  if (typeof text !== 'string' || encoding !== 'latin1') throw foreign('text that is not bytes');
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/** Joblib's array: a wrapper in the pickle, then padding, then the numbers between two opcodes. */
export function joblibArray(
  wrapper: PickleObject,
  reader: ByteReader,
  nested: () => PickleValue,
): PickleValue {
  const entries = isKind(wrapper.state, 'dict') ? wrapper.state.entries : new Map<string, never>();
  const length = lengthOf(entries.get('shape'));
  if (isTexts(entries.get('dtype'))) return nested();
  const type = numberType(entries.get('dtype'));
  const alignment = entries.get('numpy_array_alignment_bytes');
  if (alignment !== undefined && alignment !== null) reader.bytes(reader.u8());
  return decode(reader.bytes(length * type.size), type, length);
}
