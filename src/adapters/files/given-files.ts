/** A file as it was dropped or picked. */
export interface GivenFile {
  readonly file: File;
  /** Within the folder that was given, or else its name; with slashes. */
  readonly path: string;
  /** What opens it again after a reload; null where the browser has none, or its folder does. */
  readonly handle: FileSystemFileHandle | null;
}

/** What came together: a folder, or loose files. */
export interface GivenFiles {
  /** The folder's name; null for loose files. */
  readonly name: string | null;
  readonly folder: FileSystemDirectoryHandle | null;
  readonly files: readonly GivenFile[];
  /** Of those that could not be opened, a sentence each. */
  readonly unreadable: readonly string[];
}

/** Told of each file that is found; may throw to end the looking. */
export type OnFound = (count: number, path: string) => void;

/** Not in the DOM library yet: WICG File System Access, sections 3.1, 3.4 and 4. */
interface Pickers {
  showOpenFilePicker?: (options: { multiple: true }) => Promise<readonly FileSystemFileHandle[]>;
  showDirectoryPicker?: () => Promise<FileSystemDirectoryHandle>;
}
interface HandedItem {
  getAsFileSystemHandle?: () => Promise<FileSystemHandle | null>;
}

const pickers = globalThis as Pickers;

export const canPick = (): { readonly files: boolean; readonly folders: boolean } => ({
  files: pickers.showOpenFilePicker !== undefined,
  folders: pickers.showDirectoryPicker !== undefined,
});

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

const isHidden = (name: string): boolean => name.startsWith('.') || name === 'Thumbs.db';

/** Collects what is found, in whichever way. */
function collection(onFound: OnFound) {
  const files: GivenFile[] = [];
  const unreadable: string[] = [];
  return {
    files,
    unreadable,
    async add(path: string, open: () => Promise<File>, handle: FileSystemFileHandle | null) {
      if (isHidden(path.slice(path.lastIndexOf('/') + 1))) return;
      try {
        files.push({ file: await open(), path, handle });
      } catch (error) {
        unreadable.push(`${path} could not be opened (${messageOf(error)}).`);
      }
      onFound(files.length, path);
    },
  };
}
type Collection = ReturnType<typeof collection>;

async function walkHandle(
  folder: FileSystemDirectoryHandle,
  prefix: string,
  found: Collection,
): Promise<void> {
  for await (const [name, handle] of folder as unknown as AsyncIterable<
    [string, FileSystemHandle]
  >) {
    if (handle.kind === 'directory') {
      await walkHandle(handle as FileSystemDirectoryHandle, `${prefix}${name}/`, found);
    } else {
      await found.add(`${prefix}${name}`, () => (handle as FileSystemFileHandle).getFile(), null);
    }
  }
}

/** All files of a folder at any depth. */
async function filesOfFolder(
  folder: FileSystemDirectoryHandle,
  onFound: OnFound,
): Promise<GivenFiles> {
  const found = collection(onFound);
  await walkHandle(folder, '', found);
  return { name: folder.name, folder, files: found.files, unreadable: found.unreadable };
}

async function filesOfHandles(
  handles: readonly FileSystemFileHandle[],
  onFound: OnFound,
): Promise<GivenFiles> {
  const found = collection(onFound);
  for (const handle of handles) await found.add(handle.name, () => handle.getFile(), handle);
  return { name: null, folder: null, files: found.files, unreadable: found.unreadable };
}

const entriesOf = (folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> =>
  new Promise((resolve, reject) => {
    const reader = folder.createReader();
    const all: FileSystemEntry[] = [];
    // A reader gives a hundred at a time, and none at the end.
    const next = (): void => {
      reader.readEntries((some) => {
        if (some.length === 0) resolve(all);
        else {
          all.push(...some);
          next();
        }
      }, reject);
    };
    next();
  });

async function walkEntry(entry: FileSystemEntry, prefix: string, found: Collection): Promise<void> {
  if (entry.isFile) {
    const open = () =>
      new Promise<File>((resolve, reject) => {
        (entry as FileSystemFileEntry).file(resolve, reject);
      });
    await found.add(`${prefix}${entry.name}`, open, null);
    return;
  }
  for (const inside of await entriesOf(entry as FileSystemDirectoryEntry)) {
    await walkEntry(inside, `${prefix}${entry.name}/`, found);
  }
}

const isFolder = (handle: FileSystemHandle): handle is FileSystemDirectoryHandle =>
  handle.kind === 'directory';
const isFile = (handle: FileSystemHandle): handle is FileSystemFileHandle => handle.kind === 'file';

/**
 * What was dropped: one for each folder, and one for the loose files. Has to be called within the
 * event, after which a browser forgets the items.
 */
export function droppedFiles(
  dropped: DataTransfer,
  onFound: OnFound,
): Promise<readonly GivenFiles[]> {
  const items = [...dropped.items].filter(({ kind }) => kind === 'file');
  const handed = items.map((item) => (item as HandedItem).getAsFileSystemHandle?.());
  const entries = items.map((item) => item.webkitGetAsEntry());
  return handed.includes(undefined)
    ? filesOfEntries(entries, onFound)
    : filesOfDropped(handed, entries, onFound);
}

async function filesOfDropped(
  handed: readonly (Promise<FileSystemHandle | null> | undefined)[],
  entries: readonly (FileSystemEntry | null)[],
  onFound: OnFound,
): Promise<readonly GivenFiles[]> {
  const handles = await Promise.all(
    handed.map((one) => (one ?? Promise.resolve(null)).catch(() => null)),
  );
  // Files that a script put into the event have no handle.
  if (handles.includes(null)) return filesOfEntries(entries, onFound);
  const all = handles.filter((handle) => handle !== null);
  const given: GivenFiles[] = [];
  for (const folder of all.filter(isFolder)) given.push(await filesOfFolder(folder, onFound));
  const loose = all.filter(isFile);
  if (loose.length > 0) given.push(await filesOfHandles(loose, onFound));
  return given;
}

async function filesOfEntries(
  entries: readonly (FileSystemEntry | null)[],
  onFound: OnFound,
): Promise<readonly GivenFiles[]> {
  const loose = collection(onFound);
  const given: GivenFiles[] = [];
  for (const entry of entries) {
    if (entry === null) continue;
    if (entry.isFile) {
      await walkEntry(entry, '', loose);
      continue;
    }
    const found = collection(onFound);
    for (const inside of await entriesOf(entry as FileSystemDirectoryEntry)) {
      await walkEntry(inside, '', found);
    }
    const { files, unreadable } = found;
    given.push({ name: entry.name, folder: null, files, unreadable });
  }
  const { files, unreadable } = loose;
  if (files.length > 0 || unreadable.length > 0) {
    given.push({ name: null, folder: null, files, unreadable });
  }
  return given;
}

/** What an input of files, or of a folder, gave. */
export function inputFiles(files: readonly File[]): readonly GivenFiles[] {
  const folders = new Map<string | null, GivenFile[]>();
  for (const file of files) {
    const whole = file.webkitRelativePath;
    const cut = whole.indexOf('/');
    const name = cut > 0 ? whole.slice(0, cut) : null;
    const path = cut > 0 ? whole.slice(cut + 1) : file.name;
    if (isHidden(file.name)) continue;
    const own = folders.get(name) ?? [];
    own.push({ file, path, handle: null });
    folders.set(name, own);
  }
  return [...folders].map(([name, own]) => ({ name, folder: null, files: own, unreadable: [] }));
}

const isAbort = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'AbortError';

/** Asks for files; nothing where the person gave up. */
export async function pickedFiles(onFound: OnFound): Promise<readonly GivenFiles[]> {
  try {
    const handles = (await pickers.showOpenFilePicker?.({ multiple: true })) ?? [];
    return handles.length === 0 ? [] : [await filesOfHandles(handles, onFound)];
  } catch (error) {
    if (isAbort(error)) return [];
    throw error;
  }
}

/** Asks for a folder; nothing where the person gave up. */
export async function pickedFolder(onFound: OnFound): Promise<readonly GivenFiles[]> {
  try {
    const folder = await pickers.showDirectoryPicker?.();
    return folder === undefined ? [] : [await filesOfFolder(folder, onFound)];
  } catch (error) {
    if (isAbort(error)) return [];
    throw error;
  }
}
