/** Which videos lie beneath a folder, and where what is read of each belongs. */
import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path/posix';
import { sep } from 'node:path';
import { UserError } from '../user-error.ts';

/** A file as it was when the folder was looked through. */
export interface Clip {
  /** Path from the folder, with slashes. */
  readonly name: string;
  readonly bytes: number;
  readonly modifiedMs: number;
}

const VIDEO = /\.(?:mp4|m4v|mov|webm|mkv|avi|mjpe?g)$/i;
const AVI = /\.avi$/i;

/** The same place and name, with another ending: `a/b.mp4` is read into `a/b.csv`. */
export const placeOf = (clip: string, ending: string): string =>
  join(dirname(clip), basename(clip, extname(clip)) + ending);

/** Every video beneath `folder` in natural order of paths. What begins with a dot is passed over. */
export async function findClips(folder: string): Promise<readonly Clip[]> {
  const clips: Clip[] = [];
  const seen = new Set<string>();
  const look = async (under: string): Promise<void> => {
    const real = await realpath(join(folder, under));
    // A link to a folder above would lead round for ever.
    if (seen.has(real)) return;
    seen.add(real);
    for (const entry of await readdir(real, { withFileTypes: true })) {
      if (entry.name.startsWith('.')) continue;
      const name = join(under, entry.name);
      if (entry.isDirectory()) await look(name);
      else if (entry.isSymbolicLink() || VIDEO.test(name)) {
        const found = await stat(join(folder, name)).catch(() => null);
        if (found?.isDirectory() === true) await look(name);
        // A link that leads nowhere is a clip too: one that cannot be read.
        else if (VIDEO.test(name) && found?.isFile() !== false) {
          clips.push({ name, bytes: found?.size ?? 0, modifiedMs: found?.mtimeMs ?? 0 });
        }
      }
    }
  };
  await look('');
  const { compare } = new Intl.Collator('en', { numeric: true });
  return clips.sort((a, b) => compare(a.name, b.name));
}

/** What a folder is, by its videos and the pictures that lie in it itself. Throws UserError. */
export function folderKind(folder: string, clips: number, images: number): 'clips' | 'stills' {
  if (clips === 0 && images === 0) {
    throw new UserError(
      `${folder}: there are no images in this folder (jpg, png or webp), and no videos in or beneath it (mp4, m4v, mov, webm, mkv, mjpeg or avi).`,
    );
  }
  if (clips > 0 && images > 0) {
    throw new UserError(
      `${folder}: there are images in it (${images}) and videos in or beneath it (${clips}); name a folder that holds one kind only.`,
    );
  }
  return clips > 0 ? 'clips' : 'stills';
}

export interface ClipChoice {
  readonly clips: readonly Clip[];
  /** AVI files with another video of the same name beside them, which is read in their place. */
  readonly converted: readonly Clip[];
}

/**
 * Leaves out the originals of converted clips. Throws UserError where two clips would be read into
 * one table, or one into a table of `reserved`.
 */
export function chooseClips(found: readonly Clip[], reserved: readonly string[]): ClipChoice {
  const key = ({ name }: Clip): string => placeOf(name, '.csv').toLowerCase();
  const others = new Set(found.filter(({ name }) => !AVI.test(name)).map(key));
  const isConverted = (clip: Clip): boolean => AVI.test(clip.name) && others.has(key(clip));
  const clips = found.filter((clip) => !isConverted(clip));
  const taken = new Map(reserved.map((name) => [name.toLowerCase(), 'a file of the run itself']));
  for (const clip of clips) {
    const other = taken.get(key(clip));
    if (other !== undefined) {
      throw new UserError(
        `${clip.name} and ${other} would be written into the same ${placeOf(clip.name, '.csv')}; rename one or move it away.`,
      );
    }
    taken.set(key(clip), clip.name);
  }
  return { clips, converted: found.filter(isConverted) };
}

/** A path of a clip as this system writes it. */
export const localPath = (folder: string, name: string): string =>
  join(folder.replaceAll(sep, '/'), name).replaceAll('/', sep);
