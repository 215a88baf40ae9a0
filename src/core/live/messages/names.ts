import { utf8Length } from './utf8.ts';

/** A name has at most so many characters (code points) … */
export const NAME_MAX_CHARACTERS = 32;
/** … and takes at most so many bytes between the quotes of a JSON text in UTF-8. */
export const NAME_MAX_BYTES = 64;

/** Nobody's name is longer, and no more of it is looked at. */
const LOOKED_AT = 1000;
/** Controls, direction overrides, halves of characters, private ones, and whatever shows nothing. */
const UNSHOWN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}]/gu;
const SPACES = /\s+/gu;
/** More marks on one letter than any script needs run over the lines above and below. */
const PILED_MARKS = /(\p{M}{3})\p{M}+/gu;

/**
 * The name as it is sent and shown: NFC, on one line, without anything that is not seen or that
 * turns the text around it; cut where it is too long. null where nothing is left. A cleaned name is
 * cleaned to itself.
 */
export function cleanName(text: string): string | null {
  const shown = text
    .slice(0, LOOKED_AT)
    .replace(SPACES, ' ')
    .replace(UNSHOWN, '')
    .normalize('NFC')
    .replace(PILED_MARKS, '$1')
    .replace(SPACES, ' ')
    .trim();
  const cut = cutName(shown).trimEnd();
  return cut === '' ? null : cut;
}

function cutName(name: string): string {
  let characters = 0;
  let bytes = 0;
  let end = 0;
  for (const character of name) {
    characters += 1;
    bytes += utf8Length(character) + (character === '"' || character === '\\' ? 1 : 0);
    if (characters > NAME_MAX_CHARACTERS || bytes > NAME_MAX_BYTES) break;
    end += character.length;
  }
  return name.slice(0, end);
}
