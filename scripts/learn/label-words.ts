import { UserError } from '../extract/user-error.ts';

function wordOf(text: string): [string, string] {
  const sign = text.indexOf('=');
  if (sign > 0 && sign < text.length - 1) return [text.slice(0, sign), text.slice(sign + 1)];
  throw new UserError(`--label ${text}: say it as WORD=CLASS, such as 1=not_engaged.`);
}

/** What words of the data stand for, from `--label WORD=CLASS …`. Throws UserError. */
export const labelWords = (given: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(given.map(wordOf));
