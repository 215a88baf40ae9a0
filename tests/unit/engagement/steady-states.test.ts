import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import {
  losses,
  scoreComponents,
  type PostureInputs,
  type ScoreInputs,
  scoreOf,
} from '#core/engagement/score.ts';
import { drowsinessLevel } from '#core/engagement/drowsiness.ts';
import { durationMs, probability } from '#core/units.ts';
import { rad } from './faces.ts';

const STILL: PostureInputs = { slouch: 0, lean: 0, motion: 0, handRaised: false };
const perclos = (share: number): Partial<ScoreInputs> => ({
  drowsiness: drowsinessLevel({ perclos: probability(share), longClosures: 0, yawns: 0 }),
});
const posture = (of: Partial<PostureInputs>): Partial<ScoreInputs> => ({
  posture: { ...STILL, ...of },
});

/** The states of the table in docs/ENGAGEMENT.md, by the names it has for them. */
const STATES: Readonly<Record<string, Partial<ScoreInputs>>> = {
  'gaze 10° off': { gazeX: rad(10) },
  'gaze 20° off': { gazeX: rad(20) },
  'gaze 30° off': { gazeX: rad(30) },
  'gaze 40° off': { gazeX: rad(40) },
  'head turned 30°, gaze on screen': { yaw: rad(30) },
  'head turned 60°, gaze on screen': { yaw: rad(60) },
  'head and gaze 40° off': { gazeX: rad(40), yaw: rad(40) },
  'eyes closed for 0.3 s': { closedFor: durationMs(300) },
  'eyes closed for 1 s': { closedFor: durationMs(1000) },
  'eyes closed for 2 s': { closedFor: durationMs(2000) },
  'eyes closed for 5 s': { closedFor: durationMs(5000) },
  'PERCLOS 0.08': perclos(0.08),
  'PERCLOS 0.15': perclos(0.15),
  'PERCLOS 0.22': perclos(0.22),
  'head sunk by 0.17': posture({ slouch: 0.17 }),
  'leaning back by 0.3': posture({ lean: -0.3 }),
  'head sunk by 0.4': posture({ slouch: 0.4 }),
  'fidgeting at 1.5': posture({ motion: 1.5 }),
  'gaze 25° off, head sunk by 0.4': { gazeX: rad(25), ...posture({ slouch: 0.4 }) },
};

const document = readFileSync(join(import.meta.dirname, '../../../docs/ENGAGEMENT.md'), 'utf8');

it('[ENG-22] the scores of steady states in docs/ENGAGEMENT.md are those that are computed', () => {
  for (const [name, inputs] of Object.entries(STATES)) {
    const attentive: ScoreInputs = {
      gazeX: 0,
      gazeY: 0,
      yaw: 0,
      pitch: 0,
      roll: 0,
      closedFor: durationMs(0),
      drowsiness: probability(0),
      posture: STILL,
    };
    const computed = Math.round(scoreOf(losses(scoreComponents({ ...attentive, ...inputs }))));
    const written = new RegExp(`\\| ${name} +\\| (\\d+) `).exec(document)?.[1];
    expect(`${name}: ${written ?? 'not written'}`).toBe(`${name}: ${computed}`);
  }
});
