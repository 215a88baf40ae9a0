import { createReadStream, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readRecords } from '#core/csv/csv-records.ts';
import { median } from '#core/evaluation/agreement.ts';
import { createEventObserver } from '#core/events/event-observer.ts';
import type { EventDraft } from '#core/sessions/behaviour.ts';
import { createFaceSampler } from '#core/signals/face-sampler.ts';
import { openRecording } from '../extract/recording.ts';
import { matchEvents, type Stretch } from './event-matching.ts';
import {
  REFERENCE_RULES,
  referenceEvents,
  type ReferenceEvents,
  type ReferenceFrame,
  type ReferenceRules,
} from './event-reference.ts';

type ComparedEvent = keyof ReferenceEvents;
const COMPARED = ['head_turn', 'smile', 'blink'] as const satisfies readonly ComparedEvent[];
/** Blinks this far apart, seconds, are the same. */
const BLINK_SLACK = 0.2;

/** What we and OpenFace found in one recording. */
export interface EventRecording {
  readonly name: string;
  readonly drafts: readonly EventDraft[];
  readonly frames: readonly ReferenceFrame[];
}

export interface EventAgreement {
  readonly event: ComparedEvent;
  readonly ours: number;
  readonly theirs: number;
  readonly matched: number;
  /** null where there was nothing to divide by. */
  readonly precision: number | null;
  readonly recall: number | null;
  /** Median of our onsets minus OpenFace's, milliseconds. */
  readonly onsetMs: number | null;
}

const SUFFIX = '.openface.csv';

/** Runs every recording of `directory` through sampler and observer, as a live session would. */
export async function readEventRecordings(directory: string): Promise<readonly EventRecording[]> {
  const names = readdirSync(directory)
    .filter((file) => file.endsWith(SUFFIX))
    .map((file) => file.slice(0, -SUFFIX.length))
    .sort();
  const recordings: EventRecording[] = [];
  for (const name of names) recordings.push(await readOne(directory, name));
  return recordings;
}

async function readOne(directory: string, name: string): Promise<EventRecording> {
  const rows = await openFaceRows(join(directory, `${name}${SUFFIX}`));
  const sampler = createFaceSampler({ kind: 'sequence' });
  const observer = createEventObserver();
  const drafts: EventDraft[] = [];
  const frames: ReferenceFrame[] = [];
  for await (const frame of (await openRecording(join(directory, name))).frames()) {
    const observation = sampler.sample(frame);
    const at = observation.capturedAt;
    drafts.push(...observer.push({ at, lectureTime: null }, observation, null));
    const row = rows[frames.length];
    if (row !== undefined) frames.push({ t: at / 1000, ...row });
  }
  drafts.push(...observer.end());
  return { name, drafts, frames };
}

async function openFaceRows(file: string): Promise<readonly Omit<ReferenceFrame, 't'>[]> {
  const rows: Omit<ReferenceFrame, 't'>[] = [];
  let columns: ReadonlyMap<string, number> | null = null;
  for await (const { cells } of readRecords(file, createReadStream(file, 'utf8'))) {
    if (columns === null) {
      columns = new Map(cells.map((name, index) => [name.trim(), index]));
      continue;
    }
    const of = columns;
    const number = (name: string): number => Number(cells[of.get(name) ?? -1]);
    rows.push({
      success: number('success') === 1,
      value: (feature) => number(feature.startsWith('AU') ? `${feature}_r` : feature),
    });
  }
  return rows;
}

/** The events of these recordings against those that OpenFace's columns have by `rules`. */
export function compareEvents(
  recordings: readonly EventRecording[],
  rules: ReferenceRules = REFERENCE_RULES,
): readonly EventAgreement[] {
  return COMPARED.map((event) => {
    let ours = 0;
    let theirs = 0;
    const onsets: number[] = [];
    for (const { drafts, frames } of recordings) {
      const mine = drafts.filter(({ type }) => type === event).map(stretchOf);
      const reference = referenceEvents(frames, rules)[event];
      const matches = matchEvents(mine, reference, event === 'blink' ? BLINK_SLACK : 0);
      ours += mine.length;
      theirs += reference.length;
      onsets.push(...matches.map((match) => (match.ours.from - match.theirs.from) * 1000));
    }
    return {
      event,
      ours,
      theirs,
      matched: onsets.length,
      precision: ours === 0 ? null : onsets.length / ours,
      recall: theirs === 0 ? null : onsets.length / theirs,
      onsetMs: median(onsets),
    };
  });
}

const stretchOf = ({ at, data }: EventDraft): Stretch => ({
  from: at / 1000,
  to: at / 1000 + Number(data['duration_s']),
});

/** Other places where the reference could have been put, to see how much hangs on it. */
export const OTHER_RULES: readonly ReferenceRules[] = [
  { headTurn: 8, smile: 0.5, blink: 0.5 },
  { headTurn: 9, smile: 0.75, blink: 0.75 },
  REFERENCE_RULES,
  { headTurn: 11, smile: 1.25, blink: 1.25 },
  { headTurn: 12, smile: 1.5, blink: 1.5 },
];

const share = (value: number | null): string => (value === null ? '–' : value.toFixed(2));

const line = ({ event, ours, theirs, matched, precision, recall, onsetMs }: EventAgreement) =>
  `${event} | ${share(precision)} | ${share(recall)} | ${onsetMs === null ? '–' : `${onsetMs.toFixed(0)} ms`} | ${matched} / ${ours} / ${theirs} |`;

const said = (event: ComparedEvent, { headTurn, smile, blink }: ReferenceRules): string =>
  event === 'head_turn'
    ? `${headTurn}°`
    : event === 'smile'
      ? `AU12_r ${smile}`
      : `AU45_r ${blink}`;

/** The tables of `npm run agreement -- DIR --events`, as Markdown. */
export function eventTables(recordings: readonly EventRecording[]): string {
  const head = '| precision | recall | onset, median | both / ours / OpenFace’s |';
  const rows = compareEvents(recordings).map((row) => `| ${line(row)}`);
  const others = COMPARED.flatMap((event) =>
    OTHER_RULES.map((rules) => {
      const row = compareEvents(recordings, rules).find((each) => each.event === event);
      return row === undefined ? '' : `| ${said(event, rules)} | ${line(row)}`;
    }),
  );
  return [
    `${recordings.length} recordings\n`,
    `| event ${head}`,
    '|---|---|---|---|---|',
    ...rows,
    '\nBy where the reference is put:\n',
    `| reference | event ${head}`,
    '|---|---|---|---|---|---|',
    ...others,
  ].join('\n');
}
