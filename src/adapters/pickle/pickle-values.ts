/** What a pickle's opcodes may make. Nothing here is more than data. */
export type PickleValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | PickleTuple
  | PickleList
  | PickleDict
  | PickleGlobal
  | PickleObject
  | PickleArray;

export interface PickleTuple {
  readonly kind: 'tuple';
  readonly items: readonly PickleValue[];
}
export interface PickleList {
  readonly kind: 'list';
  readonly items: PickleValue[];
}
export interface PickleDict {
  readonly kind: 'dict';
  readonly entries: Map<string, PickleValue>;
}
/** The name of a class or function; never looked up. */
export interface PickleGlobal {
  readonly kind: 'global';
  readonly name: GlobalName;
}
/** Something made by a class or function of that name, and what was then given to it. */
export interface PickleObject {
  readonly kind: 'object';
  readonly of: GlobalName;
  readonly args: readonly PickleValue[];
  state: PickleValue;
}
/** A one-dimensional numpy array. */
export interface PickleArray {
  readonly kind: 'array';
  readonly values: Float64Array;
}

/** What the names in a StandardScaler's pickle stand for. */
export type GlobalName =
  | 'scaler'
  | 'reconstruct'
  | 'scalar'
  | 'frombuffer'
  | 'encode'
  | 'ndarray'
  | 'dtype'
  | 'joblib-array';

/** Every name that may be written in a pickle; any other is refused before anything follows it. */
const ALLOWED: Readonly<Record<string, GlobalName>> = {
  'sklearn.preprocessing._data.StandardScaler': 'scaler',
  'sklearn.preprocessing.data.StandardScaler': 'scaler',
  'numpy.core.multiarray._reconstruct': 'reconstruct',
  'numpy._core.multiarray._reconstruct': 'reconstruct',
  'numpy.core.multiarray.scalar': 'scalar',
  'numpy._core.multiarray.scalar': 'scalar',
  'numpy.core.numeric._frombuffer': 'frombuffer',
  'numpy._core.numeric._frombuffer': 'frombuffer',
  '_codecs.encode': 'encode',
  'numpy.ndarray': 'ndarray',
  'numpy.dtype': 'dtype',
  'joblib.numpy_pickle.NumpyArrayWrapper': 'joblib-array',
};

export const allowedGlobal = (module: string, name: string): GlobalName | undefined =>
  Object.hasOwn(ALLOWED, `${module}.${name}`) ? ALLOWED[`${module}.${name}`] : undefined;

export const isKind = <Kind extends 'tuple' | 'list' | 'dict' | 'global' | 'object' | 'array'>(
  value: PickleValue | undefined,
  kind: Kind,
): value is Extract<PickleValue, { readonly kind: Kind }> =>
  typeof value === 'object' &&
  value !== null &&
  !(value instanceof Uint8Array) &&
  value.kind === kind;
