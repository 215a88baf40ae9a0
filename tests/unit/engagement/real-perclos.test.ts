import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createBlinkDetector } from '#core/engagement/blinks.ts';
import { CLOSURE_RULES, createClosureLevel } from '#core/engagement/closure-level.ts';
import { createFaceSampler } from '#core/signals/face-sampler.ts';
import { featureIndex } from '#core/signals/face-signal.ts';
import { openRecording } from '../../../scripts/extract/recording.ts';

const PAIRS = join(import.meta.dirname, '../../../../shared/data/openface-pairs');
const isAbsent = !existsSync(PAIRS);
const why = isAbsent ? ' (skipped: the recordings are not here)' : '';
const AU45 = featureIndex('AU45');

interface Lids {
  readonly ours: readonly number[];
  /** AU45 as OpenFace reads the same frames. */
  readonly openFace: readonly number[];
  /** What the recording's blinks taught of this person. */
  readonly level: number;
}

function openFaceLids(base: string): number[] {
  const [header = '', ...lines] = readFileSync(`${base}.openface.csv`, 'utf8').trim().split('\n');
  const column = header.split(',').findIndex((name) => name.trim() === 'AU45_r');
  return lines.map((line) => Number(line.split(',')[column]));
}

async function readLids(base: string): Promise<Lids> {
  const reference = openFaceLids(base);
  const sampler = createFaceSampler({ kind: 'sequence' });
  const blinks = createBlinkDetector();
  const level = createClosureLevel();
  const ours: number[] = [];
  const openFace: number[] = [];
  let row = 0;
  const recording = await openRecording(base);
  for await (const frame of recording.frames()) {
    const sample = sampler.sample(frame);
    const theirs = reference[row++] ?? Number.NaN;
    if (sample.kind === 'absent') continue;
    const au45 = sample.features[AU45] as number;
    const blink = blinks.push(sample.capturedAt, au45);
    if (blink !== null) level.blinked(blink.peak);
    ours.push(au45);
    openFace.push(theirs);
  }
  return { ours, openFace, level: level.current() };
}

const shareFrom = (values: readonly number[], level: number): number =>
  values.filter((value) => value >= level).length / values.length;

it.skipIf(isAbsent)(
  `[ENG-20] closed time is nearer to OpenFace's with a person's own blinks${why}`,
  async () => {
    let learned = 0;
    let constant = 0;
    let people = 0;
    for (const file of readdirSync(PAIRS).filter((name) => name.endsWith('.json'))) {
      const { ours, openFace, level } = await readLids(join(PAIRS, file.replace('.json', '')));
      if (level === CLOSURE_RULES.unknown) continue;
      const top = openFace.toSorted((a, b) => a - b)[Math.floor(0.99 * (openFace.length - 1))];
      const closed = shareFrom(openFace, CLOSURE_RULES.share * (top ?? Number.NaN));
      learned += Math.abs(shareFrom(ours, level) - closed);
      constant += Math.abs(shareFrom(ours, CLOSURE_RULES.unknown) - closed);
      people++;
    }
    expect(people).toBeGreaterThanOrEqual(2);
    expect(learned / people).toBeLessThan(0.045);
    expect(learned).toBeLessThan(0.8 * constant);
  },
);
