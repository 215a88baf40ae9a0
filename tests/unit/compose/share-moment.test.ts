import { describe, expect, it } from 'vitest';
import { type KnownMoment, shareMomentOf } from '#compose/share-moment.ts';
import type { EngagementReading } from '#core/engagement/reading.ts';
import { LEARNING_STATES } from '#core/models/prediction.ts';
import { durationMs, lectureTimeS, probability, score, timestampMs } from '#core/units.ts';
import type { ShownModel } from '#stores/live-store.ts';

const READING: EngagementReading = {
  at: timestampMs(900),
  score: score(74),
  status: 'engaged',
  reason: null,
  perclos: probability(0.03),
  blinkRate: 14,
  drowsiness: probability(0.1),
  heldFor: durationMs(4000),
};

/** Of the four states the last is never shown. */
const states = (...shares: readonly number[]): ShownModel => ({
  status: {
    kind: 'ready',
    modelId: 'm',
    backend: { chosen: 'wasm', trials: [] },
    showing: {
      labels: LEARNING_STATES,
      output: 'independent',
      abstention: {
        leastPrecision: 0.6,
        labels: LEARNING_STATES.map((label) => ({
          label,
          threshold: label === 'frustration' ? null : 0.5,
          precision: 0.7,
          windows: 30,
          baseRate: 0.3,
        })),
      },
    },
  },
  prediction: { kind: 'predicted', at: timestampMs(0), probabilities: shares.map(probability) },
});

const KNOWN: KnownMoment = {
  at: timestampMs(1000),
  mode: 'learning_states',
  lectureTime: lectureTimeS(12.5),
  player: 'playing',
  reading: READING,
  interrupted: false,
  reliability: probability(0.8),
  states: states(0.2, 0.9, 0.6, 0.9),
};
const PLACE = { at: KNOWN.at, lectureTime: KNOWN.lectureTime, player: KNOWN.player };

describe('what of a moment a class may be told', () => {
  it('[SHU-6] is what the panel shows: score, status, place, and how reliably the person is seen', () => {
    expect(shareMomentOf(KNOWN)).toEqual({
      ...PLACE,
      score: 74,
      status: 'engaged',
      quality: 0.8,
      states: [null, 0.9, 0.6, null],
    });
  });

  it('[SHU-6] has no field for anything else that is known', () => {
    const fields = ['at', 'lectureTime', 'player', 'quality', 'score', 'states', 'status'];
    for (const mode of ['attention', 'learning_states', 'events_only'] as const) {
      expect(Object.keys(shareMomentOf({ ...KNOWN, mode })).sort()).toEqual(fields);
    }
  });

  it('[SHU-6] without a camera is presence and the place in the lecture alone', () => {
    expect(shareMomentOf({ ...KNOWN, mode: 'events_only' })).toEqual({
      ...PLACE,
      score: null,
      status: null,
      quality: null,
      states: null,
    });
  });

  it('[SHU-3] has no states in another mode, and of a silent model none', () => {
    expect(shareMomentOf({ ...KNOWN, mode: 'attention' }).states).toBeNull();
    const none = [null, null, null, null];
    expect(shareMomentOf({ ...KNOWN, states: null }).states).toEqual(none);
    expect(shareMomentOf({ ...KNOWN, states: states(0.1, 0.4, 0.2, 0.99) }).states).toEqual(none);
  });

  it('[SHU-7] has no score and no state while interrupted; the player is told as it is', () => {
    expect(shareMomentOf({ ...KNOWN, interrupted: true })).toEqual({
      ...PLACE,
      score: null,
      status: 'not_detected',
      quality: 0.8,
      states: [null, null, null, null],
    });
  });

  it('[SHU-7] says not detected where nothing was read, and never a score beside it', () => {
    const nothing = { score: null, status: 'not_detected' };
    expect(shareMomentOf({ ...KNOWN, reading: null })).toMatchObject(nothing);
    for (const half of [{ score: null }, { status: 'not_detected' }] as const) {
      const reading = { ...READING, ...half };
      expect(shareMomentOf({ ...KNOWN, reading })).toMatchObject(nothing);
    }
  });
});
