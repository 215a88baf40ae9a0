/** What a run over a folder knows of each clip. */
import { FACE_SIGNAL } from '#core/signals/face-signal.ts';
import { UserError } from '../user-error.ts';
import type { LayoutName } from '../write-features.ts';
import type { Clip } from './clip-list.ts';
import { outputsThere, rawFolderOf, type FolderPlaces } from './folder-places.ts';
import { needOf, type ClipSettings, type JournalEntry, type Need } from './journal.ts';
import type { ClipOutcome } from './report.ts';

export interface FolderSettings {
  readonly layout: LayoutName;
  /** Pictures a second of raw motion JPEG files. */
  readonly fps: number;
}

export interface ClipState {
  readonly clip: Clip;
  readonly settings: ClipSettings;
  /** null where it was done before. */
  readonly need: Need | null;
  outcome: ClipOutcome;
}

const MOTION_JPEG = /\.mjpe?g$/i;

/**
 * `earlier` is null where no run ever wrote into the folder: tables that are there all the same
 * are somebody else's, and throw UserError.
 */
export async function clipStates(
  request: FolderPlaces & FolderSettings,
  clips: readonly Clip[],
  earlier: ReadonlyMap<string, JournalEntry> | null,
): Promise<readonly ClipState[]> {
  const raw = rawFolderOf(request);
  const states: ClipState[] = [];
  let strangers = 0;
  for (const clip of clips) {
    const settings: ClipSettings = {
      signal: FACE_SIGNAL.name,
      signalVersion: FACE_SIGNAL.version,
      layout: request.layout,
      fps: MOTION_JPEG.test(clip.name) ? request.fps : null,
    };
    const entry = earlier?.get(clip.name);
    const there = await outputsThere(request, clip);
    if (earlier === null && there.table !== null) strangers++;
    const need = needOf(clip, settings, raw, entry, there);
    states.push({ clip, settings, need, outcome: before(need, entry) });
  }
  if (strangers > 0) {
    throw new UserError(
      `${request.out}: there are tables of these videos (${strangers}) that this command has no journal of, and they would be written over; name another folder for --out, or remove them.`,
    );
  }
  return states;
}

function before(need: Need | null, entry: JournalEntry | undefined): ClipOutcome {
  if (need !== null || entry === undefined) return { status: 'waiting' };
  const { rows, faces, undecoded } = entry;
  return { status: 'skipped', rows, faces, undecoded };
}

const WORDS: Readonly<Record<Exclude<Need, 'new'>, string>> = {
  clip_changed: 'the clip changed',
  settings_changed: 'other settings or features',
  output_missing: 'its output is missing',
};

/** How many clips that were done before are read again, and why; null for none. */
export function readAgainText(states: readonly ClipState[]): string | null {
  const again = Object.entries(WORDS)
    .map(([need, why]) => ({ why, count: states.filter((state) => state.need === need).length }))
    .filter(({ count }) => count > 0);
  if (again.length === 0) return null;
  const total = again.reduce((sum, { count }) => sum + count, 0);
  return `Done before and read again: ${total} (${again.map(({ why, count }) => `${why}: ${count}`).join('; ')}).`;
}
