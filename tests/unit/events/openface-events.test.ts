import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  compareEvents,
  readEventRecordings,
  type EventAgreement,
  type EventRecording,
} from '../../../scripts/agreement/events.ts';
import { REFERENCE_RULES } from '../../../scripts/agreement/event-reference.ts';

const PAIRS = join(import.meta.dirname, '../../../../shared/data/openface-pairs');
const absent = !existsSync(PAIRS);
const why = absent ? ' (skipped: the recordings are not here)' : '';

/** Measured in docs/EVENTS.md, less a small margin. */
const FLOORS = {
  head_turn: { precision: 0.65, recall: 0.75, onsetMs: 200 },
  smile: { precision: 0.85, recall: 0.92, onsetMs: 100 },
  blink: { precision: 0.78, recall: 0.67, onsetMs: 34 },
} as const;

describe.skipIf(absent)(`events against OpenFace 2.2${why}`, () => {
  let recordings: readonly EventRecording[] = [];
  beforeAll(async () => {
    recordings = await readEventRecordings(PAIRS);
  }, 60_000);

  const of = (event: EventAgreement['event'], rules = REFERENCE_RULES): EventAgreement => {
    const found = compareEvents(recordings, rules).find((row) => row.event === event);
    if (found === undefined) throw new Error(`${event} was not compared`);
    return found;
  };

  it.each(['head_turn', 'smile', 'blink'] as const)(
    '[EVT-15] %s: precision, recall, onset',
    (event) => {
      const { precision, recall, onsetMs } = of(event);
      expect(precision).toBeGreaterThanOrEqual(FLOORS[event].precision);
      expect(recall).toBeGreaterThanOrEqual(FLOORS[event].recall);
      expect(Math.abs(onsetMs ?? Infinity)).toBeLessThanOrEqual(FLOORS[event].onsetMs);
    },
  );

  it('[EVT-15] every turn that is found is one of OpenFace’s by 9 degrees', () => {
    const { precision, recall } = of('head_turn', { ...REFERENCE_RULES, headTurn: 9 });
    expect(precision).toBe(1);
    expect(recall).toBeGreaterThanOrEqual(0.75);
  });

  it('[EVT-15] nearly every blink that is found is one of OpenFace’s by half the height', () => {
    const { precision } = of('blink', { ...REFERENCE_RULES, blink: 0.5 });
    expect(precision).toBeGreaterThanOrEqual(0.9);
  });
});
