import type { MemberId } from '#core/live/class-room.ts';

/**
 * A broker may bring what is said in the moment of a subscription twice: as retained and as it is
 * said, in either order (seen with aedes). Once is enough.
 */
export interface SaidBefore {
  /** false for the second of the two. */
  isNew(member: MemberId, payload: Uint8Array, retained: boolean): boolean;
  /** At each subscription. */
  reset(): void;
}

export function createSaidBefore(): SaidBefore {
  /** The retained message of who has said nothing since; null for who has. */
  const retainedOf = new Map<MemberId, string | null>();
  const text = (payload: Uint8Array): string => new TextDecoder().decode(payload);

  return {
    isNew(member, payload, retained) {
      const kept = retainedOf.get(member);
      if (retained) {
        if (kept === undefined) retainedOf.set(member, text(payload));
        return kept !== null;
      }
      retainedOf.set(member, null);
      return typeof kept !== 'string' || kept !== text(payload);
    },
    reset() {
      retainedOf.clear();
    },
  };
}
