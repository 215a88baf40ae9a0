import * as v from 'valibot';
import { type ClassRoom, memberId, type MemberId, roomKey } from '#core/live/class-room.ts';

/** What tabs of one class say to each other. */
export type TabMessage =
  /** A dashboard has come: whoever is here says so. */
  | { readonly kind: 'ask' }
  | (Said & { readonly kind: 'here'; readonly last: unknown })
  | (Said & { readonly kind: 'state'; readonly payload: unknown })
  | (Said & { readonly kind: 'farewell'; readonly payload: unknown });

/** What every word of a student's tab carries, so that any of them introduces it. */
export interface Said {
  readonly member: MemberId;
  /** Names one stay of the student, and the lock that is held as long as it lasts. */
  readonly stay: string;
  /** Of the stay's newest state: counts from 1, 0 where nothing was said yet. */
  readonly number: number;
  readonly lastWill: unknown;
  /** false where this browser cannot hold the lock. */
  readonly locked: boolean;
}

const said = {
  member: v.pipe(
    v.string(),
    v.rawTransform(({ dataset, addIssue, NEVER }): MemberId => {
      const member = memberId(dataset.value);
      if (member !== null) return member;
      addIssue({ message: 'no member' });
      return NEVER;
    }),
  ),
  stay: v.pipe(v.string(), v.maxLength(64)),
  number: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  lastWill: v.unknown(),
  locked: v.boolean(),
};

const TabMessageSchema = v.variant('kind', [
  v.object({ kind: v.literal('ask') }),
  v.object({ kind: v.literal('here'), ...said, last: v.unknown() }),
  v.object({ kind: v.literal('state'), ...said, payload: v.unknown() }),
  v.object({ kind: v.literal('farewell'), ...said, payload: v.unknown() }),
]);

/** null where the data is nothing that a tab of ours says. Never throws. */
export function readTabMessage(data: unknown): TabMessage | null {
  const result = v.safeParse(TabMessageSchema, data);
  return result.success ? result.output : null;
}

export const channelName = (room: ClassRoom): string => `heed class ${roomKey(room)}`;

export const lockName = (room: ClassRoom, { member, stay }: Pick<Said, 'member' | 'stay'>) =>
  `${channelName(room)} ${member} ${stay}`;
