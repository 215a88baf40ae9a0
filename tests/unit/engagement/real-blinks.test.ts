import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { BLINK_RULES, createBlinkDetector } from '#core/engagement/blinks.ts';
import { blendshapeIndex } from '#core/landmarks/blendshapes.ts';
import { createFaceSampler } from '#core/signals/face-sampler.ts';
import { featureIndex } from '#core/signals/face-signal.ts';
import { openRecording } from '../../../scripts/extract/recording.ts';

const PAIRS = join(import.meta.dirname, '../../../../shared/data/openface-pairs');
const absent = !existsSync(PAIRS);
const why = absent ? ' (skipped: the recordings are not here)' : '';

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

interface Lid {
  readonly at: number;
  readonly closed: number;
}

/** Runs of lids 0.2 over their median, no longer than a blink: what agreement is judged by. */
function closures(lids: readonly Lid[]): number {
  const level = median(lids.map(({ closed }) => closed)) + 0.2;
  let count = 0;
  let since: number | null = null;
  for (const { at, closed } of lids) {
    if (closed > level) since ??= at;
    else if (since !== null) {
      if (at - since <= BLINK_RULES.longest) count++;
      since = null;
    }
  }
  return count;
}

it.skipIf(absent)(`[ENG-1] finds the blinks of recorded people${why}`, async () => {
  const left = blendshapeIndex('eyeBlinkLeft');
  const right = blendshapeIndex('eyeBlinkRight');
  let lidClosures = 0;
  let blinks = 0;
  for (const file of readdirSync(PAIRS).filter((name) => name.endsWith('.json'))) {
    const sampler = createFaceSampler({ kind: 'sequence' });
    const detector = createBlinkDetector();
    const lids: Lid[] = [];
    const recording = await openRecording(join(PAIRS, file.replace('.json', '')));
    for await (const frame of recording.frames()) {
      const shapes = frame.faces[0]?.blendshapes;
      const sample = sampler.sample(frame);
      if (shapes === undefined || sample.kind === 'absent') continue;
      const closed = ((shapes[left] as number) + (shapes[right] as number)) / 2;
      lids.push({ at: sample.capturedAt, closed });
      const au45 = sample.features[featureIndex('AU45')] as number;
      if (detector.push(sample.capturedAt, au45) !== null) blinks++;
    }
    lidClosures += closures(lids);
  }
  expect(lidClosures).toBeGreaterThan(25);
  expect(blinks / lidClosures).toBeGreaterThan(0.85);
  expect(blinks / lidClosures).toBeLessThan(1.1);
});
