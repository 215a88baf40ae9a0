/** What a class logs in with; new for every class unless one is given. */
import { randomBytes, randomInt } from 'node:crypto';
import { plainCode } from './access-rules.ts';

/** Without 0 and O, 1, I and L, which are taken for one another when read aloud or copied. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const LENGTH = 8;
const GROUP = 4;
const WHOLE = new RegExp(`^[${ALPHABET}]{${LENGTH}}$`);

const grouped = (code: string): string => `${code.slice(0, GROUP)}-${code.slice(GROUP)}`;

/** XXXX-XXXX: one of 31^8, about 8.5e11. */
export const newJoinCode = (): string =>
  grouped(
    Array.from({ length: LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join(''),
  );

/** A code that was given, as it is printed; null where it cannot be one. */
export function readJoinCode(text: string): string | null {
  const code = plainCode(text);
  return WHOLE.test(code) ? grouped(code) : null;
}

/** 192 random bits, as an address can carry them. */
export const newInstructorKey = (): string => randomBytes(24).toString('base64url');
