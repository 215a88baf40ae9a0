import { basename } from 'node:path';
import { stat } from 'node:fs/promises';
import { csvKindOf } from '#core/dataset/csv-kind.ts';
import { readDaiseeLabels } from '#core/dataset/daisee-labels.ts';
import { type LoggedStatuses, readEngagementLog } from '#core/dataset/engagement-log.ts';
import { NO_FACTS } from '#core/dataset/file-facts.ts';
import { type FrameLabel, readFrameLabels } from '#core/dataset/frame-labels.ts';
import { labelBook, type LabelBook } from '#core/dataset/label-book.ts';
import type { LabelReading } from '#core/dataset/label-facts.ts';
import { type LabelEntry, readLabelTable } from '#core/dataset/label-table.ts';
import { type DaiseeLabelFile, officialSplitOf } from '#core/dataset/official-split.ts';
import type { SplitFile } from '#core/dataset/split-file.ts';
import { UserError } from '../../extract/user-error.ts';
import { type Content, fileContent, ReadHashes, textOf } from './content.ts';

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
  KIND_OF_FILE.exec(basename(name))?.groups?.['session'] ?? null;

/** Reads label files of any known format. Throws UserError, CsvError and LabelsContradict. */
export async function readLabels(
  paths: readonly string[],
  logs: readonly Content[],
  reading: LabelReading,
): Promise<Labels> {
  const hashes = new ReadHashes();
  const entries: LabelEntry[] = [];
  const daisee: DaiseeLabelFile[] = [];
  const sessions = new Map<string, LoggedStatuses>();
  let frames: readonly FrameLabel[] | null = null;

  const addLog = async (content: Content): Promise<void> => {
    const session = sessionOf(content.name);
    if (session === null) {
      throw new UserError(
        `${content.name}: the name of an engagement log says which session it is of, such as engagement_ann_lecture_1.csv beside features_ann_lecture_1.csv.`,
      );
    }
    sessions.set(session, await readEngagementLog(content.name, hashes.text(content)));
  };

  for (const path of paths) {
    const name = basename(path);
    if ((await stat(path).catch(() => null))?.isFile() !== true) {
      throw new UserError(`${path}: there is no such file of labels.`);
    }
    const content = fileContent(path, name);
    const kind = await csvKindOf(name, textOf(content));
    if (kind === 'daisee_labels') {
      const clips = await readDaiseeLabels(name, hashes.text(content));
      daisee.push({ name, clips });
      for (const { clip, person, levels } of clips) {
        entries.push({ file: clip, person, facts: { ...NO_FACTS, levels } });
      }
    } else if (kind === 'label_table') {
      entries.push(...(await readLabelTable(name, hashes.text(content), reading)));
    } else if (kind === 'engagement_log') {
      await addLog(content);
    } else if (kind === 'frame_labels' && frames === null) {
      frames = await readFrameLabels(name, hashes.text(content), reading);
    } else if (kind === 'frame_labels') {
      throw new UserError(`${path}: labels by frame are of one recording, so give one such file.`);
    } else {
      throw new UserError(
        `${path}: these are no labels that are known: file,person,label, or frame_index,label, or DAiSEE's ClipID,Boredom,…, or an engagement log.`,
      );
    }
  }
  for (const log of logs) if (reading.rule.kind === 'status') await addLog(log);
  return { book: labelBook(entries), frames, sessions, official: officialSplitOf(daisee), hashes };
}
