import * as v from 'valibot';
import type { EngagementStatus } from '../engagement/reading.ts';
import { LEARNING_STATES } from '../models/prediction.ts';
import { dominantState, type StateLevels } from './dominant-state.ts';

export const LEVELS = [0, 1, 2, 3] as const;
/** A state counts as there from this level on, of 0..3, unless a rule says otherwise. */
export const PRESENT_LEVEL = 2;

const STATE = v.picklist(LEARNING_STATES);

/** How labels are made of what a data set says; plain data, kept in recipes and manifests. */
export const LABEL_RULE = v.variant('kind', [
  /** One of the four states, by the levels. */
  v.strictObject({ kind: v.literal('dominant_state') }),
  /** Whether a state is there. */
  v.strictObject({
    kind: v.literal('state_present'),
    state: STATE,
    atLeast: v.optional(v.picklist([1, 2, 3]), PRESENT_LEVEL),
  }),
  /** The level of a state: ordinal classes 0..3. */
  v.strictObject({ kind: v.literal('level'), state: STATE }),
  /** One of the four states, by the status of an engagement log. */
  v.strictObject({ kind: v.literal('status') }),
]);
export type LabelRule = v.InferOutput<typeof LABEL_RULE>;

/** What is known of a moment; null where the data set says nothing of the kind. */
export interface LabelFacts {
  readonly levels: StateLevels | null;
  readonly status: EngagementStatus | null;
}

/** As the original system trained its check on its own logs; a face not seen is no state. */
const STATE_OF_STATUS = {
  disengaged: 'boredom',
  partially_engaged: 'confusion',
  engaged: 'engagement',
  not_detected: null,
} as const satisfies Record<EngagementStatus, (typeof LEARNING_STATES)[number] | null>;

/** The names of a rule's classes, in order. */
export function labelNames(rule: LabelRule): readonly string[] {
  switch (rule.kind) {
    case 'dominant_state':
    case 'status':
      return LEARNING_STATES;
    case 'state_present':
      return [`no_${rule.state}`, rule.state];
    case 'level':
      return LEVELS.map((level) => `${rule.state}_${level}`);
  }
}

/** Whether the classes have an order, so that a near miss is less wrong than a far one. */
export const isOrdinal = (rule: LabelRule): boolean => rule.kind === 'level';

function levelClass(level: number): number {
  const index = LEVELS.findIndex((known) => known === level);
  if (index < 0) throw new RangeError(`${level} is no level: 0, 1, 2 or 3`);
  return index;
}

/**
 * Index into the rule's names, or null where the facts say nothing: no levels or status, no state
 * at all for the dominant one, a face that was not seen for the status.
 */
export function labelOf(rule: LabelRule, { levels, status }: LabelFacts): number | null {
  if (rule.kind === 'status') {
    const state = status === null ? null : STATE_OF_STATUS[status];
    return state === null ? null : LEARNING_STATES.indexOf(state);
  }
  if (levels === null) return null;
  switch (rule.kind) {
    case 'dominant_state':
      return dominantState(levels);
    case 'state_present':
      return levels[rule.state] >= rule.atLeast ? 1 : 0;
    case 'level':
      return levelClass(levels[rule.state]);
  }
}
