import * as v from 'valibot';
import type { EngagementStatus } from '../engagement/reading.ts';
import { LEARNING_STATES } from '../models/prediction.ts';
import type { OutputKind } from '../models/output-kind.ts';
import { dominantState, type StateLevels } from './dominant-state.ts';

export const LEVELS = [0, 1, 2, 3] as const;
/** A state counts as there from this level on, of 0..3, unless a rule says otherwise. */
const PRESENT_LEVEL = 2;

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
  /** For each of the four states whether it is there: none, one or several. */
  v.strictObject({
    kind: v.literal('states_present'),
    atLeast: v.optional(v.picklist([1, 2, 3]), PRESENT_LEVEL),
  }),
  /** The level of a state: ordinal classes 0..3. */
  v.strictObject({ kind: v.literal('level'), state: STATE }),
  /** One of the four states, by the status of an engagement log. */
  v.strictObject({ kind: v.literal('status') }),
  /** Classes of the data set's own, by their names; in rising order where they are ordinal. */
  v.strictObject({
    kind: v.literal('classes'),
    names: v.pipe(v.array(v.pipe(v.string(), v.nonEmpty())), v.minLength(2), v.readonly()),
    ordinal: v.optional(v.boolean(), false),
  }),
  /** Whether a class of the data set's own is there, as one output for itself. */
  v.strictObject({ kind: v.literal('class_present'), name: v.pipe(v.string(), v.nonEmpty()) }),
]);
export type LabelRule = v.InferOutput<typeof LABEL_RULE>;

/** What is known of a moment; null where the data set says nothing of the kind. */
export interface LabelFacts {
  readonly levels: StateLevels | null;
  readonly status: EngagementStatus | null;
  /** One of the names of a rule's `classes`. */
  readonly className: string | null;
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
    case 'states_present':
    case 'status':
      return LEARNING_STATES;
    case 'classes':
      return rule.names;
    case 'class_present':
      return [rule.name];
    case 'state_present':
      return [`no_${rule.state}`, rule.state];
    case 'level':
      return LEVELS.map((level) => `${rule.state}_${level}`);
  }
}

/** Positions of the names that the rule can give: there is no status of frustration. */
export function givenLabels(rule: LabelRule): readonly number[] {
  const states: readonly (string | null)[] = Object.values(STATE_OF_STATUS);
  return labelNames(rule).flatMap((name, label) =>
    rule.kind === 'status' && !states.includes(name) ? [] : [label],
  );
}

/** Whether the classes have an order, so that a near miss is less wrong than a far one. */
export const isOrdinal = (rule: LabelRule): boolean =>
  rule.kind === 'level' || (rule.kind === 'classes' && rule.ordinal);

/** Whether one of the names is true, or any number of them. */
export const outputOf = (rule: LabelRule): OutputKind =>
  rule.kind === 'states_present' || rule.kind === 'class_present' ? 'independent' : 'exclusive';

function levelClass(level: number): number {
  const index = LEVELS.findIndex((known) => known === level);
  if (index < 0) throw new RangeError(`${level} is no level: 0, 1, 2 or 3`);
  return index;
}

/** Position of `name`, or null for a name that the rule has not. */
const positionOf = (names: readonly string[], name: string | null): number | null => {
  const index = name === null ? -1 : names.indexOf(name);
  return index < 0 ? null : index;
};

const classPresence = (name: string, className: string | null): 0 | 1 | null =>
  className === null ? null : className === name ? 1 : 0;

/**
 * Index into the rule's names, or null where the facts say nothing: no levels or status, no state
 * at all for the dominant one, a face that was not seen for the status, a class that the rule has
 * not. For `states_present`, of which several may be true, what windows are dealt by: the dominant
 * state, or the number of states where there is none; for `class_present` 1 where it is there.
 */
export function labelOf(rule: LabelRule, facts: LabelFacts): number | null {
  const { levels, status } = facts;
  if (rule.kind === 'classes') return positionOf(rule.names, facts.className);
  if (rule.kind === 'class_present') return classPresence(rule.name, facts.className);
  if (rule.kind === 'status') {
    return positionOf(LEARNING_STATES, status === null ? null : STATE_OF_STATUS[status]);
  }
  if (levels === null) return null;
  switch (rule.kind) {
    case 'dominant_state':
      return dominantState(levels);
    case 'states_present':
      return dominantState(levels) ?? LEARNING_STATES.length;
    case 'state_present':
      return levels[rule.state] >= rule.atLeast ? 1 : 0;
    case 'level':
      return levelClass(levels[rule.state]);
  }
}

/** How many values `labelOf` can give. */
export const labelCountOf = (rule: LabelRule): number =>
  labelNames(rule).length + (outputOf(rule) === 'independent' ? 1 : 0);

/** What is true of each of the rule's names, 0 or 1; null where `labelOf` is. */
export function targetsOf(rule: LabelRule, facts: LabelFacts): readonly number[] | null {
  const label = labelOf(rule, facts);
  if (label === null) return null;
  if (rule.kind === 'class_present') return [label];
  const { levels } = facts;
  return rule.kind === 'states_present' && levels !== null
    ? LEARNING_STATES.map((state) => (levels[state] >= rule.atLeast ? 1 : 0))
    : labelNames(rule).map((_, index) => (index === label ? 1 : 0));
}
