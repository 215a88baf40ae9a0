import { ENGAGEMENT_STATUSES } from '../../engagement/reading.ts';
import { LEARNING_STATES } from '../../models/prediction.ts';
import type { StateMessage } from '../messages/class-message.ts';

/**
 * What one student sent within one place (a cell, the whole lecture, now), as sums over messages:
 * a message stands for the same stretch of time as any other of its student. By position.
 */
export const PLAYERS = 0;
export const PAUSES = 1;
export const SCORES = 2;
export const STATUSES = 3;
export const STATE_COUNTS = 7;
/** Sums from here on. Scores are whole numbers, qualities and states hundredths. */
export const SCORE_SUM = 11;
export const QUALITY_SUM = 12;
export const STATE_SUMS = 13;
export const CONTRIBUTION_LENGTH = 17;

/** Overwrites `into` with one message. `paused`: by the student, who had played before. */
export function readMessage(message: StateMessage, paused: boolean, into: Float64Array): void {
  into.fill(0);
  if (message.player !== null) {
    into[PLAYERS] = 1;
    into[PAUSES] = paused ? 1 : 0;
  }
  if (message.status !== null) into[STATUSES + ENGAGEMENT_STATUSES.indexOf(message.status)] = 1;
  if (message.score !== null && message.quality !== null) {
    into[SCORES] = 1;
    into[SCORE_SUM] = message.score;
    into[QUALITY_SUM] = Math.round(100 * message.quality);
  }
  if (message.states === null) return;
  for (let state = 0; state < LEARNING_STATES.length; state++) {
    const value = message.states[state];
    if (value === null || value === undefined) continue;
    into[STATE_COUNTS + state] = 1;
    into[STATE_SUMS + state] = Math.round(100 * value);
  }
}

/** Contributions of many students to one place. */
export interface Contributions {
  /** Slots that have one lie below. */
  readonly length: number;
  /** Overwrites `into`; zeros where the slot has sent nothing. */
  read(slot: number, into: Float64Array): void;
}
