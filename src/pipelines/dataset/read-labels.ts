import type { Content } from '#core/dataset/content.ts';
import { csvKindOf } from '#core/dataset/csv-kind.ts';
import { readDaiseeLabels } from '#core/dataset/daisee-labels.ts';
import { DatasetRefused } from '#core/dataset/dataset-refusal.ts';
import { type LoggedStatuses, readEngagementLog } from '#core/dataset/engagement-log.ts';
import { NO_FACTS } from '#core/dataset/file-facts.ts';
import { type FrameLabel, readFrameLabels } from '#core/dataset/frame-labels.ts';
import { labelBook, type LabelBook } from '#core/dataset/label-book.ts';
import type { LabelReading } from '#core/dataset/label-facts.ts';
import { type LabelEntry, readLabelTable } from '#core/dataset/label-table.ts';
import { type DaiseeLabelFile, officialSplitOf } from '#core/dataset/official-split.ts';
import type { SplitFile } from '#core/dataset/split-file.ts';
import { ReadHashes } from './read-hashes.ts';

/** All that label files say. */
export interface Labels {
  readonly book: LabelBook;
  /** `frame_index,label` of the one features file that there is. */
  readonly frames: readonly FrameLabel[] | null;
  /** Engagement logs by the session that their names say; see `sessionOf`. */
  readonly sessions: ReadonlyMap<string, LoggedStatuses>;
  readonly official: SplitFile | null;
  readonly hashes: ReadHashes;
}

const KIND_OF_FILE =
  /^(?:openface_features|features|openface|engagement_log|engagement|readings)_(?<session>.+)\.csv$/;

/** What the files of one session's export have in common: their names without what they hold. */
export const sessionOf = (name: string): string | null =>
  KIND_OF_FILE.exec(name.slice(name.lastIndexOf('/') + 1))?.groups?.['session'] ?? null;

export interface ReadLabelsOptions {
  readonly reading: LabelReading;
  /** Takes what is wrong with one file and goes on without it; where not given, it is thrown. */
  readonly onRefused?: ((error: unknown) => void) | undefined;
  /** Off where nobody asks what was read. */
  readonly hashed: boolean;
}

/** Reads label files of any known format. Throws DatasetRefused, CsvError and LabelsContradict. */
export async function readLabels(
  contents: readonly Content[],
  logs: readonly Content[],
  { reading, onRefused, hashed }: ReadLabelsOptions,
): Promise<Labels> {
  const hashes = new ReadHashes();
  const entries: LabelEntry[] = [];
  const daisee: DaiseeLabelFile[] = [];
  const sessions = new Map<string, LoggedStatuses>();
  let frames: readonly FrameLabel[] | null = null;

  const readLog = async (content: Content): Promise<void> => {
    const session = sessionOf(content.name);
    if (session === null) {
      throw new DatasetRefused(
        `${content.name}: the name of an engagement log says which session it is of, such as engagement_ann_lecture_1.csv beside features_ann_lecture_1.csv.`,
      );
    }
    sessions.set(session, await readEngagementLog(content.name, content.text()));
  };

  const readOne = async (content: Content): Promise<void> => {
    const { name } = content;
    const kind = await csvKindOf(name, content.text());
    switch (kind) {
      case 'daisee_labels': {
        const clips = await readDaiseeLabels(name, content.text());
        daisee.push({ name: name.slice(name.lastIndexOf('/') + 1), clips });
        for (const { clip, person, levels } of clips) {
          entries.push({ file: clip, person, facts: { ...NO_FACTS, levels } });
        }
        return;
      }
      case 'label_table':
        entries.push(...(await readLabelTable(name, content.text(), reading)));
        return;
      case 'engagement_log':
        await readLog(content);
        return;
      case 'frame_labels':
        if (frames !== null) {
          throw new DatasetRefused(
            `${name}: labels by frame are of one recording, so give one such file.`,
          );
        }
        frames = await readFrameLabels(name, content.text(), reading);
        return;
      default:
        throw new DatasetRefused(
          `${name}: these are no labels that are known: file,person,label, or frame_index,label, or DAiSEE's ClipID,Boredom,…, or an engagement log.`,
        );
    }
  };

  const taken = async (content: Content, read: (content: Content) => Promise<void>) => {
    try {
      await read(content);
      if (hashed) await hashes.add(content);
    } catch (error) {
      if (onRefused === undefined) throw error;
      onRefused(error);
    }
  };
  for (const content of contents) await taken(content, readOne);
  if (reading.rule.kind === 'status') for (const log of logs) await taken(log, readLog);
  return { book: labelBook(entries), frames, sessions, official: officialSplitOf(daisee), hashes };
}
