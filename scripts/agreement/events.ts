import { basename } from 'node:path';
import { median } from '#core/evaluation/agreement.ts';
import { createEventObserver } from '#core/events/event-observer.ts';
import type { FaceFrame } from '#core/landmarks/landmark-frame.ts';
import type { EventDraft } from '#core/sessions/behaviour.ts';
import { createActionUnitReader } from '#core/signals/action-unit-reader.ts';
import type { ActionUnitsFit } from '#core/signals/action-units.ts';
import { keptObservation } from '#core/signals/face-sample.ts';
import { createFaceSampler } from '#core/signals/face-sampler.ts';
import { createFaceNormaliser } from '#core/signals/normalised-face.ts';
import { closeness, matchEvents, overlap, type Stretch } from './event-matching.ts';
import {
  REFERENCE_RULES,
  referenceEvents,
  type ReferenceEvents,
  type ReferenceFrame,
  type ReferenceRules,
} from './event-reference.ts';
import { fitActionUnits, readFitSeries } from './fit.ts';
import { findPairs, readPair } from './paired-recording.ts';

type ComparedEvent = keyof ReferenceEvents;
const COMPARED = ['head_turn', 'smile', 'blink'] as const satisfies readonly ComparedEvent[];
/** Blinks whose middles are no further apart, seconds, are the same. */
const SAME_BLINK = closeness(0.2);

/** What we and OpenFace found in one recording. */
export interface EventRecording {
  readonly name: string;
  readonly drafts: readonly EventDraft[];
  /** What the same detectors find in OpenFace's columns. */
  readonly referenceDrafts: readonly EventDraft[];
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

/**
 * Runs every pair of `directory` through sampler and observer, as a live session would. `heldOut`:
 * what is fitted to recordings is fitted to the others alone.
 */
export async function readEventRecordings(
  directory: string,
  heldOut = false,
): Promise<readonly EventRecording[]> {
  const { pairs } = findPairs(directory);
  const series = heldOut ? await Promise.all(pairs.map(readFitSeries)) : null;
  const recordings: EventRecording[] = [];
  for (const [i, base] of pairs.entries()) {
    const fit = series === null ? null : fitActionUnits(series.filter((_, j) => j !== i));
    recordings.push(await readOne(base, fit));
  }
  return recordings;
}

async function readOne(base: string, fit: ActionUnitsFit | null): Promise<EventRecording> {
  const sampler = createFaceSampler({ kind: 'sequence' });
  const units = fit === null ? null : unitsBy(fit);
  const observer = createEventObserver();
  const referenceObserver = createEventObserver();
  const drafts: EventDraft[] = [];
  const referenceDrafts: EventDraft[] = [];
  const frames: ReferenceFrame[] = [];
  for await (const { frame, reference } of readPair(base)) {
    const observation = keptObservation(sampler.sample(frame));
    if (observation.kind === 'face') units?.(frame, observation.features);
    const at = observation.capturedAt;
    drafts.push(...observer.push({ at, lectureTime: null }, observation, null));
    if (reference === null || observation.kind !== 'face') continue;
    frames.push({ t: at / 1000, values: reference });
    const theirs = { ...observation, features: Float32Array.from(reference) };
    referenceDrafts.push(...referenceObserver.push({ at, lectureTime: null }, theirs, null));
  }
  drafts.push(...observer.end());
  referenceDrafts.push(...referenceObserver.end());
  return { name: basename(base), drafts, referenceDrafts, frames };
}

/** Puts the action units of another fit in the place of the sampler's own. */
function unitsBy(fit: ActionUnitsFit): (frame: FaceFrame, features: Float32Array) => void {
  const normaliser = createFaceNormaliser();
  const reader = createActionUnitReader('sequence', fit);
  return (frame, features) => {
    const [found] = frame.faces;
    if (found === undefined) return;
    const face = normaliser.normalise(found.points, frame.image);
    reader.read(found.blendshapes, face, frame, features);
  };
}

/** The events of these recordings against those that OpenFace's columns have by `rules`. */
export const compareEvents = (
  recordings: readonly EventRecording[],
  rules: ReferenceRules = REFERENCE_RULES,
): readonly EventAgreement[] =>
  compare(recordings, (event, { frames }) => referenceEvents(frames, rules)[event]);

/** The same, against what the same detectors find in OpenFace's columns. */
export const compareDetected = (recordings: readonly EventRecording[]): readonly EventAgreement[] =>
  compare(recordings, (event, { referenceDrafts }) =>
    referenceDrafts.filter(({ type }) => type === event).map(stretchOf),
  );

function compare(
  recordings: readonly EventRecording[],
  referenceOf: (event: ComparedEvent, recording: EventRecording) => readonly Stretch[],
): readonly EventAgreement[] {
  return COMPARED.map((event) => {
    let ours = 0;
    let theirs = 0;
    const onsets: number[] = [];
    for (const recording of recordings) {
      const mine = recording.drafts.filter(({ type }) => type === event).map(stretchOf);
      const reference = referenceOf(event, recording);
      const matches = matchEvents(mine, reference, event === 'blink' ? SAME_BLINK : overlap);
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
    '\nAgainst the same detectors on OpenFace’s columns:\n',
    `| event ${head}`,
    '|---|---|---|---|---|',
    ...compareDetected(recordings).map((row) => `| ${line(row)}`),
    '\nBy where the reference is put:\n',
    `| reference | event ${head}`,
    '|---|---|---|---|---|---|',
    ...others,
  ].join('\n');
}
