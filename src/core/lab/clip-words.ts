/** What is said of videos that are read. */

export const FILE_CHANGED = 'The file has changed since it was begun, so it is read anew.';

const many = (count: number, one: string, more: string): string =>
  count === 1 ? one : more.replace('#', count.toLocaleString('en'));

/** Of videos that were given and that there were clips of; null where there were none. */
export function givenWords(awaited: number, changed: number, known: number): string | null {
  const words = [
    awaited === 0 ? '' : many(awaited, 'One of them was waited for.', '# of them were waited for.'),
    changed === 0
      ? ''
      : many(
          changed,
          'One has changed since, and is read anew.',
          '# have changed since, and are read anew.',
        ),
    known === 0 ? '' : many(known, 'One was read before.', '# were read before.'),
  ].filter((word) => word !== '');
  return words.length === 0 ? null : words.join(' ');
}

const KEPT = 'What was read so far is kept.';

/** Why nothing more is read, by the error that ended it, in sentences. */
export function troubleWords(error: unknown): string {
  const fault = error instanceof Error && 'fault' in error ? error.fault : null;
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (fault === 'storage_full') {
    return `The disk space that the browser allows is used up. ${KEPT} Delete what is no longer needed, then go on.`;
  }
  if (fault === 'private_mode') {
    return 'This window does not allow storage, so no videos can be read here. Open Heed in an ordinary window.';
  }
  if (fault === 'blocked_upgrade') {
    return `Another version of Heed is open in another tab. ${KEPT} Close the other tab and reload this page, then go on.`;
  }
  const why = error instanceof Error ? error.message : String(error);
  return code === null
    ? `Reading stopped (${why.replace(/\.$/, '')}). ${KEPT} Reload the page, then go on.`
    : `What reads faces could not be started (${why.replace(/\.$/, '')}). ${KEPT}`;
}
