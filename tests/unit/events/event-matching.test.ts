import { describe, expect, it } from 'vitest';
import { featureIndex } from '#core/signals/face-signal.ts';
import { closeness, matchEvents } from '../../../scripts/agreement/event-matching.ts';
import {
  referenceEvents,
  type ReferenceFrame,
} from '../../../scripts/agreement/event-reference.ts';
import { plateau } from './watching.ts';

const span = (from: number, to: number) => ({ from, to });

describe('how events are compared', () => {
  it('pairs one to one, the largest overlap first', () => {
    const ours = [span(0, 2), span(2.5, 3), span(9, 10)];
    const theirs = [span(1, 3), span(2.6, 3.4)];
    expect(matchEvents(ours, theirs)).toMatchObject([
      { ours: ours[0], theirs: theirs[0] },
      { ours: ours[1], theirs: theirs[1] },
    ]);
    expect(matchEvents([span(0, 5)], theirs)).toHaveLength(1);
  });

  it('pairs short ones by how close their middles are', () => {
    expect(matchEvents([span(0, 1)], [span(0.25, 1.1)], closeness(0.2))).toHaveLength(1);
    expect(matchEvents([span(0, 1)], [span(0.9, 1.1)], closeness(0.2))).toHaveLength(0);
    const ours = [span(1, 1.2), span(1.3, 1.5)];
    expect(matchEvents(ours, [span(1.25, 1.45)], closeness(0.2))).toMatchObject([
      { ours: ours[1] },
    ]);
  });

  it('finds the reference where its columns have it', () => {
    const frames = Array.from({ length: 600 }, (_, i): ReferenceFrame => {
      const t = i / 30;
      const values = Array.from({ length: 22 }, () => 0);
      values[featureIndex('pose_Ry')] = 0.3 + 0.25 * plateau(t, 3, 5) - 0.25 * plateau(t, 8, 9);
      values[featureIndex('AU12')] = 1.5 * plateau(t, 10, 12) + 0.8 * plateau(t, 14, 16);
      values[featureIndex('AU45')] =
        2 * plateau(t, 6, 6.3, 0.1) + 2 * plateau(t, 6.5, 6.8, 0.1) + 2 * plateau(t, 17, 19, 0.1);
      return { t, values };
    });
    const found = referenceEvents(frames);
    expect(found.head_turn).toHaveLength(2);
    expect(found.smile).toHaveLength(1);
    expect(found.blink).toHaveLength(2);
    expect(found.blink[0]?.from).toBeCloseTo(6.05, 2);
    expect(found.blink[0]?.to).toBeCloseTo(6.25, 2);
  });
});
