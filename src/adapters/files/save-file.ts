import { inBlobs, type FileToSave } from './content.ts';

/** `saved`: where the person chose. `downloaded`: in the browser's downloads. */
export type SaveOutcome = 'saved' | 'downloaded' | 'cancelled';

/** Not in the DOM library yet: WICG File System Access, section 3.3. */
interface SavePicker {
  showSaveFilePicker?: (options: {
    readonly suggestedName: string;
    readonly types: readonly { readonly accept: Readonly<Record<string, readonly string[]>> }[];
  }) => Promise<FileSystemFileHandle>;
}

const isNamed = (error: unknown, name: string): boolean =>
  error instanceof DOMException && error.name === name;

const extensionOf = (name: string): string => name.slice(name.lastIndexOf('.'));

/** The chosen place, or why there is none. Asks at once, while the click still counts. */
async function askWhere({
  name,
  mime,
}: FileToSave): Promise<FileSystemFileHandle | 'cancelled' | null> {
  const picker = globalThis as SavePicker;
  try {
    const types = [{ accept: { [mime]: [extensionOf(name)] } }];
    return (await picker.showSaveFilePicker?.({ suggestedName: name, types })) ?? null;
  } catch (error) {
    if (isNamed(error, 'AbortError')) return 'cancelled';
    // Embedded in another site's page, or no longer within a click: downloads still work there.
    if (isNamed(error, 'SecurityError') || isNamed(error, 'NotAllowedError')) return null;
    throw error;
  }
}

/** Nothing half-written stays: the browser keeps the stream aside until it is closed. */
async function writeTo(
  handle: FileSystemFileHandle,
  { content }: FileToSave,
  signal: AbortSignal | undefined,
): Promise<void> {
  const stream = await handle.createWritable();
  try {
    for await (const blob of inBlobs(content)) {
      signal?.throwIfAborted();
      await stream.write(blob);
    }
    await stream.close();
  } catch (error) {
    await stream.abort(error).catch(() => undefined);
    throw error;
  }
}

const LINK_LIFETIME_MS = 60_000;

async function download(
  { name, mime, content }: FileToSave,
  signal: AbortSignal | undefined,
): Promise<void> {
  const blobs: Blob[] = [];
  for await (const blob of inBlobs(content)) {
    signal?.throwIfAborted();
    blobs.push(blob);
  }
  const address = URL.createObjectURL(new Blob(blobs, { type: mime }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, LINK_LIFETIME_MS);
}

/**
 * Saves a file as it is made: to a place that the person chooses where the browser can ask, else as
 * a download. Call it from a click. Rejects with the signal's reason when aborted, and with
 * whatever reading the content rejects with; no half-written file is left.
 */
export async function saveFile(file: FileToSave, signal?: AbortSignal): Promise<SaveOutcome> {
  signal?.throwIfAborted();
  const place = await askWhere(file);
  if (place === 'cancelled') return 'cancelled';
  if (place === null) {
    await download(file, signal);
    return 'downloaded';
  }
  await writeTo(place, file, signal);
  return 'saved';
}
