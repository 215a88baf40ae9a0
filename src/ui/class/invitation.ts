import { lectureAddressFault } from '../lecture/lecture-link.ts';

/**
 * What the instructor's link carries behind its `#`, the part of an address that is sent nowhere:
 * `key`, `join` (what students log in with) and `students` (where they reach this site).
 */
export interface Invitation {
  readonly key: string | null;
  readonly joinCode: string | null;
  /** An origin; null where it is this page's own, as far as is known. */
  readonly origin: string | null;
}

export function invitationOfHash(hash: string): Invitation {
  const parts = new URLSearchParams(hash.replace(/^#/, ''));
  const part = (name: string): string | null => {
    const value = parts.get(name)?.trim() ?? '';
    return value === '' ? null : value;
  };
  const students = part('students');
  return {
    key: part('key'),
    joinCode: part('join'),
    origin:
      students !== null &&
      URL.canParse(students) &&
      lectureAddressFault(students, students) === null
        ? new URL(students).origin
        : null,
  };
}

const OWN_MACHINE = /^(?:localhost|127\.0\.0\.1|\[::1\])$/;

/** Where students reach this site; null where only this machine can say its own address. */
export function studentOrigin(invited: Invitation, page: URL): string | null {
  if (invited.origin !== null) return invited.origin;
  return OWN_MACHINE.test(page.hostname) ? null : page.origin;
}
