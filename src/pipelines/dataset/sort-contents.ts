import type { Content } from '#core/dataset/content.ts';
import { csvKindOf } from '#core/dataset/csv-kind.ts';
import { memoryContent } from './memory-content.ts';
import { RECORDING_PARTS, type RecordingContents, type RecordingPart } from './open-recording.ts';

/** One recording among files. */
export type Input =
  | { readonly kind: 'features'; readonly name: string; readonly content: Content }
  /** A landmark recording; `name`: its path without an ending. */
  | { readonly kind: 'recording'; readonly name: string; readonly contents: RecordingContents };

/** Files by what they are. */
export interface Inputs {
  /** In the order of their names. */
  readonly recordings: readonly Input[];
  /** Tables of labels, DAiSEE's among them. */
  readonly labels: readonly Content[];
  /** Labels by frame of one recording. */
  readonly frameLabels: readonly Content[];
  readonly engagementLogs: readonly Content[];
  /** Readings of sessions, which say why a face is missing. */
  readonly readings: readonly Content[];
  /** CSVs of which it is not known what they are, by their names. */
  readonly strange: readonly string[];
  /** Of files that cannot be opened, a sentence each. */
  readonly problems: readonly string[];
}

export const NO_INPUTS: Inputs = {
  recordings: [],
  labels: [],
  frameLabels: [],
  engagementLogs: [],
  readings: [],
  strange: [],
  problems: [],
};

/** Gives the entries of a zip that `wanted` takes; throws whatever is wrong with it. */
export type Unzip = (
  bytes: Uint8Array<ArrayBuffer>,
  wanted: (name: string) => boolean,
) => Readonly<Record<string, Uint8Array<ArrayBuffer>>>;

export interface SortPorts {
  readonly unzip: Unzip;
  readonly sha256: (bytes: ArrayBuffer) => Promise<string>;
}

/** The CSVs of a zip, such as a session's export; the message of what it throws is a sentence. */
async function contentsOfZip(zip: Content, { unzip, sha256 }: SortPorts): Promise<Content[]> {
  try {
    const entries = unzip(await zip.bytes(), (entry) => entry.endsWith('.csv'));
    return Object.entries(entries).map(([entry, bytes]) =>
      memoryContent(`${zip.name}/${entry}`, bytes, sha256),
    );
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${zip.name}: this is not a zip that can be read (${why}).`, { cause });
  }
}

/** `openface_X.csv` of a session's export says the same as the `features_X.csv` beside it. */
const repeats = (name: string, names: ReadonlySet<string>): boolean =>
  /(?:^|\/)openface_/.test(name) && names.has(name.replace(/(^|\/)openface_/, '$1features_'));

const ARRAY = '.blendshapes.f32';

/** Landmark recordings among files, by their arrays of blendshapes. */
function recordingsAmong(contents: readonly Content[]): Map<string, Map<RecordingPart, Content>> {
  const found = new Map(
    contents
      .filter(({ name }) => name.endsWith(ARRAY))
      .map(({ name }) => [name.slice(0, -ARRAY.length), new Map<RecordingPart, Content>()]),
  );
  for (const content of contents) {
    const ending = RECORDING_PARTS.find((part) => content.name.endsWith(part));
    if (ending === undefined) continue;
    found.get(content.name.slice(0, -ending.length))?.set(ending, content);
  }
  return found;
}

const byName = (one: { readonly name: string }, other: { readonly name: string }): number =>
  one.name < other.name ? -1 : 1;

/** Tells recordings, labels and logs from each other by their endings and headers. */
export async function sortContents(
  contents: readonly Content[],
  ports: SortPorts,
): Promise<Inputs> {
  const landmarks = recordingsAmong(contents);
  const parts = new Set([...landmarks.values()].flatMap((own) => [...own.values()]));
  const problems: string[] = [];
  const tables: Content[] = [];
  for (const content of contents) {
    const name = content.name.toLowerCase();
    if (name.endsWith('.csv') && !parts.has(content)) tables.push(content);
    if (!name.endsWith('.zip')) continue;
    try {
      tables.push(...(await contentsOfZip(content, ports)));
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
    }
  }
  const recordings: Input[] = [...landmarks].map(([name, own]) => ({
    kind: 'recording',
    name,
    contents: own,
  }));
  const of = { labels: [], frameLabels: [], engagementLogs: [], readings: [] } as Record<
    'labels' | 'frameLabels' | 'engagementLogs' | 'readings',
    Content[]
  >;
  const strange: string[] = [];
  const names = new Set(tables.map(({ name }) => name));
  for (const content of tables) {
    const { name } = content;
    // What is empty or no CSV at all is told of when it is read.
    const kind = await csvKindOf(name, content.text()).catch(() => null);
    switch (kind) {
      case 'engagement_log':
        of.engagementLogs.push(content);
        break;
      case 'readings':
        of.readings.push(content);
        break;
      case 'daisee_labels':
      case 'label_table':
        of.labels.push(content);
        break;
      case 'frame_labels':
        of.frameLabels.push(content);
        break;
      case 'other':
        strange.push(name);
        break;
      case 'features':
      case null:
        if (!repeats(name, names)) recordings.push({ kind: 'features', name, content });
    }
  }
  return { ...of, recordings: recordings.sort(byName), strange, problems };
}
