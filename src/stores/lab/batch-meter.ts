/** How far the running epoch is, many times a second: read by whoever draws, told to nobody. */
export interface BatchMeter {
  set(done: number, all: number): void;
  read(): { readonly done: number; readonly all: number };
}

export function createBatchMeter(): BatchMeter {
  let now = { done: 0, all: 0 };
  return {
    set(done, all) {
      now = { done, all };
    },
    read: () => now,
  };
}
