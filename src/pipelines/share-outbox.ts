import { elapsed, type TimestampMs } from '#core/units.ts';

/** What waits longer is not told any more. */
export const KEPT_MS = 15 * 60_000;

/** What waits to be sent, in the order of its numbers; at most fifteen minutes of it. */
export interface Outbox<Item> {
  readonly length: number;
  /** Items that became too old. */
  readonly lost: number;
  add(item: Item): void;
  /** The oldest, and out of the box. */
  take(): Item | undefined;
  /** Back to where they were; they are older than all that is there. */
  putBack(items: readonly Item[]): void;
  expire(now: TimestampMs): void;
  clear(): void;
}

export function createOutbox<Item extends { readonly at: TimestampMs }>(): Outbox<Item> {
  let items: Item[] = [];
  let lost = 0;
  return {
    get length() {
      return items.length;
    },
    get lost() {
      return lost;
    },
    add(item) {
      items.push(item);
    },
    take: () => items.shift(),
    putBack(older) {
      items = [...older, ...items];
    },
    expire(now) {
      const kept = items.findIndex(({ at }) => elapsed(at, now) <= KEPT_MS);
      const gone = kept === -1 ? items.length : kept;
      if (gone === 0) return;
      items.splice(0, gone);
      lost += gone;
    },
    clear() {
      items = [];
    },
  };
}
