/** A recording that can be labelled and learnt from: a stored session, or a file of a source. */
export type LabRecording =
  | { readonly kind: 'session'; readonly sessionId: string }
  | { readonly kind: 'file'; readonly sourceId: string; readonly name: string };

/** By which it is stored and linked. */
export const recordingKey = (recording: LabRecording): string =>
  recording.kind === 'session'
    ? `session/${recording.sessionId}`
    : `${recording.sourceId}/${recording.name}`;

/** The inverse; null for what is no key. */
export function recordingOf(key: string): LabRecording | null {
  const cut = key.indexOf('/');
  const [first, rest] = [key.slice(0, cut), key.slice(cut + 1)];
  if (cut < 1 || rest === '') return null;
  return first === 'session'
    ? { kind: 'session', sessionId: rest }
    : { kind: 'file', sourceId: first, name: rest };
}
