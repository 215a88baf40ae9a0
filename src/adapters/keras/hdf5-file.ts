import { MAX_PARAMETERS } from '#core/models/keras-config.ts';
import { ImportRefused } from '#core/models/keras-refusal.ts';
import type { TensorSpec } from '#core/models/weight-shapes.ts';
import { type Attribute, Dataset, File, Group, ready } from 'h5wasm';

export const MAX_FILE_BYTES = 512 * 2 ** 20;
const MAX_TEXT_BYTES = 8 * 2 ** 20;
const SIGNATURE = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];
/** Of HDF5's data types: floating point and string. */
const FLOAT = 1;
const STRING = 3;

/** The parts of an HDF5 file that a Keras model is made of. */
export interface Hdf5File {
  has(path: string): boolean;
  /** A text attribute of the group at `path`, null where there is none. */
  text(path: string, name: string): string | null;
  /** A list of texts, null where there is none. */
  texts(path: string, name: string): readonly string[] | null;
  /** @throws ImportRefused wrong_shapes where no such floats are at `path`. */
  floats(path: string, spec: TensorSpec): Float32Array;
  close(): void;
}

export const isHdf5 = (bytes: Uint8Array): boolean =>
  SIGNATURE.every((byte, index) => bytes[index] === byte);

/** Bytes that the superblock says the file has (HDF5 file format, section II.A), if it can be read. */
function declaredBytes(bytes: Uint8Array): number | null {
  const [version = 0, offsetSize] = [bytes[8], bytes[(bytes[8] ?? 0) < 2 ? 13 : 9]];
  const at = version === 0 ? 40 : version === 1 ? 44 : 28;
  if (offsetSize !== 8 || bytes.byteLength < at + 8) return null;
  return Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(at, true));
}

function checkWhole(bytes: Uint8Array, label: string): void {
  if (!isHdf5(bytes)) throw new ImportRefused('foreign', `${label} is not an HDF5 file.`);
  if (bytes.byteLength > MAX_FILE_BYTES) {
    throw new ImportRefused('too_large', `${label} is larger than ${MAX_FILE_BYTES} bytes.`);
  }
  const declared = declaredBytes(bytes);
  if (declared === null) throw new ImportRefused('truncated', `${label} ends within its header.`);
  if (declared > bytes.byteLength) {
    throw new ImportRefused(
      'truncated',
      `${label} has ${bytes.byteLength} of its ${declared} bytes.`,
    );
  }
}

const isStrings = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

class OpenFile implements Hdf5File {
  readonly #file: File;
  readonly #label: string;
  readonly #remove: () => void;

  constructor(file: File, label: string, remove: () => void) {
    this.#file = file;
    this.#label = label;
    this.#remove = remove;
  }

  #group(path: string): Group | null {
    if (path === '/') return this.#file;
    const found = this.#look(() => this.#file.get(path));
    return found instanceof Group ? found : null;
  }

  /** What HDF5 itself finds damaged is refused like the rest. */
  #look<Value>(look: () => Value): Value {
    try {
      return look();
    } catch (cause) {
      throw new ImportRefused('foreign', `${this.#label} is damaged within.`, cause);
    }
  }

  has(path: string): boolean {
    let group: Group = this.#file;
    for (const part of path.split('/').filter((name) => name !== '')) {
      const parent = group;
      if (!this.#look(() => parent.keys()).includes(part)) return false;
      const found = this.#look(() => parent.get(part));
      if (found instanceof Dataset) return true;
      if (!(found instanceof Group)) return false;
      group = found;
    }
    return true;
  }

  #strings(path: string, name: string): readonly string[] | null {
    const group = this.#group(path);
    const attribute: Attribute | undefined =
      group === null ? undefined : this.#look(() => group.attrs)[name];
    if (attribute === undefined) return null;
    const { type, size, total_size: count } = attribute.metadata;
    if (count === 0) return [];
    if (type !== STRING || size * count > MAX_TEXT_BYTES) {
      throw new ImportRefused('foreign', `${this.#label}: attribute ${name} is not text.`);
    }
    const value = this.#look(() => attribute.value);
    const list: unknown = typeof value === 'string' ? [value] : value;
    if (isStrings(list)) return list;
    throw new ImportRefused('foreign', `${this.#label}: attribute ${name} is not text.`);
  }

  text(path: string, name: string): string | null {
    return this.#strings(path, name)?.[0] ?? null;
  }

  texts(path: string, name: string): readonly string[] | null {
    return this.#strings(path, name);
  }

  floats(path: string, spec: TensorSpec): Float32Array {
    const refuse = (what: string) =>
      new ImportRefused('wrong_shapes', `${this.#label}: ${spec.name} ${what}.`);
    const found = this.has(path) ? this.#look(() => this.#file.get(path)) : null;
    if (!(found instanceof Dataset)) throw refuse('is missing');
    const { shape, type, size, chunks } = this.#look(() => found.metadata);
    if (shape?.join() !== spec.shape.join()) {
      throw refuse(`has the shape [${shape?.join(', ') ?? ''}], not [${spec.shape.join(', ')}]`);
    }
    if (type !== FLOAT || (size !== 4 && size !== 8)) throw refuse('is not of float32 or float64');
    if ((chunks ?? []).reduce((product, side) => product * side, 1) > MAX_PARAMETERS) {
      throw refuse('is stored in larger pieces than any weights that are imported');
    }
    const value = this.#look(() => found.value);
    if (!(value instanceof Float32Array || value instanceof Float64Array)) {
      throw refuse('cannot be read');
    }
    const floats = Float32Array.from(value);
    if (!floats.every(Number.isFinite)) throw refuse('holds numbers that are not finite');
    return floats;
  }

  close(): void {
    this.#file.close();
    this.#remove();
  }
}

let opened = 0;

/**
 * Opens the bytes of an HDF5 file in memory; the caller closes it.
 * @throws ImportRefused foreign, truncated or too_large.
 */
export async function openHdf5(bytes: Uint8Array, label: string): Promise<Hdf5File> {
  checkWhole(bytes, label);
  const library = await ready;
  library.activate_throwing_error_handler();
  const name = `/import-${(opened += 1)}.h5`;
  library.FS.writeFile(name, bytes);
  const remove = (): void => {
    library.FS.unlink(name);
  };
  try {
    return new OpenFile(new File(name, 'r'), label, remove);
  } catch (cause) {
    remove();
    throw new ImportRefused('foreign', `${label} is a damaged HDF5 file.`, cause);
  }
}
