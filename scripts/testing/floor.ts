/** Lets steps that run side by side speak one after another: one has the floor, the others wait. */
export interface Speaker {
  /** Heard at once by whoever has the floor, else kept until it has. */
  readonly say: (text: string) => void;
  /** Says all, and hands the floor on. */
  readonly end: () => void;
}

interface Waiting {
  kept: string;
  ended: boolean;
}

/** Speakers get the floor in the order in which they came. */
export function createFloor(write: (text: string) => void): { speaker(): Speaker } {
  const queue: Waiting[] = [];

  function hear(): void {
    for (let first = queue[0]; first !== undefined; first = queue[0]) {
      if (first.kept !== '') write(first.kept);
      first.kept = '';
      if (!first.ended) return;
      queue.shift();
    }
  }

  return {
    speaker() {
      const own: Waiting = { kept: '', ended: false };
      queue.push(own);
      return {
        say(text) {
          own.kept += text;
          if (queue[0] === own) hear();
        },
        end() {
          own.ended = true;
          if (queue[0] === own) hear();
        },
      };
    },
  };
}
