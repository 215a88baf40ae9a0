/** What of YDF 0.0.1 is used here: the classes that its wasm binds, not the wrapper around them. */
declare module 'ydf-training' {
  /** An object in wasm memory. */
  export interface Owned {
    delete(): void;
  }

  export interface CcVector<T> extends Owned {
    size(): number;
    get(index: number): T | undefined;
    push_back(value: T): void;
  }

  export interface Dataset extends Owned {
    addNumericalColumn(name: string, values: CcVector<number>): void;
    addCategoricalColumn(name: string, values: CcVector<string>, isLabel: boolean): void;
  }

  export interface Model extends Owned {
    getInputFeatures(): CcVector<{ readonly name: string; readonly internalIdx: number }>;
    /** The commonest first. */
    getLabelClasses(): CcVector<string>;
    newBatchOfExamples(count: number): void;
    setNumerical(example: number, internalIdx: number, value: number): void;
    /** Of two classes, the second one's probability; of more, all, example by example. */
    predict(): CcVector<number>;
    save(folder: string): void;
  }

  export interface Learner extends Owned {
    init(learner: string, label: string, task: string): void;
    trainFromDataset(dataset: Dataset): Model;
  }

  export interface Files {
    mkdir(folder: string): void;
    readdir(folder: string): string[];
    readFile(path: string): Uint8Array<ArrayBuffer>;
    writeFile(path: string, data: Uint8Array): void;
    unlink(path: string): void;
    rmdir(folder: string): void;
  }

  export interface YdfModule {
    readonly InternalLearner: new () => Learner;
    readonly Dataset: new () => Dataset;
    readonly vectorFloat: new () => CcVector<number>;
    readonly vectorString: new () => CcVector<string>;
    readonly FS: Files;
    readonly HEAPU8: Uint8Array;
    InternalLoadModel(folder: string): Model | null;
  }

  export default function start(options: {
    readonly locateFile: (name: string) => string;
    readonly print: (line: string) => void;
    readonly printErr: (line: string) => void;
  }): Promise<YdfModule>;
}
