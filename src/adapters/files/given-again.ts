/** What Chromium adds to handles (WICG, File System Access). */
interface AskableHandle {
  queryPermission?(wish: { readonly mode: 'read' }): Promise<PermissionState>;
  requestPermission?(wish: { readonly mode: 'read' }): Promise<PermissionState>;
}

/** Whether a file or folder may be read again without asking. */
export async function mayOpen(handle: FileSystemHandle): Promise<boolean> {
  const state = await (handle as AskableHandle).queryPermission?.({ mode: 'read' });
  return state === undefined || state === 'granted';
}

/** Asks the person; only behind a click. */
export async function askToOpen(handle: FileSystemHandle): Promise<boolean> {
  if (await mayOpen(handle)) return true;
  const answer = await (handle as AskableHandle).requestPermission?.({ mode: 'read' });
  return answer === 'granted';
}

/** The file of a handle, or the one at `path` beneath a folder's. Rejects with a DOMException. */
export async function fileOf(handle: FileSystemHandle, path: string): Promise<File> {
  if (handle.kind === 'file') return (handle as FileSystemFileHandle).getFile();
  let folder = handle as FileSystemDirectoryHandle;
  const names = path.split('/');
  for (const name of names.slice(0, -1)) folder = await folder.getDirectoryHandle(name);
  return (await folder.getFileHandle(names.at(-1) ?? path)).getFile();
}
