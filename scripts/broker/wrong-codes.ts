/** Makes guessing slow: who said wrong codes waits for the next answer, right or wrong. */

/** A class mistypes now and then; a machine that guesses does so at once. */
const FREE_TRIES = 5;
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 5000;
/** Without another wrong code, all is forgotten after this. */
const FORGOTTEN_AFTER_MS = 60_000;
const MOST_ADDRESSES = 10_000;

export interface WrongCodes {
  /** How long to wait before an answer to this address, in milliseconds. */
  waitFor(address: string): number;
  count(address: string): void;
}

/** IPv6 hands a whole /64 to one house; IPv4 may come written as IPv6. */
export function addressGroup(address: string): string {
  const plain = address.replace(/^::ffff:/i, '');
  return plain.includes(':') ? plain.split(':').slice(0, 4).join(':') : plain;
}

/** `now` in milliseconds of any clock that doesn't go back. */
export function createWrongCodes(now: () => number): WrongCodes {
  const tries = new Map<string, { wrong: number; last: number }>();
  const current = (group: string): { wrong: number; last: number } | undefined => {
    const found = tries.get(group);
    if (found === undefined || now() - found.last <= FORGOTTEN_AFTER_MS) return found;
    tries.delete(group);
    return undefined;
  };
  return {
    waitFor(address) {
      const wrong = current(addressGroup(address))?.wrong ?? 0;
      if (wrong < FREE_TRIES) return 0;
      return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (wrong - FREE_TRIES));
    },
    count(address) {
      const group = addressGroup(address);
      const wrong = (current(group)?.wrong ?? 0) + 1;
      tries.delete(group);
      tries.set(group, { wrong, last: now() });
      if (tries.size <= MOST_ADDRESSES) return;
      for (const oldest of tries.keys()) {
        tries.delete(oldest);
        break;
      }
    },
  };
}
