import { ImportRefused } from '#core/models/keras-refusal.ts';
import { ByteReader } from './byte-reader.ts';
import { fromBuffer, joblibArray, latin1, reconstructed, scalarValue } from './numpy-values.ts';
import { allowedGlobal, isKind, type PickleObject, type PickleValue } from './pickle-values.ts';

export const MAX_PICKLE_BYTES = 64 * 2 ** 20;

/** A scaler's pickle has about a hundred opcodes, and two more for each feature that has a name. */
const MAX_OPCODES = 2 ** 17;
/** Of arrays that are made of a pickle's bytes: the same bytes may be named again and again. */
const MAX_MADE_BYTES = 64 * 2 ** 20;

const MARK = Symbol('mark');
type Slot = PickleValue | typeof MARK;

const damaged = (at: number): ImportRefused =>
  new ImportRefused('foreign', `The pickle is damaged at byte ${at}.`);

/** A pickle machine that knows data and the names of `pickle-values.ts`; nothing is ever called. */
class PickleMachine {
  readonly #reader: ByteReader;
  readonly #stack: Slot[] = [];
  readonly #memo = new Map<number, PickleValue>();

  /** Joblib writes an array of texts as a pickle within the pickle; there is no third. */
  readonly #within: boolean;
  #made = 0;

  constructor(reader: ByteReader, within = false) {
    this.#reader = reader;
    this.#within = within;
  }

  run(): PickleValue {
    for (let count = 0; count < MAX_OPCODES; count += 1) {
      const code = this.#reader.u8();
      if (code === 0x2e) return this.#pop();
      this.#step(code);
    }
    throw new ImportRefused('too_large', `The pickle has more than ${MAX_OPCODES} opcodes.`);
  }

  #pop(): PickleValue {
    const value = this.#stack.pop();
    if (value === undefined || value === MARK) throw damaged(this.#reader.position);
    return value;
  }

  #toMark(): readonly PickleValue[] {
    const at = this.#stack.lastIndexOf(MARK);
    if (at < 0) throw damaged(this.#reader.position);
    const items = this.#stack.splice(at + 1);
    this.#stack.pop();
    return items.filter((item) => item !== MARK);
  }

  #tuple(count: number): void {
    const items = Array.from({ length: count }, () => this.#pop()).reverse();
    this.#stack.push({ kind: 'tuple', items });
  }

  #memoise(index: number): void {
    const top = this.#pop();
    this.#memo.set(index, top);
    this.#stack.push(top);
  }

  #recall(index: number): void {
    const value = this.#memo.get(index);
    if (value === undefined) throw damaged(this.#reader.position);
    this.#stack.push(value);
  }

  #name(module: PickleValue, name: PickleValue): void {
    const known =
      typeof module === 'string' && typeof name === 'string'
        ? allowedGlobal(module, name)
        : undefined;
    if (known === undefined) {
      const shown = [module, name].map((part) => (typeof part === 'string' ? part : '?')).join('.');
      throw new ImportRefused(
        'unsupported',
        `The pickle names ${shown.slice(0, 80)}, which has no place in a StandardScaler: nothing of it was run.`,
      );
    }
    this.#stack.push({ kind: 'global', name: known });
  }

  #make(allowed: (of: PickleObject['of']) => boolean): void {
    const args = this.#pop();
    const callee = this.#pop();
    if (!isKind(callee, 'global') || !isKind(args, 'tuple') || !allowed(callee.name)) {
      throw damaged(this.#reader.position);
    }
    const { items } = args;
    if (callee.name === 'scalar') this.#stack.push(scalarValue(items));
    else if (callee.name === 'frombuffer') this.#stack.push(this.#counted(fromBuffer(items)));
    else if (callee.name === 'encode') this.#stack.push(this.#counted(latin1(items)));
    else this.#stack.push({ kind: 'object', of: callee.name, args: items, state: null });
  }

  #counted<Value extends PickleValue>(value: Value): Value {
    if (isKind(value, 'array')) this.#made += value.values.byteLength;
    if (value instanceof Uint8Array) this.#made += value.byteLength;
    if (this.#made <= MAX_MADE_BYTES) return value;
    throw new ImportRefused(
      'too_large',
      `The pickle unfolds to more than ${MAX_MADE_BYTES} bytes of numbers.`,
    );
  }

  #build(): void {
    const state = this.#pop();
    const target = this.#pop();
    if (!isKind(target, 'object')) throw damaged(this.#reader.position);
    target.state = state;
    if (target.of === 'reconstruct') {
      if (!isKind(state, 'tuple')) throw damaged(this.#reader.position);
      this.#replace(target, this.#counted(reconstructed(state)));
    } else if (target.of === 'joblib-array') {
      const reader = this.#reader;
      if (this.#within) throw damaged(reader.position);
      const nested = (): PickleValue => new PickleMachine(reader, true).run();
      this.#replace(target, joblibArray(target, reader, nested));
    } else {
      this.#stack.push(target);
    }
  }

  /** What was memoised before its state came is remembered as what it became. */
  #replace(target: PickleObject, value: PickleValue): void {
    for (const [index, held] of this.#memo) if (held === target) this.#memo.set(index, value);
    this.#stack.push(value);
  }

  #set(pairs: readonly PickleValue[]): void {
    const dict = this.#pop();
    if (!isKind(dict, 'dict') || pairs.length % 2 !== 0) throw damaged(this.#reader.position);
    for (let index = 0; index < pairs.length; index += 2) {
      const key = pairs[index];
      if (typeof key !== 'string') throw damaged(this.#reader.position);
      dict.entries.set(key, pairs[index + 1] ?? null);
    }
    this.#stack.push(dict);
  }

  #append(items: readonly PickleValue[]): void {
    const list = this.#pop();
    if (!isKind(list, 'list')) throw damaged(this.#reader.position);
    for (const item of items) list.items.push(item);
    this.#stack.push(list);
  }

  #protocol(): void {
    const version = this.#reader.u8();
    if (version >= 2 && version <= 5) return;
    throw new ImportRefused('unsupported', `The pickle has protocol ${version}; 2 to 5 are read.`);
  }

  /** Opcodes of Python's pickletools that a scaler's pickle can have; all others are refused. */
  #step(code: number): void {
    const reader = this.#reader;
    const stack = this.#stack;
    switch (code) {
      case 0x80: {
        // PROTO
        this.#protocol();
        return;
      }
      case 0x95: // FRAME
        reader.u64();
        return;
      case 0x28: // MARK
        stack.push(MARK);
        return;
      case 0x4e: // NONE
        stack.push(null);
        return;
      case 0x88: // NEWTRUE
        stack.push(true);
        return;
      case 0x89: // NEWFALSE
        stack.push(false);
        return;
      case 0x4a: // BININT
        stack.push(reader.i32());
        return;
      case 0x4b: // BININT1
        stack.push(reader.u8());
        return;
      case 0x4d: // BININT2
        stack.push(reader.u16());
        return;
      case 0x8a: // LONG1
        stack.push(this.#long());
        return;
      case 0x47: // BINFLOAT
        stack.push(reader.f64());
        return;
      case 0x8c: // SHORT_BINUNICODE
        stack.push(reader.text(reader.u8()));
        return;
      case 0x58: // BINUNICODE
        stack.push(reader.text(reader.u32()));
        return;
      case 0x43: // SHORT_BINBYTES
        stack.push(reader.bytes(reader.u8()));
        return;
      case 0x42: // BINBYTES
        stack.push(reader.bytes(reader.u32()));
        return;
      case 0x8e: // BINBYTES8
      case 0x96: // BYTEARRAY8
        stack.push(reader.bytes(reader.u64()));
        return;
      case 0x29: {
        // EMPTY_TUPLE
        this.#tuple(0);
        return;
      }
      case 0x85: {
        // TUPLE1
        this.#tuple(1);
        return;
      }
      case 0x86: {
        // TUPLE2
        this.#tuple(2);
        return;
      }
      case 0x87: {
        // TUPLE3
        this.#tuple(3);
        return;
      }
      case 0x74: // TUPLE
        stack.push({ kind: 'tuple', items: this.#toMark() });
        return;
      case 0x5d: // EMPTY_LIST
        stack.push({ kind: 'list', items: [] });
        return;
      case 0x61: {
        // APPEND
        this.#append([this.#pop()]);
        return;
      }
      case 0x65: {
        // APPENDS
        this.#append(this.#toMark());
        return;
      }
      case 0x7d: // EMPTY_DICT
        stack.push({ kind: 'dict', entries: new Map() });
        return;
      case 0x73: {
        // SETITEM
        const value = this.#pop();
        this.#set([this.#pop(), value]);
        return;
      }
      case 0x75: {
        // SETITEMS
        this.#set(this.#toMark());
        return;
      }
      case 0x94: {
        // MEMOIZE
        this.#memoise(this.#memo.size);
        return;
      }
      case 0x71: {
        // BINPUT
        this.#memoise(reader.u8());
        return;
      }
      case 0x72: {
        // LONG_BINPUT
        this.#memoise(reader.u32());
        return;
      }
      case 0x68: {
        // BINGET
        this.#recall(reader.u8());
        return;
      }
      case 0x6a: {
        // LONG_BINGET
        this.#recall(reader.u32());
        return;
      }
      case 0x63: {
        // GLOBAL
        this.#name(reader.line(), reader.line());
        return;
      }
      case 0x93: {
        // STACK_GLOBAL
        const name = this.#pop();
        this.#name(this.#pop(), name);
        return;
      }
      case 0x81: {
        // NEWOBJ
        this.#make((of) => of === 'scaler' || of === 'joblib-array');
        return;
      }
      case 0x52: {
        // REDUCE
        this.#make((of) => of !== 'scaler' && of !== 'joblib-array' && of !== 'ndarray');
        return;
      }
      case 0x62: {
        // BUILD
        this.#build();
        return;
      }
      default:
        throw new ImportRefused(
          'unsupported',
          `The pickle has the opcode 0x${code.toString(16).padStart(2, '0')} at byte ${reader.position - 1}, which no StandardScaler needs: nothing of it was run.`,
        );
    }
  }

  #long(): bigint {
    const count = this.#reader.u8();
    if (count > 8) throw damaged(this.#reader.position);
    return this.#reader.long(count);
  }
}

/**
 * The one value of a pickle of protocol 2 to 5, made of data alone.
 * @throws ImportRefused foreign, truncated, too_large, wrong_shapes or unsupported (a name or opcode
 * outside the list).
 */
export function readPickle(bytes: Uint8Array): PickleValue {
  if (bytes.byteLength > MAX_PICKLE_BYTES) {
    throw new ImportRefused('too_large', `The pickle is larger than ${MAX_PICKLE_BYTES} bytes.`);
  }
  if (bytes.byteLength === 0) throw new ImportRefused('truncated', 'The pickle is empty.');
  if (bytes[0] !== 0x80) {
    throw new ImportRefused('foreign', 'The file is not a pickle of protocol 2 to 5.');
  }
  return new PickleMachine(new ByteReader(bytes)).run();
}
