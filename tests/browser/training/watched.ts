const waits = new Map<string, number>();

/** Longest time between two turns of a timer of 16 ms while `work` goes on, less those 16 ms. */
export async function watched<Result>(
  what: string,
  work: (onStage: (stage: string) => void) => Promise<Result>,
): Promise<Result> {
  let last = performance.now();
  let now = what;
  const look = () => {
    const waited = performance.now() - last - 16;
    waits.set(now, Math.max(waits.get(now) ?? 0, waited));
    last = performance.now();
  };
  const timer = setInterval(look, 16);
  try {
    return await work((stage) => {
      look();
      now = `${what}, ${stage}`;
    });
  } finally {
    look();
    clearInterval(timer);
  }
}

/** Those whose name begins so, in the order in which they were. */
export const waitsOf = (beginning: string): readonly number[] =>
  [...waits].filter(([what]) => what.startsWith(beginning)).map(([, ms]) => ms);

export function tellWaits(): void {
  const words = [...waits]
    .filter(([, ms]) => ms >= 1)
    .map(([what, ms]) => `${what} ${Math.round(ms)} ms`);
  console.log(`Longest waits of a timer on the page: ${words.join(', ')}.`);
}
