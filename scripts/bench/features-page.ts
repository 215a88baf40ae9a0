/** The page of the features bench: has a worker time them. */
export interface FeaturesPage {
  readonly featuresPage: {
    /** Milliseconds per frame, means over a few frames each. */
    run(batches: number): Promise<readonly number[]>;
  };
}

const run = (batches: number): Promise<readonly number[]> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./features.worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<readonly number[]>) => {
      worker.terminate();
      resolve(data);
    };
    worker.onerror = ({ message }) => {
      reject(new Error(message));
    };
    worker.postMessage(batches);
  });

Object.assign(globalThis, { featuresPage: { run } } satisfies FeaturesPage);
