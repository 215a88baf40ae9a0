import type { SessionIdentity } from './records.ts';

/** Why an id cannot name a student, lecture or course. */
export type IdFault = 'missing' | 'too_long' | 'bad_character';

export const ID_MAX_LENGTH = 64;
const ID_CHARACTERS = /^[A-Za-z0-9._-]*$/;

/** Ids are 1 to 64 letters, digits, dots, underscores and hyphens; they become parts of file names. */
export function idFault(id: string): IdFault | null {
  if (id === '') return 'missing';
  if (!ID_CHARACTERS.test(id)) return 'bad_character';
  return id.length > ID_MAX_LENGTH ? 'too_long' : null;
}

export type IdentityFaults = Readonly<Record<keyof SessionIdentity, IdFault | null>>;

export const identityFaults = (identity: SessionIdentity): IdentityFaults => ({
  studentId: idFault(identity.studentId),
  lectureId: idFault(identity.lectureId),
  courseId: idFault(identity.courseId),
});

export const isIdentity = (identity: SessionIdentity): boolean =>
  Object.values(identityFaults(identity)).every((fault) => fault === null);
