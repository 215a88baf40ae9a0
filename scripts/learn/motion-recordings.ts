import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { keptObservation } from '#core/signals/face-sample.ts';
import { createFaceSampler } from '#core/signals/face-sampler.ts';
import type { WindowInput } from '#core/windows/sliding-window.ts';
import { openRecording } from '../extract/recording.ts';
import { UserError } from '../extract/user-error.ts';

/** Somebody's moving face, as the face signal in canonical units. */
export interface MotionRecording {
  readonly name: string;
  /** Everything it was read from. */
  readonly files: readonly string[];
  readonly inputs: readonly WindowInput[];
}

const NEEDED = 'NAME.json, NAME.csv and three NAME.*.f32 of a landmark recording';
const LAST_PART = '.landmarks.f32';

async function readMotion(base: string): Promise<MotionRecording> {
  const opened = await openRecording(base);
  const { kind, manifest } = opened.recording;
  if (kind === 'stills') {
    throw new UserError(`${base} is a recording of stills, which have no motion; take it away.`);
  }
  const sampler = createFaceSampler({ kind, imageSizeKnown: manifest.image !== null });
  const inputs: WindowInput[] = [];
  for await (const frame of opened.frames()) inputs.push(keptObservation(sampler.sample(frame)));
  return { name: basename(base), files: opened.files, inputs };
}

/**
 * Every landmark recording of a folder, in order of name.
 * @throws UserError where there is none or one of stills, RecordingError or CsvError where one is damaged.
 */
export async function readMotionRecordings(folder: string): Promise<readonly MotionRecording[]> {
  if (!existsSync(folder)) {
    throw new UserError(
      `There is no folder ${folder} of recordings to take motion from: name one that holds ${NEEDED}.`,
    );
  }
  const bases = readdirSync(folder)
    .filter((file) => file.endsWith(LAST_PART))
    .map((file) => join(folder, file.slice(0, -LAST_PART.length)))
    .sort();
  if (bases.length === 0) {
    throw new UserError(`${folder} holds no recording to take motion from: ${NEEDED}.`);
  }
  const recordings: MotionRecording[] = [];
  for (const base of bases) recordings.push(await readMotion(base));
  return recordings;
}
