import { idFault } from '../sessions/identity.ts';

/** The class that a message is for: everybody at one lecture of one course. */
export interface ClassRoom {
  readonly courseId: string;
  readonly lectureId: string;
}

declare const member: unique symbol;
/**
 * Who a message is from, as the channel vouches for it: a pseudonym, which on a broker is the user
 * that logged in. 1 to 64 letters, digits, dots, underscores and hyphens.
 */
export type MemberId = string & { readonly [member]: true };

/** null where the text cannot name a member. */
export const memberId = (text: string): MemberId | null =>
  idFault(text) === null ? (text as MemberId) : null;

/** `~` is no character of an id, so that two rooms never share a key. */
export const roomKey = ({ courseId, lectureId }: ClassRoom): string => `${courseId}~${lectureId}`;
