import { DatasetRefused } from '#core/dataset/dataset-refusal.ts';
import type { LabSource } from '#core/lab/lab-source.ts';
import { factsOfTrack } from '#core/lab/spans-facts.ts';
import type { Survey } from '#core/lab/survey.ts';
import { usedData } from '#core/lab/used-data.ts';
import { createSurveyTally, type SurveyTally } from '#core/lab/survey-tally.ts';
import type { Recipe } from '#core/recipes/recipe.ts';
import { signalOf } from '../dataset/read-dataset.ts';
import { readRecordings } from '../dataset/read-recordings.ts';
import { readSessions } from '../read-sessions.ts';
import { labelsOfSources, partOfSource, sortedSource } from './lab-files.ts';
import { keyOfSession, sessionFacts, sessionsOf } from './lab-sessions.ts';
import {
  isOfFiles,
  isOfSessions,
  type LabReadingJob,
  type LabReadingPorts,
  type LabReadingStores,
} from './read-lab.ts';

type SurveyJob = Omit<LabReadingJob, 'unlabelledToo'>;

const ignore = (): void => undefined;

async function surveyFiles(
  source: LabSource,
  { sources, tracks, data, recipe }: SurveyJob,
  stores: LabReadingStores,
  ports: LabReadingPorts,
  tally: SurveyTally,
): Promise<void> {
  const reading = { rule: recipe.labels, words: data.labelWords };
  const sorted = [];
  for (const one of sources.filter(isOfFiles)) {
    sorted.push(await sortedSource(one, stores.files, ports));
  }
  const own = sorted.find((one) => one.source.id === source.id);
  if (own === undefined) return;
  const { labels, problems } = await labelsOfSources(sorted, reading, false);
  for (const sentence of problems) tally.problem(sentence);
  const part = await partOfSource(own, source.name, reading);
  for (const sentence of part.inputs.problems) tally.problem(sentence);
  for (const name of part.inputs.strange) {
    tally.problem(`${name}: its header is none that is known here, so it is left alone.`);
  }
  const all = part.inputs.recordings.length;
  if (all === 0 && source.kind === 'videos') {
    tally.problem('None of its videos has been read yet.');
  }
  let done = 0;
  for await (const one of readRecordings({
    parts: [part],
    recipe,
    signal: signalOf(recipe),
    labels,
    labelWords: data.labelWords,
    fps: data.fps ?? undefined,
    spansOf: (key) => factsOfTrack(tracks.get(key), data.labelWords),
    onUnlabelled: ignore,
    hashed: false,
  })) {
    if (one.kind === 'refused') tally.refused(one.key, one.name, one.sentence);
    else {
      const read = one.kind === 'read' ? one : one.read;
      if (read !== null) tally.read({ ...read, key: one.key, name: one.name });
    }
    ports.onProgress({ done: ++done, all, what: one.name });
  }
}

async function surveySessions(
  source: Extract<LabSource, { kind: 'sessions' }>,
  { tracks, data, recipe }: SurveyJob,
  { archive }: LabReadingStores,
  { sha256, onProgress }: LabReadingPorts,
  tally: SurveyTally,
): Promise<void> {
  const { records, problems } = await sessionsOf(source, archive);
  for (const sentence of problems) tally.problem(sentence);
  let done = 0;
  for await (const one of readSessions({
    archive,
    sessions: records,
    recipe,
    signal: signalOf(recipe),
    sha256,
    factsOf: sessionFacts(tracks, recipe, data),
    keyOf: keyOfSession,
    onUnlabelled: ignore,
  })) {
    const { session } = one;
    const key = keyOfSession(session);
    if (one.kind === 'refused') tally.refused(key, session.id, one.sentence);
    else if (one.read !== null) {
      tally.read({ ...one.read, key, name: session.id, knownPersons: session.studentId !== '' });
    }
    onProgress({ done: ++done, all: records.length, what: session.id });
  }
}

/**
 * What one source is worth under a recipe, in one pass that keeps no window. `sources`: itself and
 * those whose label files may speak of it.
 */
async function surveySource(
  source: LabSource,
  job: SurveyJob,
  stores: LabReadingStores,
  ports: LabReadingPorts,
): Promise<Survey> {
  const { recipe } = job;
  const tally = createSurveyTally(recipe.labels);
  try {
    if (isOfSessions(source)) await surveySessions(source, job, stores, ports, tally);
    else await surveyFiles(source, job, stores, ports, tally);
  } catch (error) {
    if (!(error instanceof DatasetRefused)) throw error;
    tally.problem(error.message);
  }
  return tally.survey(source.id, recipe.name);
}

/** The same of a stored source and what is stored beside it; null where it is not there. */
export async function surveyStored(
  sourceId: string,
  recipe: Recipe,
  stores: LabReadingStores,
  ports: LabReadingPorts,
): Promise<Survey | null> {
  const { items } = await stores.sources.list();
  const source = items.find(({ id }) => id === sourceId);
  if (source === undefined) return null;
  const sources = items.filter((one) => one.used || one.id === sourceId);
  const tracks = (await stores.labels.list()).items;
  const job = {
    sources,
    tracks: new Map(tracks.map((track) => [track.recording, track])),
    data: usedData(sources),
    recipe,
  };
  return surveySource(source, job, stores, ports);
}
